//! What each side thinks of the other, once a cycle.

use serde_json::json;

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

async fn each_side_rates_the_other_once_a_cycle(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (story, ticket) = (&desk.story, &desk.ticket);
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let cooperation = json!({ "stars": 4, "remark": " 授权及时 " });
    assert_eq!(story.refused("engineer", "rateCooperation", ticket, cooperation.clone()).await, "WRONG_STATE");
    story.solve(ticket).await;
    assert!(story.actions("engineer", ticket).await.contains(&"RATE_COOPERATION".to_owned()));
    assert_eq!(story.refused("clerk", "rateCooperation", ticket, cooperation.clone()).await, "FORBIDDEN");
    story.act("engineer", "rateCooperation", ticket, cooperation.clone()).await;
    assert_eq!(story.refused("vendor_manager", "rateCooperation", ticket, cooperation).await, "ALREADY_DONE");
    assert!(!story.actions("engineer", ticket).await.contains(&"RATE_COOPERATION".to_owned()));
    // The agency may still rate the service: it does not read the vendor's before.
    for (who, count) in [("clerk", 0), ("manager", 0), ("regulator", 0), ("engineer", 1), ("vendor_manager", 1)] {
        let seen = desk.look(who, "ratings { stars } events { type stars }").await;
        assert_eq!(seen["ratings"].as_array().map(Vec::len), Some(count), "{who}");
        let told = seen["events"].as_array().expect("events").iter().filter(|of| of["type"] == "COOPERATION_RATED");
        assert_eq!(told.count(), count, "{who}");
    }
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 2, "remark": "反复出现" })).await;
    story.act("clerk", "rejectSolution", ticket, json!({ "reason": "复发" })).await;
    story.solve(ticket).await;
    assert_eq!(story.refused("engineer", "rateCooperation", ticket, json!({ "stars": 0 })).await, "INVALID");
    story.act("vendor_manager", "rateCooperation", ticket, json!({ "stars": 5 })).await;
    let fields = "stars ratings { side cycle stars remark ratedBy { name } }";
    let expected = json!([
        { "side": "VENDOR", "cycle": 1, "stars": 4, "remark": "授权及时", "ratedBy": { "name": "engineer" } },
        { "side": "AGENCY", "cycle": 1, "stars": 2, "remark": "反复出现", "ratedBy": { "name": "clerk" } },
        { "side": "VENDOR", "cycle": 2, "stars": 5, "remark": "", "ratedBy": { "name": "vendor_manager" } },
    ]);
    let seen = desk.look("clerk", "ratings { side cycle }").await;
    let first = json!([{ "side": "VENDOR", "cycle": 1 }, { "side": "AGENCY", "cycle": 1 }]);
    assert_eq!(seen["ratings"], first, "of the second cycle nothing yet");
    story.pass_minutes(7 * 24 * 60);
    for who in ["clerk", "engineer"] {
        let seen = desk.look(who, fields).await;
        assert_eq!(seen["ratings"], expected, "{who}");
        assert_eq!(seen["stars"], json!(null), "the agency's of the present cycle, and no other");
    }
    story.sweep().await;
    story.end().await;
}

/// Scorecards count what the agency said of the service alone.
async fn the_vendors_rating_scores_nothing(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.act("engineer", "acknowledgeTicket", &desk.ticket, json!({})).await;
    desk.story.solve(&desk.ticket).await;
    app::scorecard::refresh(&desk.story.world.system_op()).await.expect("scored");
    let ledger = desk.story.ledger().await;
    let before = ledger.rows("scorecard").await;
    desk.story.act("engineer", "rateCooperation", &desk.ticket, json!({ "stars": 1 })).await;
    for table in ["score_stale", "score_event", "score_clock"] {
        assert_eq!(ledger.rows(table).await, [""; 0], "{table}: there is nothing to score again");
    }
    app::scorecard::refresh(&desk.story.world.system_op()).await.expect("scored");
    assert_eq!(ledger.rows("scorecard").await, before);
}

both! { each_side_rates_the_other_once_a_cycle, the_vendors_rating_scores_nothing }

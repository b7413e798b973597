//! What waiting came to: the share of paused time, and what was decided of pauses.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

async fn what_was_waited_for_stands_in_the_reports(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    let wait = async |reason: &str, from: &str, to: &str, decide: Option<(&'static str, Value)>| {
        story.until(2, from);
        let pause = story.hold("engineer", ticket, reason).await;
        story.until(2, to);
        story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
        if let Some((mutation, mut more)) = decide {
            more["pauseId"] = json!(pause);
            story.act("manager", mutation, ticket, more).await;
        }
    };
    wait("THIRD_PARTY", "01:30", "02:30", Some(("acceptPause", json!({})))).await;
    wait("THIRD_PARTY", "03:00", "03:30", Some(("rejectPause", json!({ "reason": "未中断" })))).await;
    wait("AWAITING_AGENCY", "04:00", "04:15", None).await;
    story.until(2, "05:00");
    story.solve(ticket).await;

    let fields = "declared pending accepted rejected declaredSeconds rejectedSeconds";
    let document = format!(
        "query($by: [PauseDimension!]!) {{ pauseReport(groupBy: $by) {{ total {{ {fields} }}
            rows {{ vendor {{ name }} reason party counts {{ {fields} }} }} }} }}"
    );
    let report = async |who: &str, by: &[&str]| {
        story.world.as_(who).gql(&document, json!({ "by": by })).await.at("/pauseReport")
    };
    let by_vendor = report("manager", &["VENDOR", "PARTY"]).await;
    let counts = |declared: i64, [pending, accepted, rejected]: [i64; 3], seconds: i64, taken: i64| {
        json!({ "declared": declared, "pending": pending, "accepted": accepted, "rejected": rejected,
            "declaredSeconds": seconds, "rejectedSeconds": taken })
    };
    assert_eq!(by_vendor["total"], counts(3, [1, 1, 1], 6_300, 1_800));
    let row = |party: &str, counts: Value| json!({ "vendor": { "name": "八桂运维" }, "reason": null, "party": party, "counts": counts });
    let rows = [row("AGENCY", counts(1, [1, 0, 0], 900, 0)), row("THIRD_PARTY", counts(2, [0, 1, 1], 5_400, 1_800))];
    assert_eq!(by_vendor["rows"], json!(rows));
    let by_reason = report("vendor_manager", &["REASON"]).await;
    assert_eq!(by_reason["rows"][0]["reason"], json!("AWAITING_AGENCY"));
    assert_eq!(report("lz_manager", &["VENDOR"]).await["rows"], json!([]));
    let twice = story.world.as_("manager").gql(&document, json!({ "by": ["VENDOR", "VENDOR"] })).await;
    assert_eq!(twice.code(), "DUPLICATE");

    // RESTORE and RESOLVE: four hours of which an hour and a quarter was paused.
    let shares = "query { slaReport(filter: { metric: RESTORE }, groupBy: [VENDOR]) {
        pausedTime { share } rows { pausedTime { elapsedSeconds pausedSeconds share shareExact } } } }";
    let sla = story.world.as_("manager").gql(shares, json!({})).await.at("/slaReport");
    let expected = json!({ "elapsedSeconds": 9_900, "pausedSeconds": 4_500, "share": "0.3125", "shareExact": "5/16" });
    assert_eq!((&sla["rows"][0]["pausedTime"], &sla["pausedTime"]["share"]), (&expected, &json!("0.3125")));
}

both! { what_was_waited_for_stands_in_the_reports }

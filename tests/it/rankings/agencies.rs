//! Agencies ranked by their own duties, and what they may say of it.

use app::setup::user::{GrantRole, grant_role};
use domain::access::Role;
use serde_json::{Value, json};

use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P4, Story, global_id};

/// One ticket: assigned after half an hour, paused twice, once wrongly, solved, and confirmed an hour after.
async fn worked(backend: Backend) -> Story {
    let story = Story::open(backend).await;
    let ticket = story.raise(P4).await;
    story.until(2, "01:30");
    story.act("operator", "assignTicket", &ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    for (time, decision, more) in
        [("02:00", "acceptPause", json!({})), ("03:00", "rejectPause", json!({ "reason": "未中断" }))]
    {
        story.until(2, time);
        let pause = story.hold("engineer", &ticket, "THIRD_PARTY").await;
        story.pass_minutes(30);
        story.act("engineer", "resumeTicket", &ticket, json!({ "pauseId": pause })).await;
        let mut decided = more;
        decided["pauseId"] = json!(pause);
        story.act("operator", decision, &ticket, decided).await;
    }
    story.until(2, "05:00");
    story.solve(&ticket).await;
    story.until(2, "06:00");
    story.act("clerk", "confirmTicket", &ticket, json!({})).await;
    // April begins.
    story.world.clock.set("2026-03-31T16:00:00Z".parse().expect("an instant"));
    story
}

async fn each_duty_is_a_list_of_its_own(backend: Backend) {
    let story = worked(backend).await;
    let agency = global_id("Agency", story.world.agency("GXDSJ").0);
    let new = json!({
        "agencyId": agency, "kind": "AGENCIES", "period": "MONTH", "day": "2026-03-02", "minSample": 1,
    });
    let fields =
        "ranking { id version lists { measure rows { rank name figure sample confidence } unrated { name reason } }
        summary { ranked } versions { agencyBasis { name accepted acceptSeconds confirmed confirmSeconds pausesDecided
            pausesRejected } } }";
    let made = story.world.as_("regulator").must("draftRanking", new, fields).await;
    let ranking = &made["ranking"];
    let list = |measure: &str, figure: &str, sample: i64| {
        let row = json!({
            "rank": 1, "name": "南宁市大数据发展局", "figure": figure, "sample": sample, "confidence": "LOW",
        });
        let none = |name: &str| json!({ "name": name, "reason": "NOTHING_TO_RATE" });
        json!({
            "measure": measure, "rows": [row],
            "unrated": [none("柳州市大数据发展局"), none("自治区数据局"), none("青秀区数据局")],
        })
    };
    let expected = json!([
        list("TIME_TO_ACCEPT", "1800", 1),
        list("TIME_TO_CONFIRM", "3600", 1),
        list("REJECTED_PAUSES", "50.00", 2)
    ]);
    assert_eq!((&ranking["lists"], &ranking["summary"]), (&expected, &Value::Null));
    let basis = ranking["versions"][0]["agencyBasis"].as_array().expect("a basis");
    let counted = json!({
        "name": "南宁市大数据发展局", "accepted": 1, "acceptSeconds": 1800, "confirmed": 1, "confirmSeconds": 3600,
        "pausesDecided": 2, "pausesRejected": 1,
    });
    assert_eq!(basis.iter().find(|of| of["name"] == "南宁市大数据发展局"), Some(&counted));

    // Whoever answers for an agency sees where it stands, and objects; nobody's vendor does.
    let on = |version: i64| json!({ "rankingId": ranking["id"], "expectedVersion": version });
    story.world.as_("supervisor").must("announceRanking", on(1), "").await;
    let seen = "{ rankings { nodes { kind state lists { rows { name } unrated { name } } availableActions } } }";
    let mine = story.world.as_("lz_manager").gql(seen, json!({})).await.at("/rankings/nodes");
    let own = json!({ "rows": [], "unrated": [{ "name": "柳州市大数据发展局" }] });
    assert_eq!(
        mine,
        json!([{ "kind": "AGENCIES", "state": "ANNOUNCED", "lists": [own, own, own], "availableActions": ["OBJECT"] }])
    );
    assert_eq!(story.world.as_("vendor_manager").gql(seen, json!({})).await.at("/rankings/nodes"), json!([]));
    // Nanning's manager answers for the county below as well, and says for whom.
    let mut objection = on(2);
    objection["reason"] = json!("确认时间含节假日");
    let manager = story.world.as_("manager");
    assert_eq!(manager.refused("objectToRanking", objection.clone()).await, one("REQUIRED", "agencyId"));
    objection["agencyId"] = json!(global_id("Agency", story.world.agency("LZDSJ").0));
    assert_eq!(manager.refused("objectToRanking", objection.clone()).await, one("NOT_FOUND", "agencyId"));
    objection["agencyId"] = json!(global_id("Agency", story.world.agency("NNDSJ").0));
    let done = manager.must("objectToRanking", objection, "ranking { objections { name reason } }").await;
    assert_eq!(done["ranking"]["objections"], json!([{ "name": "南宁市大数据发展局", "reason": "确认时间含节假日" }]));
}

async fn nobody_answers_their_own_objection(backend: Backend) {
    let story = worked(backend).await;
    let world = &story.world;
    // The region's own manager also supervises.
    let (user, agency) = (world.user("region_manager"), Some(world.agency("GXDSJ")));
    let role = Role::AgencySupervisor;
    let grant = GrantRole { user, role, agency, vendor: None, valid_from: None, valid_until: None };
    grant_role(&world.system_op(), &grant).await.expect("a role");
    let agency = |code: &str| json!(global_id("Agency", world.agency(code).0));
    let new = json!({
        "agencyId": agency("GXDSJ"), "kind": "AGENCIES", "period": "MONTH", "day": "2026-03-02", "minSample": 1,
    });
    let made = world.as_("regulator").must("draftRanking", new, "ranking { id }").await;
    let on = |version: i64| json!({ "rankingId": made["ranking"]["id"], "expectedVersion": version });
    world.as_("supervisor").must("announceRanking", on(1), "").await;
    let mut ids = Vec::new();
    for (who, of, version) in [("region_manager", "GXDSJ", 2), ("manager", "NNDSJ", 3)] {
        let mut objection = on(version);
        (objection["agencyId"], objection["reason"]) = (agency(of), json!("确认时间含节假日"));
        let done = world.as_(who).must("objectToRanking", objection, "ranking { objections { id name } }").await;
        let objections = done["ranking"]["objections"].as_array().expect("objections");
        ids.push(objections.last().expect("one")["id"].clone());
    }
    let answer = |place: usize, version: i64| {
        let reason = "时间按自然时间计";
        json!({ "objectionId": ids[place], "expectedVersion": version, "outcome": "REJECTED", "reason": reason })
    };
    let both = world.as_("region_manager");
    assert_eq!(both.refused("answerObjection", answer(0, 4)).await, one("SAME_PERSON", "objectionId"));
    let may = "ranking { availableActions }";
    let done = both.must("answerObjection", answer(1, 4), may).await;
    assert_eq!(done["ranking"]["availableActions"], json!(["REDRAFT", "OBJECT"]), "the other's is answered");
    let seen = "{ rankings { nodes { availableActions } } }";
    let others = world.as_("supervisor").gql(seen, json!({})).await.at("/rankings/nodes");
    assert_eq!(others, json!([{ "availableActions": ["REDRAFT", "ANSWER"] }]));
    let done = world.as_("supervisor").must("answerObjection", answer(0, 5), may).await;
    assert_eq!(done["ranking"]["availableActions"], json!(["REDRAFT"]));
}

both! {
    each_duty_is_a_list_of_its_own,
    nobody_answers_their_own_objection,
}

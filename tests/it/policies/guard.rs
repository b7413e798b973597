//! Guard periods (重保): stricter targets, declared ahead, that show in the evidence.

use serde_json::{Value, json};

use super::desk::{Desk, HOUR};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, at};

const GUARD: &str = "clocks { metric explanation { sentences guard { guardPeriodId name
    applies { guard duration { value } } ordinary { duration { value } } } targets { outcome } } }";

/// In a guard period the response comes within ten minutes.
async fn strict(desk: &Desk) {
    let mut terms = desk.usual(json!({}));
    let guard = desk.target("RESPONSE", 600, json!({ "guard": true }));
    terms["targets"].as_array_mut().expect("targets").push(guard);
    desk.agreed(terms).await;
}

async fn explained(desk: &Desk, ticket: &str) -> Value {
    let seen = desk.story.look("engineer", ticket, GUARD).await;
    let of_response = |clock: &&Value| clock["metric"] == json!("RESPONSE");
    seen["clocks"].as_array().expect("clocks").iter().find(of_response).expect("a clock")["explanation"].clone()
}

async fn a_ticket_raised_in_a_guard_period_has_the_stricter_target_and_says_why(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    strict(&desk).await;
    let guard = desk.guarded("02:00", "04:00").await;
    let before = &story.raise(P2).await;
    assert_eq!(story.clock(before, "RESPONSE").await.due_at, Some(at(2, "01:30")));
    assert_eq!(explained(&desk, before).await["guard"], Value::Null);

    story.until(2, "02:00");
    let during = &story.raise(P2).await;
    assert_eq!(story.clock(during, "RESPONSE").await.due_at, Some(at(2, "02:10")), "from its first second on");
    assert_eq!(story.clock(during, "RESTORE").await.due_at, Some(at(2, "10:00")), "nothing stricter is promised");
    let answer = explained(&desk, during).await;
    assert_eq!((&answer["guard"]["guardPeriodId"], &answer["guard"]["name"]), (&json!(guard), &json!("两会重保")));
    let applies = json!({ "guard": true, "duration": { "value": 600 } });
    assert_eq!(
        (&answer["guard"]["applies"], &answer["guard"]["ordinary"]["duration"]["value"]),
        (&applies, &json!(1_800))
    );
    let sentences = answer["sentences"].to_string();
    assert!(
        sentences.contains("Raised in the guard period “两会重保”: 0 h 10 min 0 s round the clock applies"),
        "{sentences}"
    );
    // Below Nanning it holds too; beside it nobody is bound.
    let county = &story.raise_as("county_clerk", story.request("QX-HALL", "窗口停办", P2)).await;
    assert_eq!(story.clock(county, "RESPONSE").await.due_at, Some(at(2, "02:10")));
    let other = &story.raise_as("lz_operator", story.request("LZ-OA", "公文收不到", P2)).await;
    assert_eq!(story.clock(other, "RESPONSE").await.due_at, Some(at(2, "02:30")));

    story.until(2, "03:00");
    let reason = json!({ "guardPeriodId": guard, "reason": "会议提前闭幕" });
    let withdrawn = story.world.as_("manager");
    withdrawn.must("withdrawGuardPeriod", reason.clone(), "guardPeriod { withdrawnAt withdrawalReason }").await;
    assert_eq!(withdrawn.refused("withdrawGuardPeriod", reason).await[0].0, "WRONG_STATE");
    let after = &story.raise(P2).await;
    assert_eq!(story.clock(after, "RESPONSE").await.due_at, Some(at(2, "03:30")));
    story.sweep().await;
    let settled = story.clock(during, "RESPONSE").await;
    assert_eq!(
        (settled.breached_at, settled.judged()[0].0),
        (Some(at(2, "02:10")), "BREACHED"),
        "what was raised stays"
    );
    story.end().await;
}

async fn what_is_written_down_late_falls_under_the_period_of_its_own_time(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    strict(&desk).await;
    desk.guarded("01:30", "02:00").await;
    story.until(2, "03:00");
    let raised = |time: &str| {
        let mut request = story.request("NN-OA", "公文收不到", P2);
        request["raisedAt"] = json!(at(2, time));
        request["lateReason"] = json!("电话报障");
        request
    };
    let inside = &story.raise_as("clerk", raised("01:45")).await;
    assert_eq!(story.clock(inside, "RESPONSE").await.due_at, Some(at(2, "01:55")));
    let outside = &story.raise_as("clerk", raised("02:00")).await;
    assert_eq!(story.clock(outside, "RESPONSE").await.due_at, Some(at(2, "02:30")), "the end does not belong to it");
    story.end().await;
}

async fn a_guard_period_is_declared_ahead_by_whoever_manages_policies_there(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let late = desk.guard_period("00:59", "00:30");
    let refused = world.as_("manager").refused("declareGuardPeriod", late).await;
    let field = |code: &str, field: &str| (code.to_owned(), Some(field.to_owned()));
    assert_eq!(refused, [field("TOO_EARLY", "from"), field("INVALID", "until")], "never backwards, all at once");
    let good = desk.guard_period("02:00", "04:00");
    for (who, code) in [("operator", "FORBIDDEN"), ("lz_manager", "NOT_FOUND"), ("engineer", "FORBIDDEN")] {
        assert_eq!(world.as_(who).refused("declareGuardPeriod", good.clone()).await[0].0, code, "{who}");
    }
    desk.guarded("02:00", "04:00").await;
    let query =
        "query($at: DateTime) { guardPeriods(currentAt: $at) { nodes { name owner { shortCode } from until } } }";
    let seen = async |who: &str, time: &str| {
        let answer = world.as_(who).gql(query, json!({ "at": at(2, time) })).await;
        answer.at("/guardPeriods/nodes").as_array().map(Vec::len)
    };
    assert_eq!(seen("county_clerk", "01:00").await, Some(1), "down the tree");
    assert_eq!(seen("engineer", "01:00").await, Some(1), "and to the vendor whom it binds");
    assert_eq!(seen("region_manager", "04:00").await, Some(0), "it is over");
    assert_eq!(seen("lz_manager", "01:00").await, Some(0));
}

async fn a_guard_target_with_more_time_is_a_contradiction(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut terms = desk.usual(json!({}));
    let guard = desk.target("RESTORE", 9 * HOUR, json!({ "guard": true }));
    terms["targets"].as_array_mut().expect("targets").push(guard);
    terms["policyId"] = json!(desk.policy("GX-SLA"));
    let answer = desk.story.world.as_("region_manager").mutate("addPolicyVersion", terms, "").await;
    let errors = &answer.body["data"]["addPolicyVersion"]["errors"];
    let said =
        "target 4 (RESTORE P2 guard period) has longer than target 2 (RESTORE P2), which it replaces in guard periods";
    assert_eq!(errors, &json!([{ "code": "CONTRADICTION", "field": "targets", "message": said }]));
}

both! {
    a_ticket_raised_in_a_guard_period_has_the_stricter_target_and_says_why,
    what_is_written_down_late_falls_under_the_period_of_its_own_time,
    a_guard_period_is_declared_ahead_by_whoever_manages_policies_there,
    a_guard_target_with_more_time_is_a_contradiction,
}

//! The rules of a version about pauses and reopening.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at};

/// Raised at 01:00 under these rules, and arrived at once.
async fn at_work(desk: &Desk, rules: Value) -> String {
    desk.agreed(desk.usual(rules)).await;
    let ticket = desk.story.raise(P2).await;
    desk.story.act("operator", "assignTicket", &ticket, json!({})).await;
    desk.story.act("engineer", "recordArrival", &ticket, json!({})).await;
    ticket
}

async fn lapse(story: &Story) -> (u64, u64) {
    let report = app::sla::lapse(&story.world.system_op()).await.expect("a run");
    let again = app::sla::lapse(&story.world.system_op()).await.expect("another run");
    assert_eq!((again.pauses, again.clocks), (0, 0), "the second run finds nothing left");
    (report.pauses, report.clocks)
}

async fn pauses_keep_to_the_rules_of_the_version(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let rules = json!({ "pauseRules": {
        "reasons": ["THIRD_PARTY", "FORCE_MAJEURE"], "decidedBy": "CONTRACT_MANAGER", "mostPerTicket": 2,
    } });
    let ticket = &at_work(&desk, rules).await;
    story.until(2, "02:00");
    let refused = story.refused("engineer", "holdTicket", ticket, json!({ "reason": "AWAITING_AGENCY" })).await;
    assert_eq!(refused, "PAUSE_REASON");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    assert!(!story.actions("operator", ticket).await.contains(&"DECIDE_PAUSE".to_owned()));
    assert!(story.actions("manager", ticket).await.contains(&"DECIDE_PAUSE".to_owned()));
    let decide = json!({ "pauseId": pause });
    assert_eq!(story.refused("operator", "acceptPause", ticket, decide.clone()).await, "NOT_YOUR_ROLE");
    story.act("manager", "acceptPause", ticket, decide.clone()).await;
    story.act("engineer", "resumeTicket", ticket, decide).await;
    story.until(2, "02:30");
    let second = story.hold("engineer", ticket, "FORCE_MAJEURE").await;
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": second })).await;
    assert!(!story.actions("engineer", ticket).await.contains(&"HOLD".to_owned()));
    let input = json!({ "ticketId": ticket, "reason": "THIRD_PARTY" });
    let answer = story.world.as_("engineer").mutate("holdTicket", input, "").await;
    let error = &answer.body["data"]["holdTicket"]["errors"][0];
    let said = "the policy allows 2 pauses on a ticket, and so many were declared";
    assert_eq!((&error["code"], &error["message"]), (&json!("PAUSE_LIMIT"), &json!(said)));
    story.end().await;
}

async fn e19_a_pause_that_lasts_too_long_lets_the_clock_go_on(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &at_work(&desk, json!({ "pauseRules": { "longestSeconds": 7_200 } })).await;
    story.until(2, "02:00");
    let pause = &story.hold("engineer", ticket, "THIRD_PARTY").await;
    let seen = story.look("engineer", ticket, "pauses { lapsesAt }").await;
    assert_eq!(seen["pauses"][0]["lapsesAt"], json!("2026-03-02T04:00:00+00:00"));
    story.until(2, "03:59:59");
    assert_eq!(lapse(story).await, (0, 0), "it still holds");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("PAUSED", None));
    story.until(2, "04:00");
    story.end().await;
    assert_eq!(lapse(story).await, (1, 2), "restoration and resolution go on");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "11:00"))));
    assert_eq!(story.told(ticket, "sla.pause_lapsed").await, 1);
    story.end().await;

    // The ticket waits on, and is late all the same: at the deadline, known at once.
    story.until(2, "11:00:01");
    assert_eq!(story.sweep().await.breaches, 1);
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.breached_at, restore.breach_known_at), (Some(at(2, "11:00")), None));
    story.until(2, "12:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.verdicts.len(), 1, "its end changes nothing any more");
    let fields = "clocks { metric explanation { pauses { standing lapsedAt } } }";
    let told = story.look("manager", ticket, fields).await;
    let restore = told["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == json!("RESTORE"));
    let expected = json!({ "standing": "LAPSED", "lapsedAt": "2026-03-02T04:00:00+00:00" });
    assert_eq!(restore.expect("a clock")["explanation"]["pauses"][0], expected);
    story.end().await;
}

async fn e19_a_job_that_comes_late_finds_the_breach_where_it_was(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &at_work(&desk, json!({ "pauseRules": { "longestSeconds": 7_200 } })).await;
    story.until(2, "02:00");
    story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(2, "20:00");
    assert_eq!(lapse(story).await, (1, 2));
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.breached_at, restore.breach_known_at), (Some(at(2, "11:00")), None));
    assert_eq!(restore.judged(), [("BREACHED", "PAUSE_LAPSED")]);
    assert_eq!(story.sweep().await.breaches, 1, "and it is told of once");
    story.end().await;
}

async fn e31_a_reopened_clock_goes_on_with_what_was_left(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let rules = json!({ "reopeningRule": { "mode": "CONTINUE", "windowDays": 3 } });
    let ticket = &at_work(&desk, rules).await;
    story.until(2, "03:00");
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    assert_eq!(story.clock(ticket, "RESOLVE").await.judged(), [("MET", "RESOLVED")]);
    story.until(2, "05:00");
    story.act("clerk", "reopenTicket", ticket, json!({ "reason": "故障复现" })).await;
    let resolve = story.clock(ticket, "RESOLVE").await;
    assert_eq!(resolve.stands(), ("RUNNING", Some(at(3, "03:00"))), "two hours that count for nobody");
    assert_eq!(resolve.judged(), [("MET", "RESOLVED"), ("RUNNING", "REOPENED")]);
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "11:00"))));
    assert!(story.clocks(ticket).await.iter().all(|clock| clock.cycle == 1), "no new cycle");
    let fields = "clocks { metric explanation { segments { kind party openSeconds } } }";
    let told = story.look("engineer", ticket, fields).await;
    let resolve = told["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == json!("RESOLVE"));
    let segments = [("RUNNING", "VENDOR"), ("GAP", "NOBODY")]
        .map(|(kind, party)| json!({ "kind": kind, "party": party, "openSeconds": 7_200 }));
    assert_eq!(resolve.expect("a clock")["explanation"]["segments"], json!(segments));
    story.until(2, "06:00");
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    let resolve = story.clock(ticket, "RESOLVE").await;
    assert_eq!((resolve.state.as_str(), resolve.elapsed_seconds), ("MET", 3 * 3_600));
    story.end().await;
}

async fn e32_after_the_window_a_new_ticket_is_raised_instead(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &at_work(&desk, json!({ "reopeningRule": { "windowDays": 3 } })).await;
    story.until(2, "03:00");
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    // Solved on the second: the fifth is the last day, and in Nanning it ends at 16:00 UTC.
    story.until(5, "15:59");
    assert!(story.actions("clerk", ticket).await.contains(&"REOPEN".to_owned()));
    story.until(5, "16:00");
    assert!(!story.actions("clerk", ticket).await.contains(&"REOPEN".to_owned()));
    let input = json!({ "ticketId": ticket, "reason": "故障复现" });
    let answer = story.world.as_("clerk").mutate("reopenTicket", input, "").await;
    let error = &answer.body["data"]["reopenTicket"]["errors"][0];
    let said = "the policy allowed reopening until 2026-03-05: raise a new ticket instead";
    assert_eq!((&error["code"], &error["message"]), (&json!("REOPEN_WINDOW"), &json!(said)));
}

both! {
    pauses_keep_to_the_rules_of_the_version,
    e19_a_pause_that_lasts_too_long_lets_the_clock_go_on,
    e19_a_job_that_comes_late_finds_the_breach_where_it_was,
    e31_a_reopened_clock_goes_on_with_what_was_left,
    e32_after_the_window_a_new_ticket_is_raised_instead,
}

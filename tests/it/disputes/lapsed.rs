//! What follows from silence: each step has its own working days.

use app::dispute::{LapseReport, lapse_disputes};
use serde_json::json;

use super::desk::{Desk, found, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::at;

async fn an_agencys_silence_passes_a_dispute_on(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    story.until(3, "02:00");
    let dispute = &desk.appeal().await;
    story.until(17, "10:00");
    assert_eq!(desk.lapse().await, LapseReport::default(), "the last second is in time");
    story.until(17, "10:00:01");
    let late = json!({ "outcome": "EXCLUDE", "reason": "属实" });
    assert_eq!(desk.refused("manager", "decideDispute", dispute, late.clone()).await, one("TOO_LATE", "disputeId"));
    assert_eq!(desk.actions("manager", dispute).await, json!(["ATTACH"]));
    assert_eq!(desk.lapse().await, LapseReport { passed_on: 1, ..LapseReport::default() });
    let fields = "state turn dueAt overdue agencyRuling { outcome } steps { step side actor { name } }";
    let steps = json!([
        { "step": "APPEAL", "side": "VENDOR", "actor": { "name": "vendor_manager" } },
        { "step": "PASS_ON", "side": "SYSTEM", "actor": null },
    ]);
    let expected = json!({
        "state": "ESCALATED", "turn": "SUPERVISOR", "dueAt": "2026-04-01T10:00:00+00:00", "overdue": false,
        "agencyRuling": null, "steps": steps,
    });
    assert_eq!(desk.look("vendor_manager", dispute, fields).await, expected);
    assert_eq!(desk.actions("vendor_manager", dispute).await, json!(["WITHDRAW", "ATTACH"]));
    assert_eq!(desk.refused("manager", "decideDispute", dispute, late.clone()).await[0].0, "FORBIDDEN");

    // Passed on after closing time, so that its days begin with the 18th.
    story.world.clock.set("2026-04-01T10:00:00Z".parse().expect("a time"));
    assert_eq!(desk.lapse().await, LapseReport::default());
    story.pass_minutes(1);
    assert_eq!(desk.lapse().await, LapseReport { overdue: 1, ..LapseReport::default() });
    let fields = "state turn dueAt overdue";
    let expected = json!({
        "state": "ESCALATED", "turn": "SUPERVISOR", "dueAt": "2026-04-01T10:00:00+00:00", "overdue": true,
    });
    assert_eq!(desk.look("supervisor", dispute, fields).await, expected);
    assert_eq!(story.told(&desk.ticket, "dispute.overdue").await, 1);
    assert_eq!(desk.decide("assessor", dispute, late).await, "FINAL", "late is better than never");
    assert_eq!(desk.judged().await.0, "EXCLUDED");
    assert_eq!(desk.lapse().await, LapseReport::default());
    story.end().await;
}

async fn a_vendors_silence_makes_the_agencys_decision_final(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    story.until(3, "02:00");
    let dispute = &desk.appeal().await;
    story.until(4, "02:00");
    let upheld = json!({ "outcome": "UPHOLD", "reason": "与记录不符" });
    assert_eq!(desk.decide("manager", dispute, upheld).await, "AGENCY_DECIDED");
    story.until(11, "10:00");
    assert_eq!(desk.lapse().await, LapseReport::default());
    story.until(11, "10:00:01");
    for mutation in ["acceptDecision", "escalateDispute"] {
        let late = json!({ "reason": "仍不同意" });
        assert_eq!(desk.refused("vendor_manager", mutation, dispute, late).await, one("TOO_LATE", "disputeId"));
    }
    assert_eq!(desk.lapse().await, LapseReport { confirmed: 1, ..LapseReport::default() });
    let fields = "state ruling { outcome } steps { step }";
    let steps = json!([{ "step": "APPEAL" }, { "step": "DECIDE" }, { "step": "LAPSE" }]);
    let expected = json!({ "state": "FINAL", "ruling": { "outcome": "UPHOLD" }, "steps": steps });
    assert_eq!(desk.look("manager", dispute, fields).await, expected);
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:00")), found()), "what was found stays");
    let events = story.look("clerk", &desk.ticket, "events { type reason actor { name } }").await;
    let last = events["events"].as_array().and_then(|events| events.last()).expect("an event");
    assert_eq!(*last, json!({ "type": "DISPUTE_DECIDED", "reason": "与记录不符", "actor": null }));
    story.end().await;
}

/// Two workers at once: each dispute goes on once.
async fn two_workers_pass_a_dispute_on_once(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.appeal().await;
    desk.story.until(18, "02:00");
    let (one, other) = (desk.story.world.system_op(), desk.story.world.system_op());
    let both = tokio::join!(lapse_disputes(&one), lapse_disputes(&other));
    let passed = [both.0.expect("a run"), both.1.expect("another")].map(|report| report.passed_on);
    assert_eq!(passed.iter().sum::<u64>(), 1);
    assert_eq!(desk.story.told(&desk.ticket, "dispute.passed_on").await, 1);
}

/// As if its row could not be read: the others go on, and the run has failed.
async fn a_dispute_that_fails_keeps_no_other_from_going_on(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let report = json!({ "clockId": desk.clock_id("UPDATE").await, "reason": "系统故障" });
    let done = desk.as_("vendor_manager").must("appealBreach", report, "dispute { id }").await;
    let broken = done["dispute"]["id"].as_str().expect("an id");
    story.pass_minutes(1);
    let whole = &desk.appeal().await;
    let ledger = story.ledger().await;
    let breaks = "UPDATE breach_dispute SET agency_ruling = '{}' WHERE metric = 'UPDATE'";
    assert_eq!(ledger.run(breaks).await.expect("broken"), 1);
    story.until(18, "02:00");
    lapse_disputes(&story.world.system_op()).await.expect_err("one cannot be read");
    let waits = json!({ "state": "APPEALED", "turn": "AGENCY" });
    let passed_on = json!({ "state": "ESCALATED", "turn": "SUPERVISOR" });
    assert_eq!(desk.look("supervisor", whole, "state turn").await, passed_on);
    assert_eq!(desk.look("supervisor", broken, "state turn").await, waits);
    let mends = "UPDATE breach_dispute SET agency_ruling = NULL WHERE metric = 'UPDATE'";
    assert_eq!(ledger.run(mends).await.expect("mended"), 1);
    assert_eq!(desk.lapse().await, LapseReport { passed_on: 1, ..LapseReport::default() });
    assert_eq!(desk.look("supervisor", broken, "state turn").await, passed_on);
}

/// The days were not published as the deadline was computed, and are by now: the step is late, whether or not the job ran.
async fn a_step_is_late_by_the_calendar_of_now(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.until(3, "02:00");
    let dispute = &desk.appeal().await;
    let unknown = "UPDATE breach_dispute SET provisional = TRUE, due_at = deadline_from";
    assert_eq!(desk.story.ledger().await.run(unknown).await.expect("set back"), 1);
    desk.story.until(17, "10:00");
    assert_eq!(desk.actions("manager", dispute).await, json!(["DECIDE", "ATTACH"]), "the last second is in time");
    desk.story.until(17, "10:00:01");
    assert_eq!(desk.actions("manager", dispute).await, json!(["ATTACH"]));
    let late = json!({ "outcome": "EXCLUDE", "reason": "属实" });
    assert_eq!(desk.refused("manager", "decideDispute", dispute, late).await, one("TOO_LATE", "disputeId"));
    assert_eq!(desk.lapse().await, LapseReport { passed_on: 1, ..LapseReport::default() });
}

both! {
    an_agencys_silence_passes_a_dispute_on,
    a_vendors_silence_makes_the_agencys_decision_final,
    two_workers_pass_a_dispute_on_once,
    a_dispute_that_fails_keeps_no_other_from_going_on,
    a_step_is_late_by_the_calendar_of_now,
}

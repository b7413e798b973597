//! What comes of a dispute: the first verdict stays beside its revision, and whatever counts verdicts follows.

use app::report::{Dimension, ReportKey, ReportQuery, sla_report};
use app::scorecard::{ScorecardQuery, refresh, scorecards};
use domain::scorecard::{PeriodKind, SubjectKind};
use domain::sla::{ClockTally, Metric};
use serde_json::json;

use super::desk::{Desk, an_hour, breach_of_an_ended_leg, found, found_then, on, one};
use super::told::{bring, by_leg, by_ticket, inbox};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::at;

async fn a_dispute_goes_through_every_hand_and_the_first_verdict_stays(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let offered = desk.clock("vendor_manager", "appealBy availableActions").await;
    let expected = json!({ "appealBy": "2026-03-09T10:00:00+00:00", "availableActions": ["APPEAL"] });
    assert_eq!(offered, expected, "five working days from the 2nd, at closing time");
    assert_eq!(desk.clock("engineer", "availableActions").await, json!({ "availableActions": [] }));

    story.until(3, "02:00");
    let dispute = &desk.appeal().await;
    let fields = "subject state turn dueAt dueWithinDays provisional overdue disputedRevision metric cycle knownAt
        agency { shortCode } vendor { name } contract { number } appealedBy { name } ticket { id } clock { state }
        agencyRuling { outcome } ruling { outcome } version";
    let expected = json!({
        "subject": "VERDICT", "state": "APPEALED", "turn": "AGENCY", "dueAt": "2026-03-17T10:00:00+00:00",
        "dueWithinDays": 10, "provisional": false, "overdue": false, "disputedRevision": 1, "metric": "RESTORE",
        "cycle": 1, "knownAt": "2026-03-02T09:30:00+00:00", "agency": { "shortCode": "NNDSJ" },
        "vendor": { "name": "八桂运维" }, "contract": { "number": "NN-2026" },
        "appealedBy": { "name": "vendor_manager" }, "ticket": { "id": desk.ticket }, "clock": { "state": "BREACHED" },
        "agencyRuling": null, "ruling": null, "version": 1,
    });
    assert_eq!(desk.look("manager", dispute, fields).await, expected);
    for (who, expected) in [
        ("vendor_manager", json!(["WITHDRAW", "ATTACH"])),
        ("manager", json!(["DECIDE", "ATTACH"])),
        ("region_manager", json!(["DECIDE", "ATTACH"])),
        ("supervisor", json!(["ATTACH"])),
        ("engineer", json!([])),
        ("regulator", json!([])),
    ] {
        assert_eq!(desk.actions(who, dispute).await, expected, "{who}");
    }
    assert_eq!(desk.clock("vendor_manager", "availableActions").await, json!({ "availableActions": [] }));

    story.until(4, "02:00");
    let partly = json!({ "outcome": "PARTLY", "intervals": an_hour(), "reason": "停电属实" });
    let upheld = json!({ "outcome": "UPHOLD", "reason": "门禁记录与实际不符" });
    let after = desk.take("manager", "decideDispute", dispute, upheld, "state turn dueAt dueWithinDays version").await;
    let expected = json!({
        "state": "AGENCY_DECIDED", "turn": "VENDOR", "dueAt": "2026-03-11T10:00:00+00:00", "dueWithinDays": 5,
        "version": 2,
    });
    assert_eq!(after, expected);
    assert_eq!(desk.actions("vendor_manager", dispute).await, json!(["ACCEPT", "ESCALATE", "ATTACH"]));
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:00")), found()), "nothing is final yet");

    story.until(5, "02:00");
    let further = json!({ "reason": "有停电通知为证", "expectedVersion": 2 });
    let after = desk.take("vendor_manager", "escalateDispute", dispute, further, "state turn dueAt").await;
    let expected = json!({ "state": "ESCALATED", "turn": "SUPERVISOR", "dueAt": "2026-03-19T10:00:00+00:00" });
    assert_eq!(after, expected);
    for (who, expected) in [
        ("vendor_manager", json!(["ACCEPT", "ATTACH"])),
        ("manager", json!(["ATTACH"])),
        ("supervisor", json!(["DECIDE", "ATTACH"])),
        ("assessor", json!(["DECIDE", "ATTACH"])),
    ] {
        assert_eq!(desk.actions(who, dispute).await, expected, "{who}");
    }

    story.until(6, "02:00");
    assert_eq!(desk.decide("supervisor", dispute, partly).await, "FINAL");
    assert_eq!(desk.judged().await, ("MET".to_owned(), Some(at(2, "10:00")), found_then("MET")));
    let fields = "verdicts { revision verdict cause dispute { id } } disputes { id } appealBy availableActions";
    let clock = desk.clock("vendor_manager", fields).await;
    let revisions = json!([
        { "revision": 1, "verdict": "BREACHED", "cause": "DEADLINE_PASSED", "dispute": { "id": dispute } },
        { "revision": 2, "verdict": "BREACHED", "cause": "RESTORED", "dispute": null },
        { "revision": 3, "verdict": "MET", "cause": "DISPUTE_DECIDED", "dispute": null },
    ]);
    let expected = json!({
        "verdicts": revisions, "disputes": [{ "id": dispute }], "appealBy": null, "availableActions": [],
    });
    assert_eq!(clock, expected, "the first verdict stays beside its revision");

    let fields = "state turn dueAt dueWithinDays agencyRuling { outcome party intervals { from } }
        ruling { outcome party intervals { from to party reason } }
        steps { seq step state side actor { name } reason evidence dueAt takenAt ruling { outcome } }";
    let interval = json!({
        "from": "2026-03-02T07:00:00+00:00", "to": "2026-03-02T08:00:00+00:00", "party": "THIRD_PARTY",
        "reason": "物业停电",
    });
    let step = |seq: i32, step: &str, state: &str, side: &str, who: &str, reason: &str, evidence: &str| {
        json!({ "seq": seq, "step": step, "state": state, "side": side, "actor": { "name": who }, "reason": reason,
            "evidence": evidence })
    };
    let mut steps = [
        step(1, "APPEAL", "APPEALED", "VENDOR", "vendor_manager", "机房未开放", "门禁记录"),
        step(2, "DECIDE", "AGENCY_DECIDED", "AGENCY", "manager", "门禁记录与实际不符", ""),
        step(3, "ESCALATE", "ESCALATED", "VENDOR", "vendor_manager", "有停电通知为证", ""),
        step(4, "DECIDE_FINALLY", "FINAL", "AGENCY", "supervisor", "停电属实", ""),
    ];
    let times = [
        (json!("2026-03-17T10:00:00+00:00"), "2026-03-03T02:00:00+00:00", json!(null)),
        (json!("2026-03-11T10:00:00+00:00"), "2026-03-04T02:00:00+00:00", json!({ "outcome": "UPHOLD" })),
        (json!("2026-03-19T10:00:00+00:00"), "2026-03-05T02:00:00+00:00", json!(null)),
        (json!(null), "2026-03-06T02:00:00+00:00", json!({ "outcome": "PARTLY" })),
    ];
    for (step, (due, taken, ruling)) in steps.iter_mut().zip(times) {
        (step["dueAt"], step["takenAt"], step["ruling"]) = (due, json!(taken), ruling);
    }
    let expected = json!({
        "state": "FINAL", "turn": "NOBODY", "dueAt": null, "dueWithinDays": null,
        "agencyRuling": { "outcome": "UPHOLD", "party": null, "intervals": [] },
        "ruling": { "outcome": "PARTLY", "party": null, "intervals": [interval] }, "steps": steps,
    });
    assert_eq!(desk.look("regulator", dispute, fields).await, expected);

    let fields = "explanation { disputes { disputeId disputedRevision reason ruling { outcome } } sentences
        segments { kind party from to } }";
    let explained = desk.clock("engineer", fields).await["explanation"].take();
    let told = json!([{ "disputeId": dispute, "disputedRevision": 1, "reason": "停电属实", "ruling": { "outcome": "PARTLY" } }]);
    assert_eq!(explained["disputes"], told);
    let sentences: Vec<String> = serde_json::from_value(explained["sentences"].clone()).expect("sentences");
    let said = "A dispute about revision 1 of the verdict was decided at 2026-03-06 10:00:00: part of the time is not the vendor's.";
    assert!(sentences.iter().any(|sentence| sentence == said), "{sentences:?}");
    let relieved = json!({ "kind": "RELIEVED", "party": "THIRD_PARTY", "from": "2026-03-02T07:00:00+00:00", "to": "2026-03-02T08:00:00+00:00" });
    assert!(explained["segments"].as_array().expect("segments").contains(&relieved), "{explained}");

    let fields = "events { type side actor { name } metric cycle reason disputeId ruling { outcome } } disputes { id }";
    let seen = story.look("clerk", &desk.ticket, fields).await;
    let last = seen["events"].as_array().and_then(|events| events.last()).expect("an event");
    let expected = json!({
        "type": "DISPUTE_DECIDED", "side": "SYSTEM", "actor": { "name": "supervisor" }, "metric": "RESTORE", "cycle": 1,
        "reason": "停电属实", "disputeId": dispute, "ruling": { "outcome": "PARTLY" },
    });
    assert_eq!(*last, expected, "a fact of the ticket");
    assert_eq!(seen["disputes"], json!([]), "a clerk reads no disputes");
    for (topic, times) in [
        ("dispute.appealed", 1),
        ("dispute.decided", 1),
        ("dispute.escalated", 1),
        ("dispute.decided_finally", 1),
        ("ticket.dispute_decided", 1),
        ("sla.correction", 1),
    ] {
        assert_eq!(story.told(&desk.ticket, topic).await, times, "{topic}");
    }
    let again = json!({ "clockId": desk.clock_id("RESTORE").await, "reason": "再次申诉" });
    assert_eq!(desk.as_("vendor_manager").refused("appealBreach", again).await, one("NOT_BREACHED", "clockId"));
    let ledger = story.ledger().await;
    for sql in ["UPDATE breach_dispute_step SET reason = reason", "DELETE FROM breach_dispute_step"] {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("breach_dispute_step is append-only"), "{sql}: {error}");
    }
    story.nothing_to_sweep().await;
    story.end().await;
}

/// What RESTORE comes to in the report, and on the contract's scorecard of the month.
async fn counted(desk: &Desk) -> (ClockTally, (i64, i64)) {
    let op = desk.story.world.op("region_manager");
    let query = ReportQuery { group_by: vec![Dimension::Metric], ..ReportQuery::default() };
    let report = sla_report(&op, &query).await.expect("a report");
    let restore = report.rows.iter().find(|row| row.keys[0] == ReportKey::Metric(Metric::Restore)).expect("RESTORE");
    refresh(&desk.story.world.system_op()).await.expect("scored");
    let query = ScorecardQuery { subject: Some(SubjectKind::Contract), limit: 50, ..ScorecardQuery::default() };
    let cards = scorecards(&op, &query).await.expect("cards");
    let month = cards.rows.iter().find(|card| card.period.kind == PeriodKind::Month).expect("the month");
    let term = month.terms.iter().find(|term| term.code == "RESTORE").expect("a term of the shipped scheme");
    (restore.tally, (term.numerator, term.denominator))
}

async fn what_is_not_the_vendors_is_counted_by_no_report_and_no_scorecard(backend: Backend) {
    for decision in [
        json!({ "outcome": "EXCLUDE", "reason": "不可抗力" }),
        json!({ "outcome": "RE_ATTRIBUTE", "party": "AGENCY", "reason": "采购方未开门" }),
    ] {
        let desk = Desk::open(backend).await;
        let (tally, term) = counted(&desk).await;
        assert_eq!((tally, term), (ClockTally { breached: 1, ..ClockTally::default() }, (0, 4)), "P2 weighs 4");
        let dispute = &desk.appeal().await;
        let outcome = decision["outcome"].clone();
        assert_eq!(desk.decide("manager", dispute, decision).await, "FINAL", "there is nothing left to ask for");
        assert_eq!(desk.judged().await, ("EXCLUDED".to_owned(), Some(at(2, "09:00")), found_then("EXCLUDED")));
        let (tally, term) = counted(&desk).await;
        assert_eq!((tally, term), (ClockTally { excluded: 1, ..ClockTally::default() }, (0, 0)));
        let charges = desk.clock("engineer", "explanation { charges { party openSeconds } }").await;
        let party = if outcome == "EXCLUDE" { "VENDOR" } else { "AGENCY" };
        let charged = json!([{ "party": party, "openSeconds": 8 * 3_600 + 45 * 60 }]);
        assert_eq!(charges["explanation"]["charges"], charged);
        desk.story.end().await;
    }
}

async fn what_is_partly_not_the_vendors_makes_a_breach_smaller(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    let half = json!([{ "from": at(2, "07:00"), "to": at(2, "07:30"), "party": "AGENCY", "reason": "未开门" }]);
    let partly = json!({ "outcome": "PARTLY", "intervals": half, "reason": "半小时属实" });
    assert_eq!(desk.decide("manager", dispute, partly).await, "AGENCY_DECIDED");
    let after = desk.take("vendor_manager", "acceptDecision", dispute, json!({}), "state ruling { outcome }").await;
    assert_eq!(after, json!({ "state": "FINAL", "ruling": { "outcome": "PARTLY" } }));
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:30")), found_then("BREACHED")));
    assert_eq!(desk.story.told(&desk.ticket, "sla.correction").await, 0, "it is a breach still");
    desk.story.nothing_to_sweep().await;
    let again = json!({ "clockId": desk.clock_id("RESTORE").await, "reason": "仍不同意" });
    assert_eq!(desk.as_("vendor_manager").refused("appealBreach", again).await, one("DECIDED", "clockId"));
    let events = desk.story.look("vendor_manager", &desk.ticket, "events { type reason actor { name } }").await;
    let last = events["events"].as_array().and_then(|events| events.last()).expect("an event");
    let expected = json!({ "type": "DISPUTE_DECIDED", "reason": "半小时属实", "actor": { "name": "manager" } });
    assert_eq!(*last, expected, "whoever decided, in their words");
    desk.story.end().await;
}

async fn a_dispute_is_taken_back_for_good(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    let back = on(dispute, json!({ "reason": "已核实" }));
    let done =
        desk.as_("vendor_manager").must("withdrawDispute", back, "dispute { state turn dueAt availableActions }").await;
    let expected = json!({ "state": "WITHDRAWN", "turn": "NOBODY", "dueAt": null, "availableActions": [] });
    assert_eq!(done["dispute"], expected);
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:00")), found()));
    let again = json!({ "clockId": desk.clock_id("RESTORE").await, "reason": "再次申诉" });
    assert_eq!(desk.as_("vendor_manager").refused("appealBreach", again).await, one("ALREADY_DISPUTED", "clockId"));
    let decision = json!({ "outcome": "EXCLUDE", "reason": "属实" });
    assert_eq!(desk.refused("manager", "decideDispute", dispute, decision).await, one("WRONG_STATE", "disputeId"));
    assert_eq!(desk.story.told(&desk.ticket, "ticket.dispute_decided").await, 0, "no fact of the ticket");
}

/// The breach of a leg that has ended is still its vendor's to appeal, though it sees the ticket no more.
async fn a_vendor_appeals_the_breach_of_a_leg_that_has_ended(backend: Backend) {
    use crate::dispatch::shed::Shed;

    let shed = Shed::open(backend).await;
    let story = shed.story();
    let (ticket, clock) = &breach_of_an_ended_leg(&shed).await;
    let input = json!({ "clockId": clock, "reason": "等待移交期间" });
    let stranger = story.world.as_("lz_engineer").refused("appealBreach", input.clone()).await;
    assert_eq!(stranger[0].0, "FORBIDDEN", "an engineer appeals nothing");
    let vendor = story.world.as_("vendor_manager");
    let done =
        vendor.must("appealBreach", input, "dispute { id vendor { name } ticket { id } clock { id } metric }").await;
    let id = done["dispute"]["id"].clone();
    let expected =
        json!({ "id": id, "vendor": { "name": "八桂运维" }, "ticket": null, "clock": null, "metric": "UPDATE" });
    assert_eq!(done["dispute"], expected);
    let seen = "query($id: ID!) { node(id: $id) { id } }";
    let other = story.world.as_("lz_engineer").gql(seen, json!({ "id": id })).await;
    assert_eq!(other.code(), "NOT_FOUND", "it is no matter of the next vendor");
    let dispute = id.as_str().expect("an id");
    let decision = json!({ "outcome": "PARTLY", "reason": "属实", "intervals": [{
        "from": at(2, "02:00"), "to": at(2, "02:30"), "party": "AGENCY", "reason": "等待移交" }] });
    let manager = story.world.as_("manager");
    assert_eq!(manager.refused("decideDispute", on(dispute, decision)).await, one("NOT_POSSIBLE", "outcome"));
    let decision = json!({ "outcome": "EXCLUDE", "reason": "等待移交" });
    let done = manager.must("decideDispute", on(dispute, decision), "dispute { state clock { state } }").await;
    assert_eq!(done["dispute"], json!({ "state": "FINAL", "clock": { "state": "EXCLUDED" } }));
    bring(story).await;
    assert_eq!(inbox(story, "vendor_manager").await, [by_leg("DISPUTE_ENDED")]);
    assert_eq!(inbox(story, "manager").await, [by_ticket("DISPUTE_AWAITED", ticket)]);
    story.end().await;
}

both! {
    a_dispute_goes_through_every_hand_and_the_first_verdict_stays,
    what_is_not_the_vendors_is_counted_by_no_report_and_no_scorecard,
    what_is_partly_not_the_vendors_makes_a_breach_smaller,
    a_dispute_is_taken_back_for_good,
    a_vendor_appeals_the_breach_of_a_leg_that_has_ended,
}

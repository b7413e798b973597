//! Promises that are broken: noticed once, at their deadline, whoever looks when; and taken back by a late fact.

use std::collections::BTreeMap;

use app::sla::SweepReport;
use serde_json::json;

use super::story::{P2, P3, Story, at, uuid_of};
use crate::support::both;
use crate::support::db::Backend;

const fn fired(warnings: i64, breaches: i64, escalations: i64) -> SweepReport {
    SweepReport { warnings, breaches, waits: 0, escalations }
}

async fn a_silent_vendor_breaches_each_promise_once(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.until(2, "01:23:59");
    story.nothing_to_sweep().await;
    story.until(2, "01:24");
    assert_eq!(story.sweep().await, fired(1, 0, 0), "four fifths of half an hour");
    story.until(2, "01:30");
    story.nothing_to_sweep().await;
    story.until(2, "01:30:01");
    assert_eq!(story.sweep().await, fired(0, 1, 0), "the due second itself would have kept it");
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.state.as_str(), response.breached_at), ("BREACHED", Some(at(2, "01:30"))));
    assert_eq!((response.breach_known_at, response.judged()), (None, vec![("BREACHED", "DEADLINE_PASSED")]));
    let seen = story.look("clerk", ticket, "breached nextDueAt clockSummaries { metric state dueAt }").await;
    assert_eq!((&seen["breached"], &seen["clockSummaries"][0]["state"]), (&json!(true), &json!("BREACHED")));
    assert_eq!(seen["nextDueAt"], seen["clockSummaries"][0]["dueAt"], "what is overdue still comes first");
    story.until(2, "02:30");
    assert_eq!(story.sweep().await, fired(0, 0, 1), "escalated an hour after the deadline");
    assert_eq!(story.relay().await, 4);
    story.until(2, "02:31");
    story.nothing_to_sweep().await;
    assert_eq!(story.relay().await, 0);
    let told = BTreeMap::from([("ticket.raised", 1), ("sla.warn", 1), ("sla.breach", 1), ("sla.escalate", 1)]);
    let told = told.into_iter().map(|(topic, times)| (topic.to_owned(), times)).collect::<BTreeMap<_, _>>();
    assert_eq!(story.ledger().await.topics(uuid_of(ticket)).await, told);
    story.end().await;
}

async fn an_outage_is_caught_up_at_the_deadlines(backend: Backend) {
    let story = Story::open(backend).await;
    let tickets = [story.raise(P2).await, story.raise(P3).await];
    // The worker was out for nine days.
    story.until(11, "01:00");
    let report = story.sweep().await;
    // P2: response, arrival, restoration, solution and nine links; P3: response, restoration, solution.
    assert_eq!(report, fired(16, 16, 16));
    for ticket in &tickets {
        let clocks = story.clocks(ticket).await;
        for clock in clocks.iter().filter(|clock| clock.state != "NO_PROMISE") {
            assert_eq!((clock.state.as_str(), clock.breached_at), ("BREACHED", clock.due_at), "{clock:?}");
            assert_eq!(clock.judged(), [("BREACHED", "DEADLINE_PASSED")]);
        }
    }
    let [fast, slow] = &tickets;
    assert_eq!(story.clock(fast, "RESTORE").await.breached_at, Some(at(2, "09:00")));
    assert_eq!(story.clock(slow, "RESOLVE").await.breached_at, Some(at(9, "10:00")));
    assert_eq!((story.told(fast, "sla.breach").await, story.told(slow, "sla.breach").await), (13, 3));
    assert_eq!(story.relay().await, 2 + 48);
    story.end().await;
}

async fn a_late_solution_is_judged_by_its_time(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P3).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    // Restored an hour late, and no sweep had come between.
    story.until(4, "02:00");
    story.act("engineer", "recordRestoration", ticket, json!({})).await;
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", Some(at(4, "01:00"))));
    assert_eq!((restore.stopped_at, restore.judged()), (Some(at(4, "02:00")), vec![("BREACHED", "RESTORED")]));
    assert_eq!(story.sweep().await, fired(0, 1, 1), "the sweep that comes late still tells, up to the stop");
    assert_eq!(story.clock(ticket, "RESTORE").await, restore, "and judges nothing again");
    story.until(4, "09:00");
    story.nothing_to_sweep().await;
    story.end().await;
}

async fn a_late_fact_takes_a_breach_back(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.until(2, "01:31");
    assert_eq!(story.sweep().await, fired(1, 1, 0));
    story.until(2, "01:40");
    let without = json!({ "occurredAt": at(2, "01:20") });
    assert_eq!(story.refused("engineer", "acknowledgeTicket", ticket, without).await, "REASON_REQUIRED");
    let early = json!({ "occurredAt": at(2, "00:59"), "lateReason": "电话受理" });
    assert_eq!(story.refused("engineer", "acknowledgeTicket", ticket, early).await, "BEFORE_RAISED");
    let late = json!({ "occurredAt": at(2, "01:20"), "lateReason": "电话受理" });
    story.act("engineer", "acknowledgeTicket", ticket, late.clone()).await;
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.state.as_str(), response.stopped_at), ("MET", Some(at(2, "01:20"))));
    assert_eq!((response.breached_at, response.breach_known_at), (None, None));
    assert_eq!(response.judged(), [("BREACHED", "DEADLINE_PASSED"), ("MET", "ACKNOWLEDGED")], "the old one is kept");
    let seen = story.look("clerk", ticket, "breached events { type occurredAt recordedAt body visibility }").await;
    assert_eq!(seen["breached"], json!(false));
    assert!(
        seen["events"].as_array().expect("events").iter().any(|event| event["body"] == json!("电话受理")),
        "{seen}"
    );
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    assert_eq!(story.refused("engineer", "acknowledgeTicket", ticket, late).await, "ALREADY_DONE");
    story.until(2, "02:35");
    let report = story.sweep().await;
    assert_eq!((report.breaches, report.escalations), (0, 0), "what has been taken back is not escalated");
    assert_eq!((story.told(ticket, "sla.correction").await, story.told(ticket, "sla.breach").await), (1, 1));
    story.relay().await;
    story.end().await;
}

async fn reports_make_a_chain(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    let link = async |seq: i32| story.clock_at(ticket, "UPDATE", 1, seq).await;
    story.until(2, "02:00");
    story.act("engineer", "reportProgress", ticket, json!({})).await;
    assert_eq!(link(1).await.stands(), ("MET", Some(at(2, "03:00"))));
    assert_eq!(link(2).await.stands(), ("RUNNING", Some(at(2, "04:00"))), "two hours from the report");
    story.until(2, "04:01");
    assert_eq!(story.sweep().await.breaches, 1);
    assert_eq!(link(2).await.stands(), ("BREACHED", Some(at(2, "04:00"))));
    story.until(2, "04:30");
    story.act("engineer", "reportProgress", ticket, json!({})).await;
    let (late, next) = (link(2).await, link(3).await);
    assert_eq!((late.state.as_str(), late.stopped_at), ("BREACHED", Some(at(2, "04:30"))), "{late:?}");
    assert_eq!((next.started_at, next.stands()), (at(2, "04:00"), ("MET", Some(at(2, "06:00")))), "{next:?}");
    assert_eq!(link(4).await.stands(), ("RUNNING", Some(at(2, "06:30"))));
    story.until(2, "05:00");
    story.solve(ticket).await;
    assert_eq!(link(4).await.state, "CANCELLED");
    assert_eq!(story.clocks(ticket).await.iter().filter(|clock| clock.metric == "UPDATE").count(), 4);
    story.until(4, "00:00");
    story.nothing_to_sweep().await;
    story.end().await;
}

both! {
    a_silent_vendor_breaches_each_promise_once,
    an_outage_is_caught_up_at_the_deadlines,
    a_late_solution_is_judged_by_its_time,
    a_late_fact_takes_a_breach_back,
    reports_make_a_chain,
}

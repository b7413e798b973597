//! A good day: an incident from the call to the rating, every promise kept.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::story::{P2, P3, Story, at, global_id};
use crate::support::both;
use crate::support::db::Backend;

async fn a_ticket_is_solved_in_time_and_rated(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let seen =
        story.look("clerk", ticket, "number state priority open breached vendor { name } contract { number }").await;
    assert_eq!((&seen["number"], &seen["state"]), (&json!("NNDSJ-20260302-0001"), &json!("NEW")));
    assert_eq!((&seen["priority"], &seen["open"], &seen["breached"]), (&json!("P2"), &json!(true), &json!(false)));
    assert_eq!(
        (&seen["vendor"]["name"], &seen["contract"]),
        (&json!("八桂运维"), &Value::Null),
        "a clerk sees no contract"
    );
    for (metric, due) in [("RESPONSE", at(2, "01:30")), ("ARRIVAL", at(2, "03:00")), ("RESTORE", at(2, "09:00"))] {
        assert_eq!(story.clock(ticket, metric).await.stands(), ("RUNNING", Some(due)), "{metric}");
    }
    assert_eq!(story.clock(ticket, "RESOLVE").await.due_at, Some(at(3, "01:00")));

    story.pass_minutes(5);
    let engineer = global_id("User", story.world.user("engineer").0);
    assert_eq!(story.act("operator", "assignTicket", ticket, json!({ "engineerId": engineer })).await, "ASSIGNED");
    story.pass_minutes(5);
    assert_eq!(story.act("engineer", "acknowledgeTicket", ticket, json!({})).await, "IN_PROGRESS");
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.state.as_str(), response.stopped_at), ("MET", Some(at(2, "01:10"))));
    story.until(2, "01:30");
    story.act("engineer", "recordArrival", ticket, json!({})).await;

    story.until(2, "02:00");
    let pause = &story.hold("engineer", ticket, "AWAITING_AGENCY").await;
    for metric in ["RESTORE", "RESOLVE"] {
        assert_eq!(story.clock(ticket, metric).await.stands(), ("PAUSED", None), "{metric}: what is left is frozen");
    }
    assert_eq!(story.clock(ticket, "UPDATE").await.stands(), ("RUNNING", Some(at(2, "03:00"))), "it does not pause");
    story.pass_minutes(10);
    assert_eq!(story.act("manager", "acceptPause", ticket, json!({ "pauseId": pause })).await, "ON_HOLD");
    story.until(2, "02:45");
    story.act("engineer", "reportProgress", ticket, json!({})).await;
    story.until(2, "03:00");
    assert_eq!(story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await, "IN_PROGRESS");
    // Paused for one hour, so due one hour later, to the second.
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "10:00"))));
    assert_eq!(story.clock(ticket, "RESOLVE").await.stands(), ("RUNNING", Some(at(3, "02:00"))));
    redo_the_arithmetic(&story, ticket).await;

    story.until(2, "04:30");
    story.act("engineer", "reportProgress", ticket, json!({})).await;
    story.until(2, "05:00");
    story.act("engineer", "recordRestoration", ticket, json!({})).await;
    story.until(2, "05:30");
    assert_eq!(story.solve(ticket).await, "RESOLVED");
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.elapsed_seconds, restore.paused_seconds), ("MET", 3 * 3_600, 3_600));
    let resolve = story.clock(ticket, "RESOLVE").await;
    assert_eq!((resolve.state.as_str(), resolve.elapsed_seconds, resolve.paused_seconds), ("MET", 12_600, 3_600));
    let links: Vec<String> =
        story.clocks(ticket).await.into_iter().filter(|of| of.metric == "UPDATE").map(|of| of.state).collect();
    assert_eq!(links, ["MET", "MET", "CANCELLED"], "the links ahead are gone with the work they would report on");

    assert_eq!(story.act("clerk", "confirmTicket", ticket, json!({})).await, "CLOSED");
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 5 })).await;
    story.nothing_to_sweep().await;
    story.until(5, "00:00");
    story.nothing_to_sweep().await;
    let fields = "open breached stars cause solution nextDueAt events { seq type } clockSummaries { metric state }";
    let seen = story.look("operator", ticket, fields).await;
    assert_eq!((&seen["open"], &seen["breached"], &seen["stars"]), (&json!(false), &json!(false), &json!(5)));
    assert_eq!(
        (&seen["cause"], &seen["solution"], &seen["nextDueAt"]),
        (&json!("光缆中断"), &json!("熔接"), &Value::Null)
    );
    let log: Vec<&str> =
        seen["events"].as_array().expect("events").iter().filter_map(|event| event["type"].as_str()).collect();
    let told = "RAISED ASSIGNED ACKNOWLEDGED ARRIVED VISIT_BEGUN HELD PAUSE_ACCEPTED PROGRESS_REPORTED RESUMED PROGRESS_REPORTED \
        RESTORED RESOLVED CONFIRMED RATED";
    assert_eq!(log, told.split(' ').collect::<Vec<_>>());
    assert!(seen["events"].as_array().expect("events").iter().zip(1..).all(|(event, seq)| event["seq"] == json!(seq)));
    let kept =
        seen["clockSummaries"].as_array().expect("summaries").iter().filter(|clock| clock["state"] == json!("MET"));
    assert_eq!(kept.count(), 4, "{seen}");
    redo_the_arithmetic(&story, ticket).await;
    assert_eq!(story.relay().await, 14, "one message an event");
    story.end().await;
}

async fn only_open_time_is_paused(backend: Backend) {
    let story = Story::open(backend).await;
    // Monday 09:00. Office hours are 08:00 to 12:00 and 15:00 to 18:00 in Nanning, from 00:00 UTC.
    let ticket = &story.raise(P3).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.due_at, Some(at(2, "03:00")));
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(4, "01:00")), "6 h today, 7 h tomorrow, 1 h after");
    assert_eq!(story.clock(ticket, "RESOLVE").await.due_at, Some(at(9, "10:00")), "the fifth working day after today");
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.until(2, "03:00");
    let first = &story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(2, "05:00");
    // In the lunch break, and inside the other pause.
    let second = &story.hold("operator", ticket, "AWAITING_REQUESTER").await;
    story.until(2, "06:30");
    assert_eq!(story.act("operator", "resumeTicket", ticket, json!({ "pauseId": second })).await, "ON_HOLD");
    story.until(2, "08:00");
    assert_eq!(story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": first })).await, "IN_PROGRESS");
    // One hour before lunch and one after it.
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(4, "03:00")));
    assert_eq!(story.clock(ticket, "RESOLVE").await.due_at, Some(at(10, "02:00")));
    assert_eq!(story.clock(ticket, "RESTORE").await.paused_seconds, 7_200);
    // A night changes nothing.
    story.until(2, "11:00");
    let night = &story.hold("engineer", ticket, "MAINTENANCE").await;
    story.until(2, "23:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": night })).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(4, "03:00"))));
    redo_the_arithmetic(&story, ticket).await;
    story.until(4, "03:00");
    story.solve(ticket).await;
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.elapsed_seconds), ("MET", 14 * 3_600), "at the last second");
    redo_the_arithmetic(&story, ticket).await;
    story.end().await;
}

async fn what_may_be_done_shrinks_and_grows(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let may = async |who: &str| story.actions(who, ticket).await.join(" ");
    assert_eq!(may("clerk").await, "CANCEL COMMENT LINK");
    let operators =
        "ASSIGN CANCEL CHANGE_PRIORITY COMMENT DECLARE_MAJOR LINK MARK_DUPLICATE MODERATE PROPOSE_HAND_OVER";
    assert_eq!(may("operator").await, operators);
    assert_eq!(may("engineer").await, "ACKNOWLEDGE COMMENT LINK LOG_WORK PROPOSE_END");
    let managers = "ACKNOWLEDGE ASSIGN COMMENT LINK LOG_WORK MODERATE PROPOSE_END PROPOSE_HAND_OVER ROUTE";
    assert_eq!(may("vendor_manager").await, managers);
    assert_eq!(may("manager").await, "COMMENT PROPOSE_HAND_OVER");
    assert_eq!(may("regulator").await, "");
    story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
    let assigned = "ACKNOWLEDGE ARRIVE COMMENT HOLD LINK LOG_WORK PROPOSE_END REPORT_PROGRESS RESOLVE RESTORE VISIT";
    assert_eq!(may("engineer").await, assigned);
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    let arrived = "COMMENT HOLD LINK LOG_WORK PROPOSE_CORRECTION PROPOSE_END REPORT_PROGRESS RESOLVE RESTORE VISIT";
    assert_eq!(may("engineer").await, arrived, "arriving is a response as well");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    let held = "ADD_EVIDENCE COMMENT HOLD LINK LOG_WORK PROPOSE_CORRECTION PROPOSE_END REPORT_PROGRESS RESOLVE \
                RESTORE RESUME VISIT";
    assert_eq!(may("engineer").await, held);
    let decides = "ADD_EVIDENCE COMMENT DECIDE_PAUSE PROPOSE_CORRECTION PROPOSE_HAND_OVER";
    assert_eq!(may("manager").await, decides);
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    story.act("engineer", "recordRestoration", ticket, json!({})).await;
    let restored =
        "ADD_EVIDENCE COMMENT HOLD LINK LOG_WORK PROPOSE_CORRECTION PROPOSE_END REPORT_PROGRESS RESOLVE VISIT";
    assert_eq!(may("engineer").await, restored);
    story.solve(ticket).await;
    let solved = "ADD_EVIDENCE COMMENT LINK LOG_WORK PROPOSE_CORRECTION RATE_COOPERATION VISIT";
    assert_eq!(may("engineer").await, solved);
    assert_eq!(may("clerk").await, "COMMENT CONFIRM LINK RATE REJECT_SOLUTION");
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    assert_eq!(may("clerk").await, "COMMENT LINK RATE REOPEN");
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 4 })).await;
    assert_eq!(may("clerk").await, "COMMENT LINK REOPEN");
    story.act("clerk", "reopenTicket", ticket, json!({ "reason": "又断了" })).await;
    assert_eq!(may("engineer").await, held.replace(" RESUME", ""), "a new cycle is restored anew");
    story.end().await;
}

async fn an_internal_comment_stays_inside_its_side(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let before = story.clocks(ticket).await;
    let say = async |who: &str, visibility: &str, body: &str| {
        story.act(who, "commentTicket", ticket, json!({ "visibility": visibility, "body": body })).await;
    };
    story.pass_minutes(1);
    say("engineer", "VENDOR_INTERNAL", "备件不足").await;
    say("operator", "AGENCY_INTERNAL", "考虑扣款").await;
    say("engineer", "PUBLIC", "正在处理").await;
    let heard = async |who: &str| {
        let seen = story.look(who, ticket, "events { type body }").await;
        let bodies = seen["events"].as_array().expect("events").iter().filter_map(|event| event["body"].as_str());
        bodies.collect::<Vec<_>>().join(" ")
    };
    for who in ["clerk", "operator", "manager", "supervisor"] {
        assert_eq!(heard(who).await, "考虑扣款 正在处理", "{who}");
    }
    for who in ["engineer", "vendor_manager"] {
        assert_eq!(heard(who).await, "备件不足 正在处理", "{who}");
    }
    assert_eq!(
        story
            .refused("engineer", "commentTicket", ticket, json!({ "visibility": "AGENCY_INTERNAL", "body": "?" }))
            .await,
        "NOT_YOUR_SIDE"
    );
    let ledger = story.ledger().await;
    for table in ["outbox", "audit_entry"] {
        let leaks = ledger.rows(table).await.into_iter().find(|row| row.contains("备件") || row.contains("扣款"));
        assert_eq!(leaks, None, "{table} goes to both sides");
    }
    assert_eq!(story.clocks(ticket).await, before, "words are no response");
    story.end().await;
}

/// What a person does with an explanation: start, promise and pauses make the due time, counted in the hours of the
/// calendar; the pieces lie without gaps, and the running ones make what was used.
async fn redo_the_arithmetic(story: &Story, ticket: &str) {
    let days = "calendar { days(from: \"2026-03-01\", count: 14) { open { from to } } }";
    let fields = format!(
        "clocks {{ metric seq state explanation {{ steps {{ kind at seconds }} sentences {days}
            segments {{ from to kind openSeconds }} limits {{ outcome dueAt }} }} }}"
    );
    let seen = story.look("region_manager", ticket, &fields).await;
    let mut redone = 0;
    for clock in seen["clocks"].as_array().expect("clocks") {
        let explanation = &clock["explanation"];
        let step = |kind: &str| explanation["steps"].as_array()?.iter().find(|step| step["kind"] == json!(kind));
        let instant = |kind: &str| step(kind).map(|step| time(&step["at"]));
        let seconds = |kind: &str| step(kind).and_then(|step| step["seconds"].as_i64());
        let (Some(start), Some(due)) = (instant("START"), instant("DUE")) else { continue };
        let hours = explanation["calendar"]["days"].as_array().expect("days").iter();
        let hours = hours.flat_map(|day| day["open"].as_array().expect("hours"));
        let from = instant("LIMIT_START").unwrap_or(start);
        let open: i64 =
            hours.map(|open| (time(&open["to"]).min(due) - time(&open["from"]).max(from)).num_seconds().max(0)).sum();
        let promised = seconds("PROMISE").expect("a promise") + seconds("PAUSE_CREDIT").unwrap_or(0);
        assert_eq!(open, promised, "{clock}");
        let segments = explanation["segments"].as_array().expect("segments");
        let mut reached = start;
        let mut used = 0;
        for segment in segments {
            assert_eq!(time(&segment["from"]), reached, "a gap in {clock}");
            reached = time(&segment["to"]);
            used += segment["openSeconds"].as_i64().filter(|_| segment["kind"] == json!("RUNNING")).unwrap_or(0);
        }
        assert_eq!(seconds("ELAPSED"), Some(used), "{clock}");
        if let Some(stop) = instant("STOP") {
            assert_eq!(reached, stop.max(start), "{clock}");
            assert_eq!(seconds("MARGIN"), Some((due - stop).num_seconds()), "{clock}");
        }
        assert!(!explanation["sentences"].as_array().expect("sentences").is_empty());
        redone += 1;
    }
    assert!(redone >= 3, "{seen}");
}

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no time: {value}"))
}

both! {
    a_ticket_is_solved_in_time_and_rated,
    only_open_time_is_paused,
    what_may_be_done_shrinks_and_grows,
    an_internal_comment_stays_inside_its_side,
}

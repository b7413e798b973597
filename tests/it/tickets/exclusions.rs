//! E44: maintenance windows and force majeure over many tickets at once.

use app::exclusion::ApplyReport;
use serde_json::{Value, json};

use super::story::{P2, Story, at, global_id};
use crate::support::both;
use crate::support::db::Backend;

fn window(story: &Story, from: (u32, &str), to: (u32, &str)) -> Value {
    json!({
        "kind": "MAINTENANCE", "contractId": global_id("ServiceContract", story.world.contract("NN-2026").0),
        "from": at(from.0, from.1), "to": at(to.0, to.1), "reason": "机房电力检修", "evidence": "通知 12 号",
    })
}

async fn propose(story: &Story, who: &str, input: Value) -> String {
    let fields = "exclusion { id state scope availableActions }";
    let payload = story.world.as_(who).must("proposeServiceExclusion", input, fields).await;
    payload["exclusion"]["id"].as_str().expect("an id").to_owned()
}

async fn approve(story: &Story, who: &str, id: &str) -> Vec<(String, Option<String>)> {
    let input = json!({ "exclusionId": id });
    let answer = story.world.as_(who).mutate("approveServiceExclusion", input, "exclusion { state }").await;
    let errors = answer.at("/approveServiceExclusion/errors");
    let text = |error: &Value, key: &str| error[key].as_str().map(str::to_owned);
    let errors = errors.as_array().expect("errors").iter();
    errors.map(|error| (text(error, "code").unwrap_or_default(), text(error, "field"))).collect()
}

/// Runs the job twice: the second run writes nothing.
async fn apply(story: &Story) -> ApplyReport {
    let report = app::exclusion::apply_exclusions(&story.world.system_op()).await.expect("a run");
    let again = app::exclusion::apply_exclusions(&story.world.system_op()).await.expect("another run");
    assert_eq!((again.tickets, again.left), (0, 0), "each ticket once");
    report
}

async fn look(story: &Story, who: &str, id: &str) -> Value {
    let fields = "state touchedTickets finishedAt availableActions proposedSide";
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on ServiceExclusion {{ {fields} }} }} }}");
    story.world.as_(who).gql(&query, json!({ "id": id })).await.at("/node")
}

async fn e44_an_approved_window_falls_on_open_tickets_and_on_those_raised_in_it(backend: Backend) {
    let story = Story::open(backend).await;
    let before = &story.raise(P2).await;
    let elsewhere = &story.raise_as("lz_operator", story.request("LZ-OA", "收不到", P2)).await;
    let solved = &story.raise(P2).await;
    for ticket in [before, solved] {
        story.act("operator", "assignTicket", ticket, json!({})).await;
    }
    story.act("engineer", "acknowledgeTicket", solved, json!({})).await;
    story.solve(solved).await;
    let id = &propose(&story, "vendor_manager", window(&story, (2, "02:00"), (2, "05:00"))).await;
    assert_eq!(apply(&story).await, ApplyReport::default(), "nobody has approved it");
    assert_eq!(look(&story, "manager", id).await["availableActions"], json!(["APPROVE", "REJECT"]));
    assert_eq!(approve(&story, "vendor_manager", id).await[0].0, "FORBIDDEN");
    assert_eq!(approve(&story, "operator", id).await[0].0, "FORBIDDEN");
    assert_eq!(approve(&story, "lz_manager", id).await[0].0, "NOT_FOUND");
    assert!(approve(&story, "manager", id).await.is_empty());
    assert_eq!(approve(&story, "manager", id).await[0].0, "WRONG_STATE");

    story.until(2, "01:30");
    let report = apply(&story).await;
    assert_eq!((report.exclusions, report.tickets), (1, 1), "the solved one and Liuzhou's are not touched");
    // RESTORE within 8 hours of 01:00; the three hours are known ahead.
    assert_eq!(story.clock(before, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "12:00"))));
    assert_eq!(story.clock(elsewhere, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "09:00"))));
    let fields = "state pauses { id } exclusions { reason from to note appliedAt } events { type side actor { name } }";
    let seen = story.look("clerk", before, fields).await;
    assert_eq!(seen["state"], json!("ASSIGNED"), "no state changes");
    let mark = &seen["exclusions"][0];
    assert_eq!((&mark["reason"], &mark["note"]), (&json!("MAINTENANCE"), &json!("机房电力检修")));
    let last = seen["events"].as_array().expect("events").last().cloned().expect("one");
    assert_eq!(last, json!({ "type": "EXCLUSION_APPLIED", "side": "SYSTEM", "actor": null }));

    story.until(2, "03:00");
    let during = &story.raise(P2).await;
    assert_eq!(apply(&story).await.tickets, 1);
    assert_eq!(story.clock(during, "RESTORE").await.due_at, Some(at(2, "13:00")), "two of the three hours");
    assert_eq!(story.clock(during, "RESPONSE").await.due_at, Some(at(2, "03:30")), "RESPONSE does not pause");
    story.until(2, "05:00");
    let after = &story.raise(P2).await;
    assert_eq!(apply(&story).await.tickets, 0);
    assert_eq!(story.clock(after, "RESTORE").await.due_at, Some(at(2, "13:00")));
    assert_eq!(look(&story, "engineer", id).await["touchedTickets"], json!(2));
    let filter =
        "query($id: ID!) { tickets(filter: { exclusionId: $id }, orderBy: CREATED_ASC) { totalCount nodes { id } } }";
    let touched = story.world.as_("manager").gql(filter, json!({ "id": id })).await.at("/tickets");
    assert_eq!(touched, json!({ "totalCount": 2, "nodes": [{ "id": before }, { "id": during }] }));
    story.end().await;

    // A week later nothing more can fall under it.
    story.until(9, "06:00");
    let report = app::exclusion::apply_exclusions(&story.world.system_op()).await.expect("a run");
    assert_eq!((report.tickets, report.finished), (0, 1));
    assert_eq!(apply(&story).await, ApplyReport::default(), "it is in work no more");
}

async fn e44_a_past_flood_revises_a_settled_verdict_once(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.until(2, "09:30");
    assert!(story.sweep().await.breaches >= 1);
    assert_eq!(story.clock(ticket, "RESTORE").await.state, "BREACHED");
    let mut flood = window(&story, (2, "07:00"), (2, "09:00"));
    flood["kind"] = json!("FORCE_MAJEURE");
    let own = &propose(&story, "manager", flood.clone()).await;
    assert_eq!(look(&story, "manager", own).await["availableActions"], json!([]));
    assert_eq!(approve(&story, "manager", own).await[0].0, "OWN_PROPOSAL", "nobody decides his own");
    assert!(approve(&story, "region_manager", own).await.is_empty(), "the one above may");
    assert_eq!(apply(&story).await.tickets, 1);
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!(restore.stands(), ("RUNNING", Some(at(2, "11:00"))));
    assert_eq!(restore.judged(), [("BREACHED", "DEADLINE_PASSED"), ("RUNNING", "EXCLUSION_APPLIED")]);
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    story.end().await;
    // Rejected, it touches nothing; and what makes no sense is refused.
    let second = &propose(&story, "operator", flood.clone()).await;
    let no = json!({ "exclusionId": second, "reason": "" });
    assert_eq!(story.world.as_("manager").refused("rejectServiceExclusion", no).await[0].0, "REQUIRED");
    let no = json!({ "exclusionId": second, "reason": "已有同一事件" });
    story.world.as_("manager").must("rejectServiceExclusion", no, "exclusion { state decisionReason }").await;
    assert_eq!(apply(&story).await.tickets, 0);
    let mut both = flood.clone();
    both["agencyId"] = json!(global_id("Agency", story.world.agency("NNDSJ").0));
    both["to"] = flood["from"].clone();
    let refused = story.world.as_("operator").refused("proposeServiceExclusion", both).await;
    let codes: Vec<_> = refused.iter().map(|(code, field)| (code.as_str(), field.as_deref())).collect();
    assert_eq!(codes, [("INVALID", Some("contractId")), ("INVALID", Some("to"))]);
}

async fn e44_a_vendor_proposes_for_its_own_tickets_and_two_workers_share_the_work(backend: Backend) {
    let story = Story::open(backend).await;
    let mut tickets = Vec::new();
    for _ in 0..30 {
        tickets.push(story.raise(P2).await);
    }
    let agency = global_id("Agency", story.world.agency("NNDSJ").0);
    let oa = global_id("ManagedSystem", story.world.system("NN-OA").0);
    let stranger = json!({ "kind": "FORCE_MAJEURE", "agencyId": agency, "from": at(2, "01:00"), "to": at(2, "02:00"),
        "reason": "台风" });
    let refused = story.world.as_("lz_operator").refused("proposeServiceExclusion", stranger.clone()).await;
    assert_eq!(refused[0].0, "NOT_FOUND");
    let mut own = stranger;
    own["systemIds"] = json!([oa]);
    let id = &propose(&story, "vendor_manager", own).await;
    assert!(approve(&story, "manager", id).await.is_empty());
    let (one, two) = (story.world.system_op(), story.world.system_op());
    let (one, two) = tokio::join!(app::exclusion::apply_exclusions(&one), app::exclusion::apply_exclusions(&two));
    let done = one.expect("a run").tickets + two.expect("a run").tickets;
    assert_eq!(done + apply(&story).await.tickets, 30);
    for ticket in &tickets {
        assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(2, "10:00")));
        assert_eq!(story.told(ticket, "ticket.exclusion_applied").await, 1);
    }
    let list = "{ serviceExclusions(first: 5, states: [APPROVED]) { totalCount nodes { scope vendor { name } systems { code } } } }";
    let seen = story.world.as_("regulator").gql(list, json!({})).await.at("/serviceExclusions");
    let expected = json!({ "scope": "SYSTEMS", "vendor": { "name": "八桂运维" }, "systems": [{ "code": "NN-OA" }] });
    assert_eq!(seen, json!({ "totalCount": 1, "nodes": [expected] }));
    let none = story.world.as_("lz_engineer").gql(list, json!({})).await.at("/serviceExclusions/totalCount");
    assert_eq!(none, json!(0));
    story.end().await;
}

async fn shorten(
    story: &Story,
    who: &str,
    mutation: &str,
    mut input: Value,
    id: &str,
) -> Vec<(String, Option<String>)> {
    input["exclusionId"] = json!(id);
    let answer = story.world.as_(who).mutate(mutation, input, "exclusion { state }").await;
    let errors = answer.at(&format!("/{mutation}/errors"));
    let text = |error: &Value, key: &str| error[key].as_str().map(str::to_owned);
    let errors = errors.as_array().expect("errors").iter();
    errors.map(|error| (text(error, "code").unwrap_or_default(), text(error, "field"))).collect()
}

fn one(code: &str, field: Option<&str>) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), field.map(str::to_owned))]
}

async fn e44_a_window_ends_earlier_and_gives_back_what_is_left(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let id = &propose(&story, "vendor_manager", window(&story, (2, "02:00"), (2, "06:00"))).await;
    let end = async |who: &str, input: Value| shorten(&story, who, "endServiceExclusion", input, id).await;
    let now = || json!({ "reason": "检修提前完成" });
    assert_eq!(end("manager", now()).await, one("WRONG_STATE", Some("exclusionId")), "nobody has approved it");
    assert!(approve(&story, "manager", id).await.is_empty());
    story.until(2, "01:30");
    assert_eq!(apply(&story).await.tickets, 1);
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(2, "13:00")), "eight hours and four");
    assert_eq!(look(&story, "manager", id).await["availableActions"], json!(["END", "WITHDRAW"]));
    story.until(2, "03:00");
    for (who, code) in [("vendor_manager", "FORBIDDEN"), ("operator", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")] {
        assert_eq!(end(who, now()).await[0].0, code, "{who}");
    }
    let until = |time: &str| json!({ "reason": "检修提前完成", "endsAt": at(2, time) });
    assert_eq!(end("manager", until("02:59:59")).await, one("IN_PAST", Some("endsAt")));
    assert_eq!(end("manager", until("06:00")).await, one("INVALID", Some("endsAt")));
    assert_eq!(end("manager", json!({ "reason": " " })).await, one("REQUIRED", Some("reason")));
    let withdraw = shorten(&story, "manager", "withdrawServiceExclusion", now(), id).await;
    assert_eq!(withdraw, one("WRONG_STATE", Some("exclusionId")), "it has begun");
    assert!(end("manager", until("05:00")).await.is_empty());
    assert_eq!(apply(&story).await.tickets, 1);
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "12:00"))));
    story.until(2, "03:30");
    assert!(end("manager", now()).await.is_empty(), "earlier still: now");
    let during = &story.raise(P2).await;
    assert_eq!(apply(&story).await.tickets, 1, "the first one alone");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "10:30"))));
    assert_eq!(story.clock(during, "RESTORE").await.due_at, Some(at(2, "11:30")), "raised when it was over");
    let fields = "exclusions { from to } events { type body side }";
    let seen = story.look("engineer", ticket, fields).await;
    assert_eq!(seen["exclusions"], json!([{ "from": "2026-03-02T02:00:00+00:00", "to": "2026-03-02T03:30:00+00:00" }]));
    let told = json!({ "type": "EXCLUSION_SHORTENED", "body": "检修提前完成", "side": "SYSTEM" });
    assert_eq!(seen["events"].as_array().expect("events").iter().filter(|event| **event == told).count(), 2);
    let query = "query($id: ID!) { node(id: $id) { ... on ServiceExclusion {
        state to plannedTo endedBy { name } endedAt endReason touchedTickets availableActions } } }";
    let found = story.world.as_("manager").gql(query, json!({ "id": id })).await.at("/node");
    let expected = json!({
        "state": "APPROVED", "to": "2026-03-02T03:30:00+00:00", "plannedTo": "2026-03-02T06:00:00+00:00",
        "endedBy": { "name": "manager" }, "endedAt": "2026-03-02T03:30:00+00:00", "endReason": "检修提前完成",
        "touchedTickets": 1, "availableActions": [],
    });
    assert_eq!(found, expected);
    assert_eq!(end("manager", now()).await, one("WRONG_STATE", Some("exclusionId")), "it is over");
    story.end().await;
}

/// The worker comes late: the breach is in the past, and known from when the time was given back.
async fn e44_an_earlier_end_that_is_told_late_breaches_in_the_past(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let id = &propose(&story, "vendor_manager", window(&story, (2, "08:00"), (2, "16:00"))).await;
    assert!(approve(&story, "manager", id).await.is_empty());
    story.until(2, "07:30");
    assert_eq!(apply(&story).await.tickets, 1);
    story.until(2, "08:30");
    let ended = shorten(&story, "manager", "endServiceExclusion", json!({ "reason": "检修取消" }), id).await;
    assert!(ended.is_empty());
    story.until(2, "10:00");
    story.sweep().await;
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(2, "17:00")), "nobody has told the ticket");
    assert_eq!(apply(&story).await.tickets, 1);
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", Some(at(2, "09:30"))));
    assert_eq!(restore.judged(), [("BREACHED", "EXCLUSION_SHORTENED")]);
    story.sweep().await;
    story.end().await;
}

async fn e44_what_has_not_begun_is_withdrawn_and_takes_no_time(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let id = &propose(&story, "vendor_manager", window(&story, (2, "02:00"), (2, "05:00"))).await;
    assert!(approve(&story, "manager", id).await.is_empty());
    story.until(2, "01:30");
    assert_eq!(apply(&story).await.tickets, 1);
    let why = || json!({ "reason": "供电局改期" });
    let withdraw = async |who: &str| shorten(&story, who, "withdrawServiceExclusion", why(), id).await;
    for (who, code) in [("vendor_manager", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")] {
        assert_eq!(withdraw(who).await[0].0, code, "{who}");
    }
    assert!(withdraw("manager").await.is_empty());
    assert_eq!(withdraw("manager").await, one("WRONG_STATE", Some("exclusionId")), "once");
    let report = app::exclusion::apply_exclusions(&story.world.system_op()).await.expect("a run");
    assert_eq!((report.tickets, report.finished), (1, 1));
    assert_eq!(apply(&story).await, ApplyReport::default(), "it is in work no more");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "09:00"))));
    let seen = look(&story, "engineer", id).await;
    assert_eq!((&seen["state"], &seen["availableActions"]), (&json!("WITHDRAWN"), &json!([])));
    story.until(2, "03:00");
    let during = &story.raise(P2).await;
    assert_eq!(apply(&story).await, ApplyReport::default());
    assert_eq!(story.clock(during, "RESTORE").await.due_at, Some(at(2, "11:00")));
    // One that no ticket was told of is over at once.
    let second = &propose(&story, "vendor_manager", window(&story, (4, "02:00"), (4, "05:00"))).await;
    assert!(approve(&story, "manager", second).await.is_empty());
    assert!(shorten(&story, "manager", "withdrawServiceExclusion", why(), second).await.is_empty());
    story.until(4, "03:00");
    let report = app::exclusion::apply_exclusions(&story.world.system_op()).await.expect("a run");
    assert_eq!((report.tickets, report.finished), (0, 1));
    story.sweep().await;
    story.end().await;
}

both! {
    e44_a_window_ends_earlier_and_gives_back_what_is_left,
    e44_an_earlier_end_that_is_told_late_breaches_in_the_past,
    e44_what_has_not_begun_is_withdrawn_and_takes_no_time,
    e44_an_approved_window_falls_on_open_tickets_and_on_those_raised_in_it,
    e44_a_past_flood_revises_a_settled_verdict_once,
    e44_a_vendor_proposes_for_its_own_tickets_and_two_workers_share_the_work,
}

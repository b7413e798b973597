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

both! {
    e44_an_approved_window_falls_on_open_tickets_and_on_those_raised_in_it,
    e44_a_past_flood_revises_a_settled_verdict_once,
    e44_a_vendor_proposes_for_its_own_tickets_and_two_workers_share_the_work,
}

//! Ending what is not solved: one side proposes, the other one decides.

use migration::{Migrator, MigratorTrait};
use serde_json::{Value, json};

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::db::Backend;

fn not_ours() -> Value {
    json!({ "kind": "NOT_OURS", "reason": "光缆属运营商", "whose": "中国电信南宁分公司" })
}

fn unwanted() -> Value {
    json!({ "kind": "CANCEL", "reason": "业务已下线" })
}

async fn e33_what_never_was_the_vendors_counts_for_nothing(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.until(2, "01:31");
    assert_eq!(story.sweep().await.breaches, 1, "nobody answered");
    assert_eq!(story.refused("operator", "proposeTicketEnd", ticket, not_ours()).await, "WRONG_STATE");
    let nobody = json!({ "kind": "NOT_OURS", "reason": "不属于我方" });
    let errors = story.world.as_("engineer").refused("proposeTicketEnd", on(ticket, nobody)).await;
    assert_eq!(errors, [("REQUIRED".to_owned(), Some("whose".to_owned()))]);
    story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
    let fields = "endProposal { kind reason whose side proposedBy { name } }";
    let expected = json!({
        "kind": "NOT_OURS", "reason": "光缆属运营商", "whose": "中国电信南宁分公司", "side": "VENDOR",
        "proposedBy": { "name": "engineer" },
    });
    assert_eq!(story.look("clerk", ticket, fields).await["endProposal"], expected);
    assert_eq!(story.refused("vendor_manager", "proposeTicketEnd", ticket, unwanted()).await, "ALREADY_DONE");
    assert_eq!(story.refused("vendor_manager", "acceptTicketEnd", ticket, json!({})).await, "OWN_PROPOSAL");
    assert!(!story.actions("vendor_manager", ticket).await.contains(&"DECIDE_END".to_owned()));
    story.act("operator", "rejectTicketEnd", ticket, json!({ "reason": "合同含光缆" })).await;
    assert_eq!(story.look("clerk", ticket, fields).await["endProposal"], Value::Null);
    assert_eq!(story.clock(ticket, "RESTORE").await.state, "RUNNING", "the clocks never stood still");
    story.act("engineer", "acknowledgeTicket", ticket, Value::Null).await;
    story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
    story.act("vendor_manager", "withdrawTicketEnd", ticket, Value::Null).await;
    story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
    assert_eq!(story.act("operator", "acceptTicketEnd", ticket, json!({ "note": "已核实" })).await, "CANCELLED");

    let response = story.clock(ticket, "RESPONSE").await;
    let judged = [("BREACHED", "DEADLINE_PASSED"), ("BREACHED", "ACKNOWLEDGED"), ("CANCELLED", "END_ACCEPTED")];
    assert_eq!(response.judged(), judged);
    for clock in story.clocks(ticket).await.iter().filter(|clock| clock.state != "NO_PROMISE") {
        assert_eq!((clock.state.as_str(), clock.breached_at), ("CANCELLED", None), "{}", clock.metric);
    }
    assert_eq!(story.look("clerk", ticket, "breached").await["breached"], json!(false));
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    assert_eq!(story.told(ticket, "ticket.end_accepted").await, 1);
    story.until(20, "01:00");
    story.nothing_to_sweep().await;
    story.end().await;
}

async fn a_cancellation_takes_two_once_work_has_begun(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let reason = || json!({ "reason": "业务已下线" });
    assert_eq!(story.refused("operator", "proposeTicketEnd", ticket, unwanted()).await, "WRONG_STATE");
    assert!(story.actions("clerk", ticket).await.contains(&"CANCEL".to_owned()));
    story.act("engineer", "acknowledgeTicket", ticket, Value::Null).await;
    let offered = story.actions("clerk", ticket).await;
    assert!(!offered.contains(&"CANCEL".to_owned()) && offered.contains(&"PROPOSE_END".to_owned()), "{offered:?}");
    assert_eq!(story.refused("clerk", "cancelTicket", ticket, reason()).await, "CONSENT_NEEDED");
    story.act("operator", "proposeTicketEnd", ticket, unwanted()).await;
    assert_eq!(story.refused("engineer", "acceptTicketEnd", ticket, json!({})).await, "FORBIDDEN");
    assert_eq!(story.refused("operator", "acceptTicketEnd", ticket, json!({})).await, "OWN_PROPOSAL");
    story.act("vendor_manager", "rejectTicketEnd", ticket, json!({ "reason": "即将修复" })).await;
    story.act("operator", "proposeTicketEnd", ticket, unwanted()).await;
    assert!(story.actions("manager", ticket).await.contains(&"DECIDE_END".to_owned()));
    assert_eq!(story.act("manager", "acceptTicketEnd", ticket, json!({})).await, "CANCELLED");
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!(restore.judged(), [("CANCELLED", "END_ACCEPTED")]);
    assert_eq!(story.clock(ticket, "RESPONSE").await.state, "MET", "what was kept by then stays kept");
    let log = story.look("clerk", ticket, "events { type reason }").await;
    let last = log["events"].as_array().and_then(|all| all.last()).expect("events").clone();
    assert_eq!(last, json!({ "type": "CANCELLED", "reason": "业务已下线" }));
    story.end().await;
}

async fn a_solution_overtakes_a_proposal(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
    assert_eq!(story.solve(ticket).await, "RESOLVED");
    assert_eq!(story.look("clerk", ticket, "endProposal { kind }").await["endProposal"], Value::Null);
    assert_eq!(story.refused("operator", "acceptTicketEnd", ticket, json!({})).await, "WRONG_STATE");
    story.end().await;
}

/// Tickets of before there was a column for it: one was closed and one cancelled a minute later, one goes on again.
async fn an_upgrade_knows_when_tickets_ended(backend: Backend) {
    let story = Story::open(backend).await;
    let (closed, cancelled, open) = (story.raise(P2).await, story.raise(P2).await, story.raise(P2).await);
    for ticket in [&closed, &open] {
        story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
        story.act("engineer", "acknowledgeTicket", ticket, Value::Null).await;
        story.solve(ticket).await;
        story.act("clerk", "confirmTicket", ticket, Value::Null).await;
    }
    story.pass_minutes(1);
    story.act("clerk", "cancelTicket", &cancelled, json!({ "reason": "误报" })).await;
    story.act("clerk", "reopenTicket", &open, json!({ "reason": "又断了" })).await;
    let ended = async |filter: Value| {
        let document = "query($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }";
        story.world.as_("clerk").gql(document, json!({ "filter": filter })).await.at("/tickets/nodes")
    };
    let minute = at(2, "01:01");
    let of_each = async || [ended(json!({ "endedBefore": minute })).await, ended(json!({ "endedFrom": minute })).await];
    let expected = [json!([{ "id": closed }]), json!([{ "id": cancelled }])];
    assert_eq!(of_each().await, expected);

    let ledger = story.ledger().await;
    let all = Migrator::migrations();
    let before = all.iter().position(|of| of.name() == "m20261130_000037_reports").expect("a migration");
    let steps = u32::try_from(all.len() - before).expect("few");
    Migrator::down(&ledger.db, Some(steps)).await.expect("down");
    migration::up(&ledger.db).await.expect("up");
    assert_eq!(of_each().await, expected);
    story.end().await;
}

fn on(ticket: &str, mut more: Value) -> Value {
    more["ticketId"] = json!(ticket);
    more
}

both! {
    e33_what_never_was_the_vendors_counts_for_nothing,
    a_cancellation_takes_two_once_work_has_begun,
    a_solution_overtakes_a_proposal,
    an_upgrade_knows_when_tickets_ended,
}

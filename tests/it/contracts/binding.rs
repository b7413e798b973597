//! What was bound stays bound: running tickets over the end of a contract, its renewal and another vendor's contract.

use app::setup::contract::expire_contracts;
use serde_json::{Value, json};

use super::office::Office;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, at};

const BOUND: &str = "vendor { name } contract { number state } contractTerms { number }";

fn of(vendor: &str, contract: &str, state: &str) -> Value {
    let contract = json!({ "number": contract, "state": state });
    json!({ "vendor": { "name": vendor }, "contract": contract, "contractTerms": { "number": 1 } })
}

async fn e28_another_vendors_contract_never_takes_a_running_ticket_over(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let running = &story.raise(P2).await;
    let due = story.clock(running, "RESTORE").await.due_at;
    assert_eq!(due, Some(at(2, "09:00")));
    story.until(2, "01:30");
    office.step("manager", "terminateContract", json!({ "reason": "更换服务商" })).await;
    office.in_force(office.draft("NN-2026-B", "桂北信息", "NN-OA", ("2026-03-02", "2026-12-31"))).await;
    let new = &story.raise(P2).await;
    assert_eq!(story.look("operator", new, BOUND).await, of("桂北信息", "NN-2026-B", "ACTIVE"));
    assert_eq!(story.look("operator", running, BOUND).await, of("八桂运维", "NN-2026", "TERMINATED"));
    // The clocks of the first vendor run on, and its people go on with the work; the second sees nothing of it.
    assert_eq!(story.clock(running, "RESTORE").await.stands(), ("RUNNING", due));
    story.act("vendor_manager", "assignTicket", running, json!({})).await;
    story.act("engineer", "acknowledgeTicket", running, json!({})).await;
    let query = "query($id: ID!) { ticket(id: $id) { id } }";
    let foreign = office.as_("lz_engineer").gql(query, json!({ "id": running })).await;
    assert_eq!(foreign.code(), "NOT_FOUND");
    story.until(2, "09:00:01");
    story.sweep().await;
    let restore = story.clock(running, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", due), "also after the contract's end");
    let sentences = story.look("operator", running, "binding { sentences }").await["binding"]["sentences"].to_string();
    assert!(sentences.contains("ended on 2026-03-01"), "{sentences}");
    story.solve(running).await;
    assert_eq!(story.act("clerk", "confirmTicket", running, json!({})).await, "CLOSED");
    story.end().await;
}

async fn e29_running_clocks_keep_their_terms_over_expiry_and_renewal(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    // Nanning, 31 December, 23:00.
    office.until("2026-12-31T15:00:00Z");
    let running = &story.raise(P2).await;
    let before = story.clocks(running).await;
    office.in_force(office.draft("NN-2027", "八桂运维", "NN-OA", ("2027-01-01", "2027-12-31"))).await;
    assert_eq!(story.clocks(running).await, before, "a renewal moves no clock");
    office.until("2026-12-31T16:00:00Z");
    let expired = expire_contracts(&story.world.system_op()).await.expect("a run");
    assert_eq!(expired.expired, 2);
    let after: Vec<_> = story.clocks(running).await.into_iter().map(|clock| (clock.metric, clock.due_at)).collect();
    let due: Vec<_> = before.into_iter().map(|clock| (clock.metric, clock.due_at)).collect();
    assert_eq!(after, due, "nor does the end of the contract");
    assert_eq!(story.look("operator", running, BOUND).await, of("八桂运维", "NN-2026", "EXPIRED"));
    let new = &story.raise(P2).await;
    assert_eq!(story.look("operator", new, BOUND).await, of("八桂运维", "NN-2027", "ACTIVE"));
    office.until("2026-12-31T23:00:01Z");
    story.sweep().await;
    let restore = story.clock(running, "RESTORE").await;
    assert_eq!(restore.judged(), [("BREACHED", "DEADLINE_PASSED")], "judged by the contract that has expired");
    let counted = "query($id: ID!) { tickets(filter: { contractId: $id, breached: true }) { totalCount } }";
    let counted = office.as_("region_manager").gql(counted, json!({ "id": office.contract })).await;
    assert_eq!(counted.at("/tickets/totalCount"), json!(1), "and counted there");
    story.end().await;
}

/// Reopening begins a new cycle by the terms that bound the ticket, not by those of the day.
async fn e29_a_reopened_ticket_keeps_its_terms(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    office.step("manager", "terminateContract", json!({ "reason": "更换服务商" })).await;
    office.in_force(office.draft("NN-2026-B", "桂北信息", "NN-OA", ("2026-03-02", "2026-12-31"))).await;
    story.until(4, "01:00");
    story.act("clerk", "reopenTicket", ticket, json!({ "reason": "又断了" })).await;
    assert_eq!(story.look("operator", ticket, BOUND).await, of("八桂运维", "NN-2026", "TERMINATED"));
    let second = story.clock_at(ticket, "RESTORE", 2, 1).await;
    assert_eq!(second.stands(), ("RUNNING", Some(at(4, "09:00"))), "the full eight hours once more");
    story.end().await;
}

/// Written down on Tuesday, a call of Monday is promised what was promised on Monday.
async fn e14_a_ticket_that_is_written_down_late_takes_the_policy_of_its_day(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    story.until(3, "01:00");
    story.publish_response(&office.as_("region_manager"), 60).await;
    story.until(3, "02:00");
    let mut called = story.request("NN-OA", "公文收不到", P3);
    called["raisedAt"] = json!("2026-03-03T00:30:00Z");
    called["lateReason"] = json!("电话报障");
    let late = &story.raise_as("clerk", called).await;
    assert_eq!(story.clock(late, "RESPONSE").await.stands(), ("RUNNING", Some(at(3, "02:30"))), "two hours");
    let now = &story.raise(P3).await;
    assert_eq!(story.clock(now, "RESPONSE").await.stands(), ("RUNNING", Some(at(3, "02:01"))));
    story.end().await;
}

both! {
    e14_a_ticket_that_is_written_down_late_takes_the_policy_of_its_day,
    e28_another_vendors_contract_never_takes_a_running_ticket_over,
    e29_running_clocks_keep_their_terms_over_expiry_and_renewal,
    e29_a_reopened_ticket_keeps_its_terms,
}

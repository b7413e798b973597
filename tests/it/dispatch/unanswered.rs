//! Proposals that are taken back, and those that nobody answers: they lapse, and the ticket stays where it is.

use app::sla::UnansweredReport;
use domain::ids::TicketId;
use domain::ticket::ProposalKind;
use serde_json::{Value, json};
use storage::query::answer_due::overdue;

use super::shed::Shed;
use crate::support::both;
use crate::support::db::{Backend, connect};
use crate::tickets::story::{Story, at, uuid_of};

/// Runs the job twice: the second run finds nothing.
async fn lapse(story: &Story) -> UnansweredReport {
    let report = app::sla::lapse_proposals(&story.world.system_op()).await.expect("a run");
    let again = app::sla::lapse_proposals(&story.world.system_op()).await.expect("another run");
    assert_eq!(again, UnansweredReport::default(), "each proposal lapses once");
    report
}

fn not_ours() -> Value {
    json!({ "kind": "NOT_OURS", "reason": "光缆属运营商", "whose": "中国电信南宁分公司" })
}

async fn last_event(story: &Story, who: &str, ticket: &str) -> Value {
    let log = story.look(who, ticket, "events { type side answerBy actor { name } }").await;
    log["events"].as_array().and_then(|all| all.last()).expect("events").clone()
}

async fn a_hand_over_is_taken_back_by_who_proposed_it(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    assert_eq!(story.refused("vendor_manager", "withdrawHandOver", ticket, json!({})).await, "NOT_PROPOSED");
    shed.propose(ticket).await;
    assert!(story.actions("vendor_manager", ticket).await.contains(&"PROPOSE_HAND_OVER".to_owned()), "to take it back");
    for (who, code) in [("operator", "NOT_YOUR_SIDE"), ("clerk", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")] {
        assert_eq!(story.refused(who, "withdrawHandOver", ticket, json!({})).await, code, "{who}");
    }
    let seen = story.look("vendor_manager", ticket, "version").await["version"].as_i64().expect("a version");
    story.act("operator", "commentTicket", ticket, json!({ "body": "请稍候", "visibility": "PUBLIC" })).await;
    let stale = json!({ "expectedVersion": seen });
    assert_eq!(story.refused("vendor_manager", "withdrawHandOver", ticket, stale).await, "CONFLICT");
    story.act("vendor_manager", "withdrawHandOver", ticket, json!({ "expectedVersion": seen + 1 })).await;
    assert_eq!(story.look("operator", ticket, "handOver { side }").await["handOver"], Value::Null);
    assert_eq!(story.refused("manager", "declineHandOver", ticket, json!({ "reason": "x" })).await, "NOT_PROPOSED");
    assert_eq!(story.told(ticket, "ticket.hand_over_withdrawn").await, 1);
    story.until(10, "01:00");
    assert_eq!(lapse(story).await, UnansweredReport { answered: 1, ..UnansweredReport::default() });
    story.sweep().await;
    story.end().await;
}

async fn what_nobody_answers_lapses_and_the_ticket_stays(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    shed.propose(ticket).await;
    story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
    let until = json!("2026-03-05T16:00:00+00:00");
    let waiting = "handOver { answerBy } endProposal { answerBy }";
    let expected = json!({ "handOver": { "answerBy": until }, "endProposal": { "answerBy": until } });
    assert_eq!(story.look("clerk", ticket, waiting).await, expected, "the end of the third working day after it");
    assert_eq!(last_event(story, "clerk", ticket).await["answerBy"], until);
    story.until(5, "16:00:00");
    assert_eq!(lapse(story).await, UnansweredReport::default(), "at the last second it is in time");
    story.until(5, "16:00:01");
    // The platform has not said so yet: too late all the same.
    assert_eq!(story.refused("manager", "acceptHandOver", ticket, shed.to_network()).await, "LAPSED");
    assert_eq!(story.refused("operator", "acceptTicketEnd", ticket, json!({})).await, "LAPSED");
    assert_eq!(lapse(story).await, UnansweredReport { ends: 1, hand_overs: 1, answered: 0 });
    let seen = story.look("engineer", ticket, &format!("state vendor {{ name }} legs {{ number }} {waiting}")).await;
    let expected = json!({
        "state": "IN_PROGRESS", "vendor": { "name": "八桂运维" }, "legs": [], "handOver": null, "endProposal": null,
    });
    assert_eq!(seen, expected, "silence gives nothing away and ends nothing");
    let log = story.look("engineer", ticket, "events { type side actor { name } }").await;
    let lapsed: Vec<_> = log["events"].as_array().expect("events").iter().rev().take(2).cloned().collect();
    let by_the_platform = |word: &str| json!({ "type": word, "side": "SYSTEM", "actor": null });
    assert!(lapsed.contains(&by_the_platform("END_LAPSED")), "{lapsed:?}");
    assert!(lapsed.contains(&by_the_platform("HAND_OVER_LAPSED")), "{lapsed:?}");
    for topic in ["ticket.end_lapsed", "ticket.hand_over_lapsed"] {
        assert_eq!(story.told(ticket, topic).await, 1, "{topic}");
    }
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(2, "09:00")), "no clock is touched");
    // Proposed again it waits anew, and what is answered in time does not lapse.
    shed.propose(ticket).await;
    story.act("manager", "declineHandOver", ticket, json!({ "reason": "经查非网络问题" })).await;
    story.act("vendor_manager", "proposeHandOver", ticket, json!({ "reason": "再次申请" })).await;
    story.until(6, "01:00");
    assert_eq!(shed.accept(ticket).await, "IN_PROGRESS");
    story.until(20, "01:00");
    assert_eq!(lapse(story).await, UnansweredReport { answered: 1, ..UnansweredReport::default() });
    assert_eq!(story.look("manager", ticket, "vendor { name }").await["vendor"]["name"], json!("桂北信息"));
    let topics = story.ledger().await.topics(uuid_of(ticket)).await;
    assert_eq!(topics.get("ticket.hand_over_lapsed"), Some(&1), "what was answered has not lapsed");
    story.sweep().await;
    story.end().await;
}

/// Two workers at once: one event each.
async fn a_proposal_lapses_once(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    shed.propose(ticket).await;
    story.until(9, "01:00");
    let (one, other) = (story.world.system_op(), story.world.system_op());
    let (one, other) = tokio::join!(app::sla::lapse_proposals(&one), app::sla::lapse_proposals(&other));
    let lapsed = one.expect("a run").hand_overs + other.expect("another run").hand_overs;
    assert_eq!(lapsed, 1);
    assert_eq!(lapse(story).await, UnansweredReport::default());
    assert_eq!(story.told(ticket, "ticket.hand_over_lapsed").await, 1);
    story.sweep().await;
    story.end().await;
}

/// The job goes from page to page, behind what it has looked at, even where all of it was due in the same second.
async fn what_is_overdue_is_read_in_pages_each_once(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let mut expected = Vec::new();
    for _ in 0..2 {
        let ticket = &shed.at_work().await;
        shed.propose(ticket).await;
        story.act("engineer", "proposeTicketEnd", ticket, not_ours()).await;
        expected.extend([ProposalKind::End, ProposalKind::HandOver].map(|kind| (TicketId(uuid_of(ticket)), kind)));
    }
    expected.sort_by_key(|(ticket, _)| *ticket);
    story.until(9, "01:00");
    let db = connect(&story.world.db.config.url).await;
    let (mut found, mut after) = (Vec::new(), None);
    while let Some(row) = overdue(&db, story.world.app.clock().now(), after, 1).await.expect("a page").pop() {
        found.push((row.ticket_id, row.kind));
        after = Some((row.answer_by, row.ticket_id, row.kind));
    }
    db.close().await.expect("closing");
    assert_eq!(found, expected);
    assert_eq!(lapse(story).await, UnansweredReport { ends: 2, hand_overs: 2, answered: 0 });
    story.sweep().await;
    story.end().await;
}

both! {
    what_is_overdue_is_read_in_pages_each_once,
    a_hand_over_is_taken_back_by_who_proposed_it,
    what_nobody_answers_lapses_and_the_ticket_stays,
    a_proposal_lapses_once,
}

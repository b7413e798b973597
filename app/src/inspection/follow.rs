//! An inspection follows its ticket: whatever is recorded on the ticket decides where the inspection stands, in the same
//! transaction.

use std::collections::BTreeSet;

use domain::inspection::{InspectionTicket, OccurrenceState, is_over, standing, unanswered};
use domain::ticket::{Decision, EndKind, Event, Fact, TicketKind, TicketState};
use storage::Transaction;
use storage::entity::ticket;
use storage::query::inspection as query;
use storage::query::leg;
use storage::query::setup::update;

use super::missed::note_missed;
use super::of_ticket::items_of;
use crate::{Error, Op, Result, Violation};

/// Refuses to solve an inspection while a required item of its checklist has no answer. Whatever is done on its ticket, the
/// inspection is held from here on, before the ticket is: everybody takes the two in that order.
///
/// # Errors
/// `UNANSWERED`, once for each such item.
pub(crate) async fn check_answered(transaction: &Transaction, row: &ticket::Model, decision: &Decision) -> Result<()> {
    if row.kind != TicketKind::Inspection {
        return Ok(());
    }
    let Some(of) = query::hold_of_ticket(transaction, row.id).await? else { return Ok(()) };
    let solves = decision.events.iter().any(|event| matches!(event.fact, Fact::Resolved { .. }));
    if !solves {
        return Ok(());
    }
    let Some(items) = items_of(transaction, &of).await? else { return Ok(()) };
    let answered: BTreeSet<String> = query::last_seqs(transaction, of.id).await?.into_keys().collect();
    let missing = unanswered(&items, &answered);
    if missing.is_empty() {
        return Ok(());
    }
    let refuse = |item: &domain::inspection::InspectionItem| {
        let en = format!("the required item {} is not answered: {}", item.key, item.label);
        Violation::new("UNANSWERED", "ticketId", en, format!("必填检查项“{}”（{}）尚未填写", item.label, item.key))
    };
    Err(Error::Invalid(missing.into_iter().map(refuse).collect()))
}

/// Puts an inspection where its ticket has come to stand. What is solved or cancelled after its last day was missed, whether
/// or not somebody had looked by then. What is not over goes with a ticket that is handed over; what was kept or missed
/// before counts for the vendor in whose leg it was (E28). By `events`, those of the change, both sides may have agreed
/// that it never was the vendor's: then it was not missed either (E33).
pub(crate) async fn follow_ticket(
    op: &Op,
    transaction: &Transaction,
    after: &ticket::Model,
    events: &[Event],
) -> Result<()> {
    if after.kind != TicketKind::Inspection {
        return Ok(());
    }
    let Some(mut row) = query::hold_of_ticket(transaction, after.id).await? else { return Ok(()) };
    let agreed = |event: &Event| matches!(event.fact, Fact::EndAccepted { kind: EndKind::NotOurs, .. });
    let stands = InspectionTicket {
        resolved_at: after.resolved_at,
        cancelled: after.state == TicketState::Cancelled,
        not_ours: events.iter().any(agreed),
    };
    let unsaid = matches!(row.state, OccurrenceState::Open | OccurrenceState::Done)
        && is_over(row.ends_at, row.last_provisional, op.now());
    let (state, cause) = standing(stands, row.ends_at, row.missed_at.is_some() || unsaid);
    let done_at = after.resolved_at.filter(|_| !stands.cancelled);
    let mut received = None;
    if state == OccurrenceState::Open && row.vendor_id != Some(after.vendor_id) {
        received = leg::present(transaction, after.id).await?;
    }
    if let Some(leg) = &received {
        (row.vendor_id, row.contract_id) = (Some(leg.vendor_id), Some(leg.contract_id));
    }
    if received.is_none() && (state, cause, done_at) == (row.state, row.cause, row.done_at) {
        return Ok(());
    }
    (row.state, row.cause, row.done_at) = (state, cause, done_at);
    row.missed_at = row.missed_at.filter(|_| !stands.not_ours);
    note_missed(op, transaction, &mut row).await?;
    Ok(update(transaction, row).await?)
}

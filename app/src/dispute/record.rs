//! Between a dispute and its rows, and the one way in which a step is written.

use domain::Instant;
use domain::calendar::CompiledCalendar;
use domain::dispute::{Dispute, DisputeState, DisputeStep, Ruling, StepDeadline, Taken, topic, turn};
use domain::ids::OutboxId;
use domain::ticket::ActorSide;
use storage::Transaction;
use storage::entity::outbox;
use storage::query::setup::{insert, update};

use super::{DAYS, DisputeStepView, DisputeView, audited, detail, effect};
use crate::ticket::rows::missing;
use crate::{Coverage, Op, Result};

/// What is said with a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Perhaps empty.
    pub reason: String,
    /// Perhaps empty.
    pub evidence: String,
}

pub(super) fn ruling(value: Option<&serde_json::Value>) -> Result<Option<Ruling>> {
    Ok(value.map(|value| serde_json::from_value(value.clone())).transpose()?)
}

/// The dispute that rows say.
pub(super) fn stored(row: &DisputeView, steps: &[DisputeStepView]) -> Result<Dispute> {
    let deadline = match (row.deadline_from, row.deadline_days, row.due_at) {
        (Some(from), Some(days), Some(at)) => {
            let days = u32::try_from(days).unwrap_or(0);
            Some(StepDeadline { from, days, at, provisional: row.provisional })
        }
        _ => None,
    };
    Ok(Dispute {
        state: row.state,
        agency: ruling(row.agency_ruling.as_ref())?,
        ruling: ruling(row.ruling.as_ref())?,
        deadline,
        overdue: row.overdue,
        taken: steps.iter().map(|step| (step.step, step.actor_id)).collect(),
    })
}

/// Puts a dispute's standing into its row.
pub(super) fn set(row: &mut DisputeView, of: &Dispute, now: Instant) -> Result<()> {
    (row.state, row.turn, row.overdue) = (of.state, turn(of.state), of.overdue);
    row.agency_ruling = of.agency.as_ref().map(serde_json::to_value).transpose()?;
    row.ruling = of.ruling.as_ref().map(serde_json::to_value).transpose()?;
    row.deadline_from = of.deadline.map(|deadline| deadline.from);
    row.deadline_days = of.deadline.map(|deadline| i32::try_from(deadline.days).unwrap_or(i32::MAX));
    row.due_at = of.deadline.map(|deadline| deadline.at);
    row.provisional = of.deadline.is_some_and(|deadline| deadline.provisional);
    row.updated_at = now;
    Ok(())
}

/// The calendar of a dispute, as it is known now.
pub(super) fn calendar<'c>(coverage: &'c Coverage, row: &DisputeView) -> Result<&'c CompiledCalendar> {
    let view = coverage.book.as_of(coverage.book.latest());
    view.get(row.calendar_id).ok_or_else(|| missing("the calendar of a dispute"))
}

/// Takes a step of a dispute that is held: its row, the step, the audit entry, the message, and what a final decision does
/// to its subject.
///
/// # Errors
/// The domain's refusals.
pub(super) async fn take(
    op: &Op,
    transaction: &Transaction,
    (mut row, before): (DisputeView, Dispute),
    (step, given, words): (DisputeStep, Option<Ruling>, Words),
) -> Result<DisputeView> {
    let coverage = op.coverage();
    let taken = Taken { step, ruling: given, by: op.actor().user(), at: op.now() };
    let after = before.take(&taken, calendar(&coverage, &row)?, DAYS)?;
    set(&mut row, &after, op.now())?;
    row.version += 1;
    update(transaction, row.clone()).await?;
    let seq = i32::try_from(after.taken.len()).unwrap_or(i32::MAX);
    note(op, transaction, &row, (seq, &taken, words.clone())).await?;
    if row.state == DisputeState::Final {
        let reason = if words.reason.is_empty() { said(transaction, &row).await? } else { words.reason };
        effect::write(op, transaction, &row, after.ruling.as_ref(), &reason).await?;
    }
    Ok(row)
}

/// Writes a step, its audit entry and its message.
pub(super) async fn note(
    op: &Op,
    transaction: &Transaction,
    row: &DisputeView,
    (seq, taken, words): (i32, &Taken, Words),
) -> Result<()> {
    let line = DisputeStepView {
        dispute_id: row.id,
        seq,
        step: taken.step,
        state: row.state,
        side: op.actor().side().unwrap_or(ActorSide::System),
        actor_id: taken.by,
        actor_name: op.actor().name().to_owned(),
        reason: words.reason,
        evidence: words.evidence,
        ruling: taken.ruling.as_ref().map(serde_json::to_value).transpose()?,
        due_at: row.due_at,
        taken_at: op.now(),
    };
    insert(transaction, line).await?;
    let detail = detail(row);
    insert(transaction, op.audit(audited(taken.step), ("breach_dispute", row.id.0), detail.clone())).await?;
    let mut told = detail;
    told["by"] = serde_json::to_value(taken.by)?;
    let message = outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: topic(taken.step).to_owned(),
        ticket_id: row.ticket_id,
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: told,
        created_at: op.now(),
    };
    Ok(insert(transaction, message).await?)
}

/// The reason of the decision that holds, when nothing was said with the step that made it final.
async fn said(transaction: &Transaction, row: &DisputeView) -> Result<String> {
    let steps = storage::query::dispute::steps(transaction, &[row.id]).await?;
    let decided = steps.into_iter().rev().find(|step| step.ruling.is_some());
    Ok(decided.map(|step| step.reason).unwrap_or_default())
}

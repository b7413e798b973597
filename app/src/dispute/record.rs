//! Between a dispute and its rows, and the one way in which a step is written.

use domain::Instant;
use domain::calendar::CompiledCalendar;
use domain::dispute::{
    Dispute, DisputeState, DisputeStep, DisputeSubject, DisputeTurn, Ruling, StepDeadline, Taken, topic, turn,
};
use domain::ids::{CalendarId, DisputeId, OutboxId, UserId};
use domain::ticket::ActorSide;
use storage::Transaction;
use storage::entity::{outbox, sla_clock};
use storage::query::setup::{insert, update};
use uuid::Uuid;

use super::days::days_by;
use super::known::Known;
use super::{DisputeStepView, DisputeView, audited, detail, effect};
use crate::setup::contract::held::Held;
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

/// The deadline that a row says.
pub(super) fn deadline(row: &DisputeView) -> Option<StepDeadline> {
    let (from, days, at) = (row.deadline_from?, row.deadline_days?, row.due_at?);
    Some(StepDeadline { from, days, at, provisional: row.provisional })
}

/// The dispute that rows say.
pub(super) fn stored(row: &DisputeView, steps: &[DisputeStepView]) -> Result<Dispute> {
    Ok(Dispute {
        state: row.state,
        agency: ruling(row.agency_ruling.as_ref())?,
        ruling: ruling(row.ruling.as_ref())?,
        deadline: deadline(row),
        overdue: row.overdue,
        found_by: row.found_by.into_iter().chain(row.reviewed_by).collect(),
        taken: steps.iter().map(|step| (step.step, step.actor_id)).collect(),
    })
}

/// Puts a dispute's standing into its row.
pub(super) fn set(row: &mut DisputeView, of: &Dispute, now: Instant) -> Result<()> {
    (row.state, row.turn, row.overdue) = (of.state, turn(of.state), of.overdue);
    row.agency_ruling = of.agency.as_ref().map(serde_json::to_value).transpose()?;
    row.ruling = of.ruling.as_ref().map(serde_json::to_value).transpose()?;
    row.deadline_from = of.deadline.map(|deadline| deadline.from);
    row.deadline_days = of.deadline.map(|deadline| deadline.days);
    row.due_at = of.deadline.map(|deadline| deadline.at);
    row.provisional = of.deadline.is_some_and(|deadline| deadline.provisional);
    row.updated_at = now;
    Ok(())
}

/// The calendar of a dispute, as it is known now.
pub(super) fn calendar(coverage: &Coverage, id: CalendarId) -> Result<&CompiledCalendar> {
    coverage.book.as_of(coverage.book.latest()).get(id).ok_or_else(|| missing("the calendar of a dispute"))
}

/// Takes a step of a dispute that is held, as its contract is: its row, the step, the audit entry, the message, and what a
/// final decision does to its subject.
///
/// # Errors
/// The domain's refusals.
pub(super) async fn take(
    held: &Held,
    (mut row, before): (DisputeView, Dispute),
    (step, given, words): (DisputeStep, Option<Ruling>, Words),
) -> Result<DisputeView> {
    let (coverage, transaction) = (held.coverage(), &held.transaction);
    let taken = Taken { step, ruling: given, by: held.actor().user(), at: held.now() };
    let calendar = calendar(&coverage, row.calendar_id)?;
    let after = before.renewed(calendar).take(&taken, calendar, days_by(&coverage, row.scheme_id)?)?;
    set(&mut row, &after, held.now())?;
    row.version += 1;
    update(transaction, row.clone()).await?;
    let seq = i32::try_from(after.taken.len()).unwrap_or(i32::MAX);
    note(held, &row, (seq, &taken, words)).await?;
    if row.state == DisputeState::Final {
        // What is said with an acceptance is no reason of what was decided, nor is it whoever accepts that has decided.
        let decided = decided(transaction, &row).await?;
        // Nobody wrote down what silence made final.
        let by = decided.actor_id.filter(|_| taken.by.is_some());
        effect::write(held, &row, after.ruling.as_ref(), (decided, by)).await?;
    }
    Ok(row)
}

/// Ends the transaction that a contract is held by.
pub(super) async fn commit(held: Held) -> Result<()> {
    let app = held.app().clone();
    held.transaction.commit().await?;
    app.outbox_filled.notify_one();
    Ok(())
}

/// Writes a step, its audit entry and its message.
async fn note(held: &Held, row: &DisputeView, (seq, taken, words): (i32, &Taken, Words)) -> Result<()> {
    let (op, transaction): (&Op, _) = (held, &held.transaction);
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

/// What a dispute is about, as it begins.
pub(super) struct About {
    pub subject: DisputeSubject,
    pub id: Uuid,
    /// Of a score: the criterion; else empty.
    pub key: String,
    /// Of a verdict: its clock and the revision.
    pub verdict: Option<(sla_clock::Model, i32)>,
    /// Who found it, if somebody did.
    pub found_by: Option<UserId>,
    /// Of a score: who accepted it.
    pub reviewed_by: Option<UserId>,
    /// Since when it was known, and by what the days are counted.
    pub known: Known,
}

/// Begins a dispute about something that counts for the contract that is held.
pub(super) async fn begin(held: &Held, about: About, words: Words) -> Result<DisputeView> {
    let (by, now) = (held.actor().user(), held.now());
    let coverage = held.coverage();
    let About { subject, id, key, verdict, found_by, reviewed_by, known } = about;
    let clock = verdict.as_ref().map(|(clock, _)| clock);
    let mut row = DisputeView {
        id: held.id::<DisputeId>(),
        subject,
        subject_id: id,
        subject_key: key,
        contract_id: held.contract.row.id,
        agency_id: held.contract.row.agency_id,
        vendor_id: held.contract.row.vendor_id,
        ticket_id: clock.map(|clock| clock.ticket_id),
        clock_id: clock.map(|clock| clock.id),
        metric: clock.map(|clock| clock.metric),
        cycle: clock.map(|clock| clock.cycle),
        seq: clock.map(|clock| clock.seq),
        revision: verdict.as_ref().map(|(_, revision)| *revision),
        found_by,
        reviewed_by,
        scheme_id: Some(known.scheme),
        calendar_id: known.calendar,
        known_at: known.at,
        state: DisputeState::Appealed,
        turn: DisputeTurn::Agency,
        appealed_by: by,
        appealed_at: now,
        agency_ruling: None,
        ruling: None,
        deadline_from: None,
        deadline_days: None,
        due_at: None,
        provisional: false,
        overdue: false,
        version: 1,
        updated_at: now,
    };
    let begun = Dispute::appealed(by, now, calendar(&coverage, row.calendar_id)?, days_by(&coverage, row.scheme_id)?);
    set(&mut row, &begun, now)?;
    insert(&held.transaction, row.clone()).await?;
    let taken = Taken { step: DisputeStep::Appeal, ruling: None, by, at: now };
    note(held, &row, (1, &taken, words)).await?;
    Ok(row)
}

/// The step by which the decision was made that holds now, though another one may have made it final.
async fn decided(transaction: &Transaction, row: &DisputeView) -> Result<DisputeStepView> {
    let steps = storage::query::dispute::steps(transaction, &[row.id]).await?;
    steps.into_iter().rev().find(|step| step.ruling.is_some()).ok_or_else(|| missing("the decision of a dispute"))
}

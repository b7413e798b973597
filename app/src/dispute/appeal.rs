//! The vendor does not agree with a breach.

use std::slice::from_ref;

use domain::Instant;
use domain::access::Action;
use domain::dispute::{Dispute, DisputeState, DisputeStep, DisputeSubject, DisputeTurn, StepDeadline, Taken, calendar_of};
use domain::ids::{CalendarId, ClockId, DisputeId, PolicyVersionId};
use domain::sla::ClockState;
use storage::entity::{sla_clock, sla_verdict};
use storage::query::calendar_change::hold_tickets;
use storage::query::dispute as query;
use storage::query::setup::insert;

use super::record::{Words, note, set};
use super::{DAYS, DisputeView};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::ticket::rows::missing;
use crate::{Coverage, Error, Op, Result};

/// The cause of a verdict revision that a dispute led to: it was decided for good.
const DECIDED: &str = "DISPUTE_DECIDED";

/// A breach that a vendor does not agree with.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// The clock; what is disputed is the revision of its verdict that found the breach in which it stands.
    pub clock: ClockId,
    pub reason: String,
    pub evidence: Option<String>,
}

/// Appeals the breach in which a clock stands. Needs `dispute.appeal` at the vendor whose breach it is.
///
/// # Errors
/// NOT_FOUND and FORBIDDEN; `NOT_BREACHED` for any other verdict; `DECIDED` for what a dispute led to;
/// `ALREADY_DISPUTED` when there was one about this breach; `TOO_LATE` with the end of the days for it; `REQUIRED` for
/// the reason.
pub async fn appeal_breach(op: &Op, appeal: &Appeal) -> Result<DisputeView> {
    op.require(Action::DisputeAppeal)?;
    let found = query::clock(op.app().store.read(), appeal.clock).await?.ok_or(Error::NotFound("clock"))?;
    let transaction = op.begin().await?;
    let ticket = hold_tickets(&transaction, &[found.ticket_id]).await?.pop().ok_or_else(|| missing("the ticket"))?;
    // As it stands now that nobody else can change it.
    let clock = query::clock(&transaction, appeal.clock).await?.ok_or(Error::NotFound("clock"))?;
    let coverage = op.coverage_for(&[ticket.policy_version_id], from_ref(&clock)).await?;
    let contract = coverage.contracts.get(&clock.contract_id).ok_or_else(|| missing("the contract"))?;
    let (agency_id, vendor_id) = (contract.row.agency_id, contract.row.vendor_id);
    if !op.read_scope(Action::DisputeView).covers(Some(agency_id), Some(vendor_id)) {
        return Err(Error::NotFound("clock"));
    }
    if !op.read_scope(Action::DisputeAppeal).covers(None, Some(vendor_id)) {
        return Err(Error::Forbidden(Action::DisputeAppeal));
    }
    let mut mistakes = Mistakes::default();
    let words = Words {
        reason: mistakes.text("reason", &appeal.reason, REASON_MAX),
        evidence: mistakes.optional("evidence", appeal.evidence.as_deref(), REASON_MAX).unwrap_or_default(),
    };
    let breach = breach_of(&query::verdicts(&transaction, clock.id).await?).cloned();
    match &breach {
        None => mistakes.add("NOT_BREACHED", "clockId", "the clock is not breached", "该计时未判定超时"),
        Some(breach) => check(op, &coverage, &transaction, (breach, ticket.policy_version_id), &mut mistakes).await?,
    }
    let breach = mistakes.finish(breach)?;
    let (calendar_id, calendar) = calendar(&coverage, ticket.policy_version_id)?;
    let by = op.actor().user();
    let begun = Dispute::appealed(by, op.now(), calendar, DAYS);
    let mut row = DisputeView {
        id: op.id::<DisputeId>(),
        subject: DisputeSubject::Verdict,
        subject_id: breach.id.0,
        subject_key: String::new(),
        contract_id: clock.contract_id,
        agency_id,
        vendor_id,
        ticket_id: Some(ticket.id),
        clock_id: Some(clock.id),
        metric: Some(clock.metric),
        cycle: Some(clock.cycle),
        seq: Some(clock.seq),
        revision: Some(breach.revision),
        calendar_id,
        known_at: known(&breach),
        state: DisputeState::Appealed,
        turn: DisputeTurn::Agency,
        appealed_by: by,
        appealed_at: op.now(),
        agency_ruling: None,
        ruling: None,
        deadline_from: None,
        deadline_days: None,
        due_at: None,
        provisional: false,
        overdue: false,
        version: 1,
        updated_at: op.now(),
    };
    set(&mut row, &begun, op.now())?;
    insert(&transaction, row.clone()).await?;
    let taken = Taken { step: DisputeStep::Appeal, ruling: None, by, at: op.now() };
    note(op, &transaction, &row, (1, &taken, words)).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row)
}

async fn check(
    op: &Op,
    coverage: &Coverage,
    transaction: &storage::Transaction,
    (breach, policy): (&sla_verdict::Model, PolicyVersionId),
    mistakes: &mut Mistakes,
) -> Result<()> {
    if breach.cause == DECIDED {
        mistakes.add("DECIDED", "clockId", "a dispute led to this verdict, for good", "该判定系终裁结果，不得再次申诉");
        return Ok(());
    }
    if query::about(transaction, DisputeSubject::Verdict, breach.id.0, "").await?.is_some() {
        let en = "this breach was disputed before";
        mistakes.add("ALREADY_DISPUTED", "clockId", en, "该次超时已申诉过");
        return Ok(());
    }
    let deadline = deadline(coverage, breach, policy)?;
    if deadline.has_passed(op.now()) {
        let en = format!("the {} working days to appeal ended at {}", deadline.days, deadline.at);
        mistakes.add("TOO_LATE", "clockId", en, format!("申诉期限（{} 个工作日）已过", deadline.days));
    }
    Ok(())
}

/// A breach is known when it happens, or later; and to nobody before it is recorded.
fn known(breach: &sla_verdict::Model) -> Instant {
    let known = breach.breach_known_at.or(breach.breached_at).unwrap_or(breach.recorded_at);
    known.max(breach.recorded_at)
}

fn deadline(coverage: &Coverage, breach: &sla_verdict::Model, policy: PolicyVersionId) -> Result<StepDeadline> {
    let (_, calendar) = calendar(coverage, policy)?;
    Ok(StepDeadline::of(calendar, known(breach), DAYS.appeal))
}

fn calendar(
    coverage: &Coverage,
    policy: PolicyVersionId,
) -> Result<(CalendarId, &domain::calendar::CompiledCalendar)> {
    let terms = coverage.terms.get(&policy).ok_or_else(|| missing("the policy version"))?;
    let id = calendar_of(terms).ok_or_else(|| missing("the calendar of a promise"))?;
    let view = coverage.book.as_of(coverage.book.latest());
    view.get(id).map(|calendar| (id, calendar)).ok_or_else(|| missing("the calendar of a promise"))
}

/// The revision that found the breach in which a clock stands, among all of its verdict: when the work was done in the end
/// is another revision, but no other breach. None for a clock that is not breached.
fn breach_of(revisions: &[sla_verdict::Model]) -> Option<&sla_verdict::Model> {
    let newest = revisions.last().filter(|newest| newest.verdict == ClockState::Breached)?;
    let same = |of: &&sla_verdict::Model| (of.verdict, of.breached_at) == (newest.verdict, newest.breached_at);
    revisions.iter().rev().take_while(same).last()
}

/// Until when the breach in which a clock stands may be appealed, whoever asks; none for a clock that is not breached, and
/// for what a dispute led to. `revisions` are all of its verdict, `policy` binds the ticket.
pub fn appeal_by(op: &Op, revisions: &[sla_verdict::Model], policy: PolicyVersionId) -> Option<Instant> {
    let breach = breach_of(revisions).filter(|breach| breach.cause != DECIDED)?;
    deadline(&op.coverage(), breach, policy).ok().map(|deadline| deadline.at)
}

/// Whether the actor may appeal the breach in which a clock stands; `disputes` are those about its ticket.
pub fn may_appeal(
    op: &Op,
    (clock, revisions): (&sla_clock::Model, &[sla_verdict::Model]),
    disputes: &[DisputeView],
    policy: PolicyVersionId,
) -> bool {
    let coverage = op.coverage();
    let vendor = coverage.contracts.get(&clock.contract_id).map(|contract| contract.row.vendor_id);
    let own = vendor.is_some_and(|vendor| op.read_scope(Action::DisputeAppeal).covers(None, Some(vendor)));
    let open = |breach: &sla_verdict::Model| {
        let disputed = disputes.iter().any(|dispute| dispute.subject_id == breach.id.0);
        let in_time = deadline(&coverage, breach, policy).is_ok_and(|deadline| !deadline.has_passed(op.now()));
        breach.cause != DECIDED && !disputed && in_time
    };
    own && breach_of(revisions).is_some_and(open)
}

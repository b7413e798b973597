//! The vendor does not agree with a breach.

use std::slice::from_ref;

use domain::Instant;
use domain::access::Action;
use domain::calendar::CompiledCalendar;
use domain::dispute::{DisputeSubject, StepDeadline, calendar_of};
use domain::ids::{CalendarId, ClockId, ContractId, PolicyVersionId};
use domain::sla::{ClockState, PolicyTerms};
use storage::entity::{sla_clock, sla_verdict};
use storage::query::calendar_change::hold_tickets;
use storage::query::dispute as query;
use uuid::Uuid;

use super::record::{About, Words, begin, commit};
use super::{DAYS, DisputeView};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
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
    let coverage = op.coverage_for(&[], from_ref(&found)).await?;
    let held = hold(op, &coverage, found.contract_id, "clock").await?;
    let ticket =
        hold_tickets(&held.transaction, &[found.ticket_id]).await?.pop().ok_or_else(|| missing("the ticket"))?;
    // As it stands now that nobody else can change it.
    let clock = query::clock(&held.transaction, appeal.clock).await?.ok_or(Error::NotFound("clock"))?;
    let coverage = held.coverage_for(&[ticket.policy_version_id], from_ref(&clock)).await?;
    let terms = coverage.terms.get(&ticket.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let (calendar, days) = calendar(&coverage, terms)?;
    let mut mistakes = Mistakes::default();
    let words = words(&mut mistakes, &appeal.reason, appeal.evidence.as_deref());
    let breach = breach_of(&query::verdicts(&held.transaction, clock.id).await?).cloned();
    match &breach {
        None => mistakes.add("NOT_BREACHED", "clockId", "the clock is not breached", "该计时未判定超时"),
        Some(breach) if breach.cause == DECIDED => {
            mistakes.add(
                "DECIDED",
                "clockId",
                "a dispute led to this verdict, for good",
                "该判定系终裁结果，不得再次申诉",
            );
        }
        Some(breach) => {
            let about = (DisputeSubject::Verdict, breach.id.0, known(breach));
            check(&held, about, (days, "clockId"), &mut mistakes).await?;
        }
    }
    let breach = mistakes.finish(breach)?;
    let found_by = match breach.cause_seq {
        Some(seq) => query::actor(&held.transaction, breach.ticket_id, seq).await?,
        None => None,
    };
    let about = About {
        subject: DisputeSubject::Verdict,
        id: breach.id.0,
        known_at: known(&breach),
        found_by,
        verdict: Some((clock, breach.revision)),
        calendar,
    };
    let row = begin(&held, about, words).await?;
    commit(held).await?;
    Ok(row)
}

/// Holds the contract that something counts for, if the actor is its vendor.
///
/// # Errors
/// NOT_FOUND for what is out of sight, FORBIDDEN for what is not.
pub(super) async fn hold(op: &Op, coverage: &Coverage, id: ContractId, what: &'static str) -> Result<Held> {
    let contract = coverage.contracts.get(&id).ok_or_else(|| missing("the contract"))?;
    let (agency, vendor) = (contract.row.agency_id, contract.row.vendor_id);
    if !op.read_scope(Action::DisputeView).covers(Some(agency), Some(vendor)) {
        return Err(Error::NotFound(what));
    }
    if !op.read_scope(Action::DisputeAppeal).covers(None, Some(vendor)) {
        return Err(Error::Forbidden(Action::DisputeAppeal));
    }
    Held::begin(op, id).await
}

pub(super) fn words(mistakes: &mut Mistakes, reason: &str, evidence: Option<&str>) -> Words {
    Words {
        reason: mistakes.text("reason", reason, REASON_MAX),
        evidence: mistakes.optional("evidence", evidence, REASON_MAX).unwrap_or_default(),
    }
}

/// Whether nobody has disputed it before, and the days for it are not over.
pub(super) async fn check(
    held: &Held,
    (subject, id, known): (DisputeSubject, Uuid, Instant),
    (calendar, field): (&CompiledCalendar, &'static str),
    mistakes: &mut Mistakes,
) -> Result<()> {
    if query::about(&held.transaction, subject, id, "").await?.is_some() {
        mistakes.add("ALREADY_DISPUTED", field, "it was disputed before", "已申诉过，不得重复申诉");
        return Ok(());
    }
    let deadline = StepDeadline::of(calendar, known, DAYS.appeal);
    if deadline.has_passed(held.now()) {
        let en = format!("the {} working days to appeal ended at {}", deadline.days, deadline.at);
        mistakes.add("TOO_LATE", field, en, format!("申诉期限（{} 个工作日）已过", deadline.days));
    }
    Ok(())
}

/// A breach is known when it happens, or later; and to nobody before it is recorded.
fn known(breach: &sla_verdict::Model) -> Instant {
    let known = breach.breach_known_at.or(breach.breached_at).unwrap_or(breach.recorded_at);
    known.max(breach.recorded_at)
}

/// In whose working days the parties to these terms have to answer each other.
pub(super) fn calendar<'c>(coverage: &'c Coverage, terms: &PolicyTerms) -> Result<(CalendarId, &'c CompiledCalendar)> {
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

fn deadline(coverage: &Coverage, breach: &sla_verdict::Model, policy: PolicyVersionId) -> Option<StepDeadline> {
    let (_, calendar) = calendar(coverage, coverage.terms.get(&policy)?).ok()?;
    Some(StepDeadline::of(calendar, known(breach), DAYS.appeal))
}

/// Until when the breach in which a clock stands may be appealed, whoever asks; none for a clock that is not breached, and
/// for what a dispute led to. `revisions` are all of its verdict, `policy` binds the ticket.
pub fn appeal_by(op: &Op, revisions: &[sla_verdict::Model], policy: PolicyVersionId) -> Option<Instant> {
    let breach = breach_of(revisions).filter(|breach| breach.cause != DECIDED)?;
    deadline(&op.coverage(), breach, policy).map(|deadline| deadline.at)
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
        let in_time = deadline(&coverage, breach, policy).is_some_and(|deadline| !deadline.has_passed(op.now()));
        breach.cause != DECIDED && !disputed && in_time
    };
    own && breach_of(revisions).is_some_and(open)
}

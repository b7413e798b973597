//! The vendor does not agree with a breach.

use std::slice::from_ref;

use domain::Instant;
use domain::access::Action;
use domain::dispute::DisputeSubject;
use domain::ids::{ClockId, ContractId, PolicyVersionId, UserId};
use domain::sla::{ClockState, PolicyTerms};
use storage::entity::{sla_clock, sla_verdict};
use storage::query::calendar_change::hold_tickets;
use storage::query::dispute as query;

use super::DisputeView;
use super::known::{Known, in_time};
use super::record::{About, Words, begin, commit};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::scorecard::scheme_of_day;
use crate::setup::contract::held::Held;
use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Error, Op, Result};

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
    let clock = query::clock(&held.transaction, appeal.clock).await?;
    let clock = clock.filter(|clock| clock.contract_id == held.contract.row.id).ok_or(Error::NotFound("clock"))?;
    let coverage = held.coverage_for(&[ticket.policy_version_id], from_ref(&clock)).await?;
    let terms = coverage.terms.get(&ticket.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let mut mistakes = Mistakes::default();
    let words = words(&mut mistakes, &appeal.reason, appeal.evidence.as_deref());
    let revisions = query::verdicts(&held.transaction, clock.id).await?;
    let about = match breach_of(&revisions) {
        None => {
            mistakes.add("NOT_BREACHED", "clockId", "the clock is not breached", "该时限未认定超时");
            None
        }
        Some(breach) if breach.cause == DECIDED => {
            mistakes.add(
                "DECIDED",
                "clockId",
                "a dispute led to this verdict, for good",
                "该认定系终裁结果，不得再次申诉",
            );
            None
        }
        Some(breach) => Some(About {
            subject: DisputeSubject::Verdict,
            id: breach.id.0,
            key: String::new(),
            known: known((&coverage, &held.contract), ticket.policy_version_id, breach)?,
            found_by: finder(&held, terms, &clock, breach).await?,
            reviewed_by: None,
            verdict: Some((clock, breach.revision)),
        }),
    };
    lodge(held, (about, "clockId"), words, mistakes).await
}

/// Who found a breach, if somebody did: who rejected the pause that would have held, or whose decision it became known by.
/// Whoever acts on a ticket whose deadline is over has found nothing, though the verdict is recorded with it.
async fn finder(
    held: &Held,
    terms: &PolicyTerms,
    clock: &sla_clock::Model,
    breach: &sla_verdict::Model,
) -> Result<Option<UserId>> {
    let pauses = terms.targets.iter().any(|target| Some(target.id) == clock.target_id && target.pausable);
    if let Some(due) = breach.due_at.filter(|_| pauses)
        && let Some(rejecter) = query::rejecter(&held.transaction, clock.ticket_id, (clock.started_at, due)).await?
    {
        return Ok(Some(rejecter));
    }
    match breach.cause_seq.filter(|_| breach.breach_known_at.is_some()) {
        Some(seq) => Ok(query::actor(&held.transaction, breach.ticket_id, seq).await?),
        None => Ok(None),
    }
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

/// Begins a dispute and ends the transaction, unless it was disputed before, the days for it are over, or something is amiss
/// already; `field` names what is disputed. Without `about` a mistake says why there is nothing to dispute.
pub(super) async fn lodge(
    held: Held,
    (about, field): (Option<About>, &'static str),
    words: Words,
    mut mistakes: Mistakes,
) -> Result<DisputeView> {
    if let Some(about) = &about {
        check(&held, (about, field), &mut mistakes).await?;
    }
    let about = mistakes.finish(about)?;
    let row = begin(&held, about, words).await?;
    commit(held).await?;
    Ok(row)
}

/// Whether nobody has disputed it before, and the days for it are not over.
async fn check(held: &Held, (about, field): (&About, &'static str), mistakes: &mut Mistakes) -> Result<()> {
    if !query::disputed(&held.transaction, about.subject, &[about.id]).await?.is_empty() {
        mistakes.add("ALREADY_DISPUTED", field, "it was disputed before", "已申诉过，不得重复申诉");
        return Ok(());
    }
    let deadline = about.known.appeal_until(&held.coverage())?;
    if deadline.has_passed(held.now()) {
        let en = format!("the {} working days to appeal ended at {}", deadline.days, deadline.at);
        mistakes.add("TOO_LATE", field, en, format!("申诉期限（{} 个工作日）已过", deadline.days));
    }
    Ok(())
}

/// A breach is known when it happens, or later; and to nobody before it is recorded. It counts by the scheme of the assessed
/// period in which it happened; `policy` binds the ticket.
fn known(
    (coverage, contract): (&Coverage, &Contract),
    policy: PolicyVersionId,
    breach: &sla_verdict::Model,
) -> Result<Known> {
    let at = breach.breach_known_at.or(breach.breached_at).unwrap_or(breach.recorded_at).max(breach.recorded_at);
    let day = contract.day(breach.breached_at.unwrap_or(breach.recorded_at));
    let (scheme, _) = scheme_of_day(coverage, contract, day)?;
    let terms = coverage.terms.get(&policy).ok_or_else(|| missing("the policy version"))?;
    Known::under(terms, at, scheme)
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
pub fn appeal_by(
    op: &Op,
    (clock, revisions): (&sla_clock::Model, &[sla_verdict::Model]),
    policy: PolicyVersionId,
) -> Option<Instant> {
    let breach = breach_of(revisions).filter(|breach| breach.cause != DECIDED)?;
    let coverage = op.coverage();
    let known = known((&coverage, coverage.contracts.get(&clock.contract_id)?), policy, breach).ok()?;
    known.appeal_until(&coverage).ok().map(|deadline| deadline.at)
}

/// Whether the actor may appeal the breach in which a clock stands; `disputes` are those about its ticket.
pub fn may_appeal(
    op: &Op,
    (clock, revisions): (&sla_clock::Model, &[sla_verdict::Model]),
    disputes: &[DisputeView],
    policy: PolicyVersionId,
) -> bool {
    let open = |breach: &sla_verdict::Model| {
        let disputed = disputes.iter().any(|dispute| dispute.subject_id == breach.id.0);
        let known = |coverage: &Coverage, contract: &Contract| known((coverage, contract), policy, breach);
        breach.cause != DECIDED && !disputed && in_time(op, clock.contract_id, known)
    };
    breach_of(revisions).is_some_and(open)
}

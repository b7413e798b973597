//! What either side, and whoever stands over them, does with a dispute.

use domain::access::Action;
use domain::dispute::{
    Dispute, DisputeRefusal, DisputeState, DisputeStep, DisputeSubject, Matter, Ruling, RulingMistake, Standing, needs,
};
use domain::ids::DisputeId;
use storage::query::dispute as query;

use super::DisputeView;
use super::appeal_score::disputed_score;
use super::record::{Words, commit, stored, take};
use super::who::actors_part;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::scorecard::fraction;
use crate::setup::contract::held::Held;
use crate::{Error, Op, Result};

/// What is said with a step.
#[derive(Clone, Debug)]
pub struct Said {
    pub dispute: DisputeId,
    pub reason: Option<String>,
    pub evidence: Option<String>,
    /// The version that the caller saw.
    pub expected_version: Option<i64>,
}

/// A decision and why.
#[derive(Clone, Debug)]
pub struct Decision {
    pub said: Said,
    pub ruling: Ruling,
}

/// Takes a dispute back, before the agency has decided; what was found stays. Needs `dispute.appeal` at the vendor.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN, CONFLICT, and the domain's refusals.
pub async fn withdraw_dispute(op: &Op, said: &Said) -> Result<DisputeView> {
    by_vendor(op, said, DisputeStep::Withdraw, false).await
}

/// Accepts what the agency decided: it holds from now on. Needs `dispute.appeal` at the vendor.
///
/// # Errors
/// As [`withdraw_dispute`].
pub async fn accept_decision(op: &Op, said: &Said) -> Result<DisputeView> {
    by_vendor(op, said, DisputeStep::Accept, false).await
}

/// Goes further, to whoever stands over the agency. Needs `dispute.appeal` at the vendor.
///
/// # Errors
/// As [`withdraw_dispute`]; `REQUIRED` for the reason.
pub async fn escalate_dispute(op: &Op, said: &Said) -> Result<DisputeView> {
    by_vendor(op, said, DisputeStep::Escalate, true).await
}

async fn by_vendor(op: &Op, said: &Said, step: DisputeStep, with_reason: bool) -> Result<DisputeView> {
    op.require(Action::DisputeAppeal)?;
    let (held, row, before) = hold(op, said).await?;
    check(&held, &row, (step, said.expected_version))?;
    let words = words(said, with_reason)?;
    let row = take(&held, (row, before), (step, None, words)).await?;
    commit(held).await?;
    Ok(row)
}

/// Decides a dispute: for the agency while it is its turn, and for good afterwards. The first needs `dispute.decide` at
/// the buyer or over it, the other `dispute.decide_finally` over the buyer, or as an assessor.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN, CONFLICT; `OWN_SIDE`, `SAME_PERSON`, `OWN_FINDING`, `TOO_LATE`, `WRONG_STATE`; `REQUIRED` for the reason; what
/// is wrong with the decision.
pub async fn decide_dispute(op: &Op, decision: &Decision) -> Result<DisputeView> {
    if !op.actor().may(Action::DisputeDecideFinally) {
        op.require(Action::DisputeDecide)?;
    }
    let (held, row, before) = hold(op, &decision.said).await?;
    let step = if row.state == DisputeState::Escalated { DisputeStep::DecideFinally } else { DisputeStep::Decide };
    check(&held, &row, (step, decision.said.expected_version))?;
    let mut mistakes = Mistakes::default();
    let words = match words(&decision.said, true) {
        Ok(words) => words,
        Err(Error::Invalid(violations)) => {
            mistakes.extend(violations);
            Words::default()
        }
        Err(error) => return Err(error),
    };
    let ruling = decision.ruling.clone().tidied();
    mistakes.extend(wrong(&held, &row, &ruling).await?.into_iter().map(Into::into));
    mistakes.refuse()?;
    let row = take(&held, (row, before), (step, Some(ruling), words)).await?;
    commit(held).await?;
    Ok(row)
}

/// Everything that is wrong with a decision about what is disputed.
async fn wrong(held: &Held, row: &DisputeView, ruling: &Ruling) -> Result<Vec<RulingMistake>> {
    let found = match row.subject {
        DisputeSubject::Verdict => {
            let clock = match row.clock_id {
                Some(id) => query::clock(&held.transaction, id).await?,
                None => None,
            };
            let measured = clock.map(|clock| (clock.metric, clock.started_at, clock.stopped_at));
            ruling.mistakes(Matter::Breach(measured), held.now())
        }
        DisputeSubject::LedgerEntry => ruling.mistakes(Matter::Deduction, held.now()),
        DisputeSubject::ManualScore => {
            let given = fraction(&disputed_score(held, row).await?.rate)?;
            ruling.mistakes(Matter::Score(&given), held.now())
        }
    };
    Ok(found)
}

/// Holds a dispute with its contract: what becomes of both follows one after the other.
async fn hold(op: &Op, said: &Said) -> Result<(Held, DisputeView, Dispute)> {
    let missing = || Error::NotFound("dispute");
    let found = query::find(op.app().store.read(), &op.read_scope(Action::DisputeView), said.dispute).await?;
    let held = Held::begin(op, found.ok_or_else(missing)?.contract_id).await?;
    let row = query::hold(&held.transaction, &held.read_scope(Action::DisputeView), said.dispute).await?;
    let row = row.ok_or_else(missing)?;
    let steps = query::steps(&held.transaction, &[row.id]).await?;
    let before = stored(&row, &steps)?;
    Ok((held, row, before))
}

/// Whether it is the actor's step, and then whether they saw the dispute as it is: who may not take it learns nothing of
/// what was done.
fn check(op: &Op, row: &DisputeView, (step, expected): (DisputeStep, Option<i64>)) -> Result<()> {
    match actors_part(op, row).standing(step) {
        Standing::Theirs if expected.is_some_and(|seen| seen != row.version) => Err(Error::Conflict),
        Standing::Theirs => Ok(()),
        Standing::OwnSide => Err(DisputeRefusal::OwnSide.into()),
        Standing::Another => Err(needs(step).map_or(Error::NotFound("dispute"), Error::Forbidden)),
    }
}

fn words(said: &Said, with_reason: bool) -> Result<Words> {
    let mut mistakes = Mistakes::default();
    let reason = match with_reason {
        true => mistakes.text("reason", said.reason.as_deref().unwrap_or_default(), REASON_MAX),
        false => mistakes.optional("reason", said.reason.as_deref(), REASON_MAX).unwrap_or_default(),
    };
    let evidence = mistakes.optional("evidence", said.evidence.as_deref(), REASON_MAX).unwrap_or_default();
    mistakes.refuse()?;
    Ok(Words { reason, evidence })
}

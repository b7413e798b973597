//! The agency's contract manager decides on an exclusion, once; nobody on their own.

use domain::access::Action;
use domain::exclusion::{ExclusionStep, next};
use domain::ids::ExclusionId;
use storage::query::exclusion::hold;
use storage::query::setup::{insert, update};

use super::read::sight;
use super::{ExclusionView, detail, message};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Error, Op, Result};

/// What the contract manager says of an exclusion.
#[derive(Clone, Debug)]
pub struct ExclusionDecision {
    pub exclusion: ExclusionId,
    /// Whether it shall hold.
    pub approved: bool,
    /// Required when it is rejected.
    pub reason: Option<String>,
}

/// Approves an exclusion, so that the worker writes it into the tickets, or rejects it. Needs `exclusion.decide` at its
/// agency or over it.
///
/// # Errors
/// `OWN_PROPOSAL` for whoever proposed it; `WRONG_STATE` when it was decided before; `REQUIRED` for the reason of a
/// rejection.
pub async fn decide_exclusion(op: &Op, decision: &ExclusionDecision) -> Result<ExclusionView> {
    op.require(Action::ExclusionDecide)?;
    let transaction = op.begin().await?;
    let found = hold(&transaction, &sight(op), decision.exclusion).await?;
    let mut row = found.ok_or(Error::NotFound("exclusion"))?;
    if !op.read_scope(Action::ExclusionDecide).covers(Some(row.agency_id), None) {
        return Err(Error::Forbidden(Action::ExclusionDecide));
    }
    let mut mistakes = Mistakes::default();
    let given = decision.reason.as_deref();
    row.decision_reason = if decision.approved {
        mistakes.optional("reason", given, REASON_MAX)
    } else {
        Some(mistakes.text("reason", given.unwrap_or_default(), REASON_MAX))
    };
    if row.proposed_by.is_some() && row.proposed_by == op.actor().user() {
        let en = "nobody decides on what they proposed themselves";
        mistakes.add("OWN_PROPOSAL", "exclusionId", en, "提请人不得审批自己提请的剔除时段");
    }
    let (step, action, topic) = if decision.approved {
        (ExclusionStep::Approve, "exclusion.approve", "exclusion.approved")
    } else {
        (ExclusionStep::Reject, "exclusion.reject", "exclusion.rejected")
    };
    let after = next(row.state, step);
    if after.is_none() {
        mistakes.add("WRONG_STATE", "exclusionId", "it was decided before", "该剔除时段已审批");
    }
    mistakes.refuse()?;
    row.state = after.unwrap_or(row.state);
    (row.decided_by, row.decided_at) = (op.actor().user(), Some(op.now()));
    update(&transaction, row.clone()).await?;
    insert(&transaction, op.audit(action, ("service_exclusion", row.id.0), detail(&row))).await?;
    insert(&transaction, message(op, topic, &row)).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row)
}

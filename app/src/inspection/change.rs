//! Changing inspection plans: other terms from now on, halted, going on, ended.

use domain::access::Action;
use domain::ids::InspectionPlanId;
use domain::inspection::{PlanState, PlanStep, next};
use storage::Transaction;
use storage::query::auth::grant_version;
use storage::query::inspection as query;
use storage::query::setup::insert;

use super::PlanView;
use super::book::reckon;
use super::plan::{PlanContent, checked, finish, systems_rows, terms_detail, terms_row, writable};
use super::read::reach;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Error, Op, Result, Violation};

/// Other terms for a plan.
#[derive(Clone, Debug)]
pub struct PlanChange {
    pub plan: InspectionPlanId,
    /// As it was read.
    pub version: i64,
    /// What it says from now on, whole.
    pub content: PlanContent,
}

/// A step of a plan's life: SUSPEND, RESUME or END.
#[derive(Clone, Debug)]
pub struct PlanStepAsked {
    pub plan: InspectionPlanId,
    /// As it was read.
    pub version: i64,
    pub step: PlanStep,
    /// Needed for suspending and ending.
    pub reason: Option<String>,
}

/// Lets other terms hold for what falls due from now on; what is booked stays. Needs `inspection.manage` at the agency.
///
/// # Errors
/// As for a new plan; `WRONG_STATE`; CONFLICT.
pub async fn change_plan(op: &Op, asked: &PlanChange) -> Result<InspectionPlanId> {
    op.require(Action::InspectionManage)?;
    let transaction = op.begin().await?;
    let mut row = held(op, &transaction, asked.plan, asked.version).await?;
    next(row.state, PlanStep::Change).map_err(|refusal| Error::Invalid(vec![refusal.into()]))?;
    let checked = checked(op, (row.agency_id, row.starts_on), &asked.content).await?;
    row.version += 1;
    row.terms_number += 1;
    (row.title, row.description) = (checked.title.clone(), checked.description.clone());
    let terms = terms_row(op, (row.id, row.terms_number), &asked.content, &checked)?;
    insert(&transaction, terms.clone()).await?;
    query::cover(&transaction, row.id, systems_rows(row.id, &checked)).await?;
    let all = query::terms_of(&transaction, &[row.id]).await?;
    reckon(&mut row, &all, &op.coverage(), op.now())?;
    finish(op, transaction, row, (PlanStep::Change, ""), terms_detail(&terms)).await
}

/// Suspends, resumes or ends a plan. Needs `inspection.manage` at the agency.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE`; CONFLICT.
pub async fn step_plan(op: &Op, asked: &PlanStepAsked) -> Result<InspectionPlanId> {
    op.require(Action::InspectionManage)?;
    let transaction = op.begin().await?;
    let mut row = held(op, &transaction, asked.plan, asked.version).await?;
    let mut mistakes = Mistakes::default();
    let reason = match asked.step {
        PlanStep::Resume => mistakes.optional("reason", asked.reason.as_deref(), REASON_MAX).unwrap_or_default(),
        _ => mistakes.text("reason", asked.reason.as_deref().unwrap_or_default(), REASON_MAX),
    };
    let to = next(row.state, asked.step).map_err(|refusal| mistakes.extend([Violation::from(refusal)])).ok();
    row.state = mistakes.finish(to)?;
    row.version += 1;
    // What has fallen due before is booked yet.
    if row.state == PlanState::Ended && row.next_due_at.is_some_and(|at| at > op.now()) {
        (row.next_due_at, row.next_on, row.next_provisional) = (None, None, false);
    }
    let detail = serde_json::json!({ "state": row.state, "reason": reason });
    finish(op, transaction, row, (asked.step, &reason), detail).await
}

/// The plan in reach, the actor's to write, held, as it was read, with the actor's roles being those of now.
async fn held(op: &Op, transaction: &Transaction, id: InspectionPlanId, version: i64) -> Result<PlanView> {
    if let Some(user) = op.actor().user()
        && grant_version(transaction, user).await? != Some(op.actor().grant_version())
    {
        return Err(Error::Conflict);
    }
    let row = query::hold_plan(transaction, &reach(op), id).await?.ok_or(Error::NotFound("inspection plan"))?;
    writable(op, row.agency_id)?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict) }
}

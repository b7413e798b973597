//! What becomes of a statement: approved or rejected by somebody else, or taken back.

use std::slice::from_ref;

use domain::access::Action;
use domain::ids::StatementId;
use domain::statement::{StatementStep, four_eyes, needs, next, topic};
use storage::query::setup::{insert, update};
use storage::query::statement as query;

use super::current::outdated;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::{Error, Op, Result, StatementStepRow};

/// Agrees with a statement: it holds, and never changes. Needs `statement.approve` at the buyer or over it.
///
/// # Errors
/// `SAME_PERSON` for who prepared it; `OUTDATED` when what is settled of the contract has changed since, the plan has not the
/// milestone any more, or a newer revision of the assessment was made; `WRONG_STATE`; CONFLICT.
pub async fn approve_statement(op: &Op, id: StatementId, version: i64, note: Option<&str>) -> Result<StatementId> {
    let mut mistakes = Mistakes::default();
    let note = mistakes.optional("note", note, REASON_MAX);
    take(op, id, version, StatementStep::Approve, (mistakes, note)).await
}

/// Disagrees with a statement: another may be prepared. Needs `statement.approve` at the buyer or over it.
///
/// # Errors
/// `REQUIRED` for the reason; `SAME_PERSON`; `WRONG_STATE`; CONFLICT.
pub async fn reject_statement(op: &Op, id: StatementId, version: i64, reason: &str) -> Result<StatementId> {
    let mut mistakes = Mistakes::default();
    let note = Some(mistakes.text("reason", reason, REASON_MAX));
    take(op, id, version, StatementStep::Reject, (mistakes, note)).await
}

/// Takes a statement back before it is approved. Needs `statement.prepare` at the buyer or over it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE`; CONFLICT.
pub async fn withdraw_statement(op: &Op, id: StatementId, version: i64, reason: &str) -> Result<StatementId> {
    let mut mistakes = Mistakes::default();
    let note = Some(mistakes.text("reason", reason, REASON_MAX));
    take(op, id, version, StatementStep::Withdraw, (mistakes, note)).await
}

async fn take(
    op: &Op,
    id: StatementId,
    version: i64,
    step: StatementStep,
    (mut mistakes, note): (Mistakes, Option<String>),
) -> Result<StatementId> {
    op.require(needs(step))?;
    let scope = op.read_scope(Action::StatementView);
    let seen = query::find(op.app().store.read(), &scope, id).await?.ok_or(Error::NotFound("statement"))?;
    if !op.read_scope(needs(step)).covers(Some(seen.agency_id), None) {
        return Err(Error::Forbidden(needs(step)));
    }
    let held = Held::begin(op, seen.contract_id).await?;
    let mut row = query::hold(&held.transaction, id).await?.ok_or(Error::NotFound("statement"))?;
    if row.version != version {
        return Err(Error::Conflict);
    }
    let from_state = row.state;
    match next(row.state, step) {
        Ok(to) => row.state = to,
        Err(refusal) => mistakes.extend([refusal.into()]),
    }
    if let Err(refusal) = four_eyes(step, op.actor().user(), row.prepared_by) {
        mistakes.extend([refusal.into()]);
    }
    if step == StatementStep::Approve {
        let outdated = outdated(&held.transaction, &held.coverage(), from_ref(&row)).await?;
        mistakes.extend(outdated.into_values().map(Into::into));
    }
    mistakes.refuse()?;
    row.version += 1;
    let taken = StatementStepRow {
        statement_id: id,
        seq: row.version,
        step,
        from_state,
        to_state: row.state,
        note,
        actor_id: held.actor().user(),
        actor_name: held.actor().name().to_owned(),
        recorded_at: held.now(),
    };
    let detail = serde_json::json!({
        "statementId": id, "state": row.state, "payableFen": row.payable_fen, "dueFen": row.due_fen,
    });
    update(&held.transaction, row).await?;
    insert(&held.transaction, taken).await?;
    held.tell(topic(step), detail.clone()).await?;
    let action = format!("statement.{}", step.as_str().to_ascii_lowercase());
    held.commit(&action, ("statement", id.0), detail).await?;
    Ok(id)
}

//! Handing in that something is mended, and finding that it is.

use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::{OutboxId, RectificationId};
use domain::rectification::{LEAD_DAYS, RectificationStep, may_accept, next};
use storage::Transaction;
use storage::entity::{outbox, rectification_step};
use storage::query::auth::grant_version;
use storage::query::rectification::{hold, steps};
use storage::query::setup::{insert, update};

use super::read::{accepters, reach, side, today};
use crate::change::{Watched, stale};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Error, Op, RectificationRow, Result};

/// Says that something is mended.
#[derive(Clone, Debug)]
pub struct Submission {
    pub rectification: RectificationId,
    /// As it was read.
    pub version: i64,
    /// What was done, and where it can be seen.
    pub evidence: String,
}

/// Finds it mended, or not.
#[derive(Clone, Debug)]
pub struct Decision {
    pub rectification: RectificationId,
    /// As it was read.
    pub version: i64,
    pub accept: bool,
    /// Needed when it is sent back.
    pub note: Option<String>,
    /// A new deadline when it is sent back; none: the present one, or a week if less is left.
    pub due_on: Option<NaiveDate>,
}

/// Hands in that something is mended. Needs `rectification.submit` on the side that has to mend it.
///
/// # Errors
/// `REQUIRED` for the evidence; `WRONG_STATE`; CONFLICT.
pub async fn submit_rectification(op: &Op, asked: &Submission) -> Result<RectificationId> {
    op.require(Action::RectificationSubmit)?;
    let transaction = op.begin().await?;
    let row = held(op, &transaction, asked.rectification).await?;
    if side(op, &row).is_none() {
        return Err(Error::Forbidden(Action::RectificationSubmit));
    }
    let mut mistakes = Mistakes::default();
    let note = mistakes.text("evidence", &asked.evidence, REASON_MAX);
    let due_on = row.due_on;
    record(op, transaction, row, (RectificationStep::Submit, asked.version), mistakes, (note, due_on)).await
}

/// Accepts what was handed in, or sends it back. Needs `rectification.decide` over the side that had to mend it, or a
/// seat in the review that found it: never for one's own side.
///
/// # Errors
/// `OWN_SIDE`; `REQUIRED` for the reason when it is sent back; `OUTSIDE_PERIOD` for a deadline that is no day to come;
/// `WRONG_STATE`; CONFLICT.
pub async fn decide_rectification(op: &Op, asked: &Decision) -> Result<RectificationId> {
    if !op.actor().may(Action::RectificationDecide) && !op.actor().may(Action::ReviewDecide) {
        return Err(Error::Forbidden(Action::RectificationDecide));
    }
    let transaction = op.begin().await?;
    let row = held(op, &transaction, asked.rectification).await?;
    let accepters = accepters(op, &row);
    if accepters.is_empty() {
        return Err(Error::Forbidden(Action::RectificationDecide));
    }
    let mut mistakes = Mistakes::default();
    let done = steps(&transaction, &reach(op), &[row.id]).await?;
    let handed_in = done.iter().rev().find(|step| step.step == RectificationStep::Submit);
    let own = handed_in.is_some_and(|step| step.actor_id.is_some() && step.actor_id == op.actor().user());
    if own || !accepters.iter().any(|accepter| may_accept(row.party, *accepter)) {
        let en = "whoever had to mend it does not find it mended: it takes somebody above, or a reviewer";
        mistakes.add("OWN_SIDE", "rectificationId", en, "整改责任方不能自行验收，须由上级监督员或评审专家验收");
    }
    let note = match (asked.accept, asked.note.as_deref()) {
        (true, note) => mistakes.optional("note", note, REASON_MAX).unwrap_or_default(),
        (false, note) => mistakes.text("note", note.unwrap_or_default(), REASON_MAX),
    };
    let today = today(op, row.contract_id);
    let due_on = if asked.accept { row.due_on } else { deadline(&mut mistakes, &row, asked.due_on, today) };
    let step = if asked.accept { RectificationStep::Accept } else { RectificationStep::Reopen };
    record(op, transaction, row, (step, asked.version), mistakes, (note, due_on)).await
}

fn deadline(mistakes: &mut Mistakes, row: &RectificationRow, asked: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let week = today + Days::new(LEAD_DAYS.unsigned_abs());
    let due_on = asked.unwrap_or_else(|| row.due_on.max(week));
    if due_on <= today {
        let en = format!("the deadline is a day after today, {today}");
        mistakes.add("OUTSIDE_PERIOD", "dueOn", en, format!("整改期限须在今日（{today}）之后"));
    }
    due_on
}

/// The row in reach, held, with the actor's roles being those of now.
async fn held(op: &Op, transaction: &Transaction, id: RectificationId) -> Result<RectificationRow> {
    if let Some(user) = op.actor().user()
        && grant_version(transaction, user).await? != Some(op.actor().grant_version())
    {
        return Err(Error::Conflict);
    }
    let found = hold(transaction, &reach(op), id).await?;
    found.ok_or(Error::NotFound("rectification"))
}

async fn record(
    op: &Op,
    transaction: Transaction,
    mut row: RectificationRow,
    (step, version): (RectificationStep, i64),
    mut mistakes: Mistakes,
    (note, due_on): (String, NaiveDate),
) -> Result<RectificationId> {
    if row.version != version {
        return Err(stale(op, &transaction, (ObjectKind::Rectification, row.id.0), version).await);
    }
    let watched = Watched::begin(op, &transaction, ObjectKind::Rectification, row.id.0).await?;
    let from_state = row.state;
    match next(from_state, step) {
        Ok(to) => row.state = to,
        Err(refusal) => mistakes.add("WRONG_STATE", "rectificationId", refusal.to_string(), refusal.zh()),
    }
    mistakes.refuse()?;
    row.version += 1;
    row.due_on = due_on;
    let history = rectification_step::Model {
        rectification_id: row.id,
        seq: row.version,
        step,
        from_state,
        to_state: row.state,
        note,
        due_on,
        actor_id: op.actor().user(),
        actor_name: op.actor().name().to_owned(),
        recorded_at: op.now(),
    };
    let verb = step.as_str().to_ascii_lowercase();
    let detail = serde_json::json!({
        "item": row.item, "from": from_state, "to": row.state, "note": history.note, "dueOn": due_on,
    });
    let message = outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: format!("rectification.{}", row.state.as_str().to_ascii_lowercase()),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: serde_json::json!({
            "rectificationId": row.id, "contractId": row.contract_id, "item": row.item, "party": row.party, "dueOn": due_on,
        }),
        created_at: op.now(),
    };
    let id = row.id;
    insert(&transaction, history).await?;
    insert(&transaction, message).await?;
    insert(&transaction, op.audit(&format!("rectification.{verb}"), ("rectification", id.0), detail)).await?;
    update(&transaction, row).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(id)
}

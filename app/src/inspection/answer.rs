//! Recording what was found: many items at once, each answer a row that never changes.

use domain::access::Action;
use domain::file::AttachmentState;
use domain::ids::{AttachmentId, InspectionAnswerId, OutboxId, TicketId};
use domain::inspection::{Answering, Evidence, GivenAnswer, InspectionOutcome, check_answers};
use domain::ticket::{TicketKind, Visibility};
use storage::Transaction;
use storage::entity::{inspection_answer, outbox, ticket};
use storage::query::inspection as query;
use storage::query::setup::{insert, insert_all};

use super::OccurrenceView;
use super::of_ticket::{items_of, ticket_inspections};
use crate::file::ticket_attachments;
use crate::{Error, Op, Result, TicketRow};

/// Answers to items of an inspection's checklist.
#[derive(Clone, Debug)]
pub struct RecordAnswers {
    pub ticket: TicketId,
    pub answers: Vec<GivenAnswer>,
}

/// Records answers; another answer to an item takes the place of the one before, which stays. Needs `inspection.record`
/// at the ticket's vendor.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `WRONG_KIND` for a ticket without a checklist; `WRONG_STATE` once it is solved; what is wrong
/// with the answers, each named by its place.
pub async fn record_answers(op: &Op, asked: &RecordAnswers) -> Result<TicketRow> {
    op.require(Action::InspectionRecord)?;
    let transaction = op.begin().await?;
    let row = answerable(op, &transaction, asked.ticket).await?;
    let (occurrence, items) = held(&transaction, asked.ticket).await?;
    // Whoever solved it, or handed it over, held the inspection until a moment ago.
    let row = answerable(op, &transaction, row.id).await?;
    let files = ticket_attachments(op, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    // What one side alone may read shows the other nothing.
    let shows = |file: &&crate::file::AttachmentView| {
        file.state == AttachmentState::Stored && file.visibility == Some(Visibility::Public)
    };
    let stored = files.iter().filter(shows);
    let evidence =
        |file: &crate::file::AttachmentView| Evidence { id: file.id, picture: file.media_type.starts_with("image/") };
    let files: Vec<Evidence> = stored.map(evidence).collect();
    let on = Answering { items: &items, files: &files, state: row.state, raised_at: row.raised_at, now: op.now() };
    let judged = check_answers(&asked.answers, on)?;
    let seqs = query::last_seqs(&transaction, occurrence.id).await?;
    let mut rows = Vec::with_capacity(judged.len());
    for answer in judged {
        rows.push(inspection_answer::Model {
            id: op.id::<InspectionAnswerId>(),
            occurrence_id: occurrence.id,
            seq: seqs.get(&answer.item).copied().unwrap_or_default() + 1,
            item: answer.item,
            outcome: answer.outcome,
            number: answer.number.as_ref().map(decimal),
            words: answer.text,
            note: answer.note,
            evidence: serde_json::to_value(&answer.evidence)?,
            actor_id: op.actor().user(),
            actor_name: op.actor().name().to_owned(),
            occurred_at: answer.occurred_at,
            recorded_at: op.now(),
        });
    }
    let of = |row: &inspection_answer::Model| serde_json::json!({ "item": row.item, "outcome": row.outcome, "seq": row.seq });
    let answers: Vec<_> = rows.iter().map(of).collect();
    let failed = rows.iter().filter(|row| row.outcome == InspectionOutcome::Fail).count();
    let detail = serde_json::json!({ "occurrenceId": occurrence.id, "answers": answers });
    let message = outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: "inspection.answered".to_owned(),
        ticket_id: Some(row.id),
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: serde_json::json!({ "occurrenceId": occurrence.id, "answers": rows.len(), "failed": failed }),
        created_at: op.now(),
    };
    insert_all(&transaction, rows).await?;
    insert(&transaction, op.audit("inspection.answer", ("ticket", row.id.0), detail)).await?;
    insert(&transaction, message).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row.into())
}

/// Whether a file of a ticket shows what was answered in its inspection; of a ticket that is none it does not.
pub(crate) async fn is_evidence(op: &Op, ticket: &ticket::Model, file: AttachmentId) -> Result<bool> {
    if ticket.kind != TicketKind::Inspection {
        return Ok(false);
    }
    let found = ticket_inspections(op, &[ticket.id]).await?.remove(&ticket.id).flatten();
    Ok(found.is_some_and(|of| of.is_evidence(file)))
}

/// Written out in full: a range is given in decimals, and so is what is measured.
fn decimal(number: &domain::fraction::Fraction) -> String {
    let text = number.decimal(12);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// # Errors
/// NOT_FOUND outside the actor's scope; FORBIDDEN to all but the ticket's vendor.
async fn answerable(op: &Op, transaction: &Transaction, id: TicketId) -> Result<ticket::Model> {
    let row = seen(op, transaction, id).await?;
    let own = op.ticket_scope(Action::InspectionRecord).covers(row.agency_id, Some(row.vendor_id));
    if own { Ok(row) } else { Err(Error::Forbidden(Action::InspectionRecord)) }
}

/// # Errors
/// NOT_FOUND outside the actor's scope.
pub(super) async fn seen(op: &Op, transaction: &Transaction, id: TicketId) -> Result<ticket::Model> {
    let row = storage::query::ticket::find(transaction, &op.ticket_scope(Action::TicketView), id).await?;
    row.ok_or(Error::NotFound("ticket"))
}

/// The inspection of a ticket with the items that are pinned on it, held.
///
/// # Errors
/// `WRONG_KIND` for a ticket without a checklist.
pub(super) async fn held(
    transaction: &Transaction,
    ticket: TicketId,
) -> Result<(OccurrenceView, Vec<domain::inspection::InspectionItem>)> {
    pinned(transaction, query::hold_of_ticket(transaction, ticket).await?).await
}

/// An inspection with the items that are pinned on it.
///
/// # Errors
/// `WRONG_KIND` for none, and for one without a checklist.
pub(super) async fn pinned(
    transaction: &Transaction,
    found: Option<OccurrenceView>,
) -> Result<(OccurrenceView, Vec<domain::inspection::InspectionItem>)> {
    if let Some(row) = found
        && let Some(items) = items_of(transaction, &row).await?
    {
        return Ok((row, items));
    }
    let en = "this ticket has no checklist: it is no inspection of a plan, or of one without a checklist";
    Err(Error::invalid("WRONG_KIND", "ticketId", en, "该工单没有巡检表"))
}

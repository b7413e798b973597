//! Files of tickets: who may send, fetch and take back which, with a visibility like a comment's.

use domain::access::Action;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::{AgencyId, AttachmentId, EventId, TicketId, UserId, VendorId};
use domain::ticket::{Command, Fact, Visibility, check_visibility};
use storage::query::setup::insert;
use storage::query::{attachment as query, talk};
use storage::{Transaction, entity};

use super::prepare::{announce, check};
use super::{AttachmentView, NewFile, Prepared, key};
use crate::inspection::is_evidence;
use crate::mistakes::Mistakes;
use crate::ticket::legs::{is_of_own_vendor, reads_inside};
use crate::ticket::rows::event;
use crate::ticket::talk::readable;
use crate::ticket::{Act, act};
use crate::{Error, Op, Result};

/// The most files of one ticket, withdrawn ones and those on their way included.
const MOST: i64 = 100;
/// The most bytes of all of them: 500 MiB.
const MOST_BYTES: i64 = 500 * 1024 * 1024;
/// Somebody else may change the ticket while its file is made whole; so often in a row only when something is wrong.
const ATTEMPTS: usize = 5;

/// A file that is going to be sent to a ticket.
#[derive(Clone, Debug)]
pub struct NewTicketFile {
    pub ticket: TicketId,
    /// Who may read it; that of the comment when it belongs to one.
    pub visibility: Option<Visibility>,
    /// The actor's own comment that it belongs to.
    pub comment: Option<EventId>,
    pub file: NewFile,
}

/// Announces a file of a ticket, or of a comment on it. Needs `ticket.comment`.
///
/// # Errors
/// `LIMIT_FILES`, `LIMIT_TICKET_BYTES` and `LIMIT_FILE_BYTES` with their figures; `MEDIA_TYPE` names the types that are
/// taken; `NOT_YOUR_SIDE` for the other side's visibility; `NOT_FOUND` for a comment that is not the actor's own.
pub async fn prepare_ticket_attachment(op: &Op, new: &NewTicketFile) -> Result<Prepared> {
    let (transaction, user, _) = held(op, Action::TicketComment, new.ticket).await?;
    let mut mistakes = Mistakes::default();
    let visibility = visibility(op, &transaction, new, &mut mistakes).await?;
    let checked = check(&mut mistakes, op.app().files.config(), &new.file);
    check_room(&transaction, new.ticket, &new.file, &mut mistakes).await?;
    let (visibility, checked) = mistakes.finish(visibility.zip(checked))?;
    let announced = announce(op, user, (FileOwner::Ticket, new.ticket.0), checked, new.file.size);
    await_file(op, transaction, announced, |file| {
        (file.visibility, file.comment_id) = (Some(visibility), new.comment);
    })
    .await
}

/// Who may send a file, and the ticket, held until the end of the transaction.
///
/// # Errors
/// NOT_FOUND for what is not seen, FORBIDDEN for what is and is not the actor's to add a file to.
pub(super) async fn held(
    op: &Op,
    action: Action,
    ticket: TicketId,
) -> Result<(Transaction, UserId, entity::ticket::Model)> {
    op.require(action)?;
    let user = op.actor().user().ok_or(Error::Forbidden(action))?;
    let transaction = op.begin().await?;
    let row = talk::hold_ticket(&transaction, &op.ticket_scope(Action::TicketView), ticket).await?;
    let row = row.ok_or(Error::NotFound("ticket"))?;
    if op.ticket_scope(action).covers(row.agency_id, Some(row.vendor_id)) {
        Ok((transaction, user, row))
    } else {
        Err(Error::Forbidden(action))
    }
}

/// Writes a file down as awaited.
pub(super) async fn await_file(
    op: &Op,
    transaction: Transaction,
    (mut file, address, prepared): (AttachmentView, entity::file_address::Model, Prepared),
    of: impl FnOnce(&mut AttachmentView),
) -> Result<Prepared> {
    of(&mut file);
    insert(&transaction, file.clone()).await?;
    insert(&transaction, address).await?;
    let detail = serde_json::json!({
        "owner": file.owner_type, "ownerId": file.owner_id, "name": file.name, "mediaType": file.media_type,
        "size": file.size, "visibility": file.visibility, "pauseId": file.pause_id,
    });
    insert(&transaction, op.audit("attachment.prepare", ("attachment", file.id.0), detail)).await?;
    transaction.commit().await?;
    Ok(Prepared { attachment: file, ..prepared })
}

/// None only together with a mistake.
async fn visibility(
    op: &Op,
    transaction: &Transaction,
    new: &NewTicketFile,
    mistakes: &mut Mistakes,
) -> Result<Option<Visibility>> {
    let of_comment = match new.comment {
        None => None,
        Some(id) => {
            let found = talk::event(transaction, new.ticket, id).await?;
            let own = found.filter(|row| row.actor_id == op.actor().user());
            let fact = own.as_ref().map(event).transpose()?.map(|event| event.fact);
            let Some(Fact::Commented { visibility, .. }) = fact else {
                let en = "this is no comment of yours on this ticket";
                mistakes.add("NOT_FOUND", "commentId", en, "这不是您在本工单上的评论");
                return Ok(None);
            };
            Some(visibility)
        }
    };
    if let (Some(given), Some(of_comment)) = (new.visibility, of_comment)
        && given != of_comment
    {
        let en = format!("the comment that it belongs to is {of_comment}");
        mistakes.add("INVALID", "visibility", en, format!("所属评论的可见范围为 {of_comment}"));
        return Ok(None);
    }
    let Some(visibility) = of_comment.or(new.visibility) else {
        mistakes.add("REQUIRED", "visibility", "say who may read it", "请指定可见范围");
        return Ok(None);
    };
    let refused = check_visibility(visibility, op.side(Action::TicketComment)?).err();
    if let Some(refusal) = refused {
        mistakes.extend([refusal.into()]);
        return Ok(None);
    }
    Ok(Some(visibility))
}

pub(super) async fn check_room(
    transaction: &Transaction,
    ticket: TicketId,
    file: &NewFile,
    mistakes: &mut Mistakes,
) -> Result<()> {
    let (files, bytes) = talk::files_of(transaction, ticket).await?;
    if files >= MOST {
        let en = format!("files: {} exceeds the limit of {MOST}", files + 1);
        mistakes.add("LIMIT_FILES", "name", en, format!("文件第 {} 个，超过上限 {MOST} 个", files + 1));
    }
    let total = bytes.saturating_add(file.size.max(0));
    if total > MOST_BYTES {
        let en = format!("bytes of the ticket's files: {total} exceeds the limit of {MOST_BYTES}");
        let zh = format!("工单文件合计 {total} 字节，超过上限 {MOST_BYTES} 字节");
        mistakes.add("LIMIT_TICKET_BYTES", "size", en, zh);
    }
    Ok(())
}

/// The file's ticket, when the actor sees it and may read what has the file's visibility.
async fn seen(op: &Op, row: &AttachmentView) -> Result<Option<entity::ticket::Model>> {
    let own = reads_inside(op, row.visibility, row.uploaded_by);
    if !own || !row.visibility.is_some_and(|visibility| readable(op).contains(&visibility)) {
        return Ok(None);
    }
    let scope = op.ticket_scope(Action::TicketView);
    Ok(storage::query::ticket::find(op.app().store.read(), &scope, TicketId(row.owner_id)).await?)
}

pub(super) async fn is_seen(op: &Op, row: &AttachmentView) -> Result<bool> {
    Ok(seen(op, row).await?.is_some())
}

/// # Errors
/// NOT_FOUND for what is not seen, FORBIDDEN for what is and is not the actor's to send.
pub(super) async fn require(op: &Op, row: &AttachmentView) -> Result<()> {
    let ticket = seen(op, row).await?.ok_or(Error::NotFound("ticket"))?;
    let action = if row.pause_id.is_some() { Action::TicketAddEvidence } else { Action::TicketComment };
    let writable = op.ticket_scope(action).covers(ticket.agency_id, Some(ticket.vendor_id));
    if writable { Ok(()) } else { Err(Error::Forbidden(action)) }
}

/// The bytes are there: the log says so, and from now on the file is seen.
pub(super) async fn finish(op: &Op, row: AttachmentView, sha256: String) -> Result<AttachmentView> {
    let visibility = row.visibility.ok_or(Error::NotFound("file address"))?;
    let (name, pause) = (row.name.clone(), row.pause_id);
    let command = Command::Attach { attachment: row.id, name, sha256: sha256.clone(), visibility, pause };
    let asked = Act { ticket: TicketId(row.owner_id), command, occurred_at: None, late_reason: None };
    let mut attached = act(op, &asked).await;
    for _ in 1..ATTEMPTS {
        if !matches!(attached, Err(Error::Conflict)) {
            break;
        }
        attached = act(op, &asked).await;
    }
    match attached {
        Ok(_) => {}
        // Whether it was written nobody knows: what was not is cleaned up.
        Err(error @ (Error::Unavailable(_) | Error::Internal(_))) => return Err(error),
        Err(_) => {
            op.app().files.remove(&key(row.id)).await.map_err(Error::Unavailable)?;
            return Err(Error::NotFound("file address"));
        }
    }
    let stored_at = Some(op.now());
    Ok(AttachmentView { sha256: Some(sha256), state: AttachmentState::Stored, stored_at, ..row })
}

/// Withdraws a file of a ticket: it is not handed out any more, and its name and hash stay in the log. Needs
/// `ticket.comment`; another's file of one's own side needs `ticket.moderate` as well.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `REQUIRED` for the reason; `WRONG_STATE` when it was withdrawn before, and for evidence about a
/// pause or of an inspection, which stays: somebody decided, or will, on the strength of it.
pub async fn withdraw_ticket_attachment(op: &Op, id: AttachmentId, reason: &str) -> Result<AttachmentView> {
    op.require(Action::TicketComment)?;
    let missing = || Error::NotFound("attachment");
    let row = talk::ticket_file(op.app().store.read(), id).await?.ok_or_else(missing)?;
    let ticket = seen(op, &row).await?.filter(|_| row.state != AttachmentState::Pending).ok_or_else(missing)?;
    if row.pause_id.is_some() {
        let en = "it is evidence about a pause and stays";
        return Err(Error::invalid("WRONG_STATE", "ticketAttachmentId", en, "挂起的证据不得撤回"));
    }
    if is_evidence(op, &ticket, id).await? {
        let en = "it shows what was answered in an inspection and stays";
        return Err(Error::invalid("WRONG_STATE", "ticketAttachmentId", en, "巡检结果的证据不得撤回"));
    }
    if !may_withdraw(op, &row, ticket.agency_id, ticket.vendor_id) {
        return Err(Error::Forbidden(Action::TicketModerate));
    }
    if row.state != AttachmentState::Stored {
        let en = format!("not possible while the file is {}", row.state);
        return Err(Error::invalid("WRONG_STATE", "ticketAttachmentId", en, "该文件已撤回"));
    }
    let (name, sha256) = (row.name.clone(), row.sha256.clone().unwrap_or_default());
    let visibility = row.visibility.unwrap_or(Visibility::Public);
    let command = Command::WithdrawAttachment { attachment: id, name, sha256, visibility, reason: reason.to_owned() };
    act(op, &Act { ticket: ticket.id, command, occurred_at: None, late_reason: None }).await?;
    query::find(op.app().store.write(), id).await?.ok_or_else(missing)
}

/// Whether a file of a ticket is the actor's to take back: sent by them, or by their side and theirs to moderate. What
/// another vendor sent in its leg is not (E28), nor is evidence about a pause.
pub fn may_withdraw(op: &Op, row: &AttachmentView, agency: AgencyId, vendor: VendorId) -> bool {
    let sent = row.uploaded_by.is_some() && row.uploaded_by == op.actor().user();
    let moderates = op.ticket_scope(Action::TicketModerate).covers(agency, Some(vendor));
    let sender = row.uploaded_by.filter(|user| is_of_own_vendor(op, *user));
    let sender = sender.and_then(|user| op.directory().actor(user, op.now()));
    let same_side = sender.is_some_and(|sender| sender.side() == op.actor().side());
    row.pause_id.is_none() && op.actor().may(Action::TicketComment) && (sent || moderates && same_side)
}

/// The whole files of tickets as far as the actor may read them, withdrawn ones included, by ticket, the oldest first.
pub async fn ticket_attachments(
    op: &Op,
    ids: &[TicketId],
) -> Result<std::collections::HashMap<TicketId, Vec<AttachmentView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let mut rows = talk::attachments_of(op.app().store.read(), &scope, ids, &readable(op)).await?;
    rows.retain(|row| reads_inside(op, row.visibility, row.uploaded_by));
    Ok(crate::ticket::grouped(rows, |row| TicketId(row.owner_id)))
}

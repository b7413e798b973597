//! Evidence of disputes: either side, and whoever decides, adds it while the dispute is open; whoever sees the dispute
//! reads it, and nobody takes it back.

use std::collections::HashMap;

use domain::access::Action;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::DisputeId;
use storage::query::setup::insert;
use storage::query::{attachment as query, dispute as disputes};
use uuid::Uuid;

use super::prepare::{announce, check};
use super::ticket::await_file;
use super::{AttachmentView, NewFile, Prepared, key};
use crate::dispute::DisputeView;
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result};

const ADD: Action = Action::DisputeAddEvidence;
/// The most files of one dispute.
const MOST: u64 = 50;

/// Announces evidence of a dispute. Needs `dispute.add_evidence` at the vendor, or at the buyer or over it.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `WRONG_STATE` once the dispute is over; `LIMIT_FILES` and `LIMIT_FILE_BYTES` with their figures;
/// `MEDIA_TYPE` names the types that are taken.
pub async fn prepare_dispute_attachment(op: &Op, dispute: DisputeId, new: &NewFile) -> Result<Prepared> {
    op.require(ADD)?;
    // Whoever sends the bytes is known by name.
    let user = op.actor().user().ok_or(Error::Forbidden(ADD))?;
    let transaction = op.begin().await?;
    let row = disputes::hold(&transaction, &op.read_scope(Action::DisputeView), dispute).await?;
    let row = row.ok_or(Error::NotFound("dispute"))?;
    if !has_part(op, &row) {
        return Err(Error::Forbidden(ADD));
    }
    let mut mistakes = Mistakes::default();
    let checked = check(&mut mistakes, op.app().files.config(), new);
    if row.state.is_over() {
        let en = format!("not possible while the dispute is {}", row.state);
        mistakes.add("WRONG_STATE", "disputeId", en, "申诉已办结，不再接收材料");
    }
    let there = query::count(&transaction, FileOwner::Dispute, dispute.0).await?;
    if there >= MOST {
        let en = format!("files: {} exceeds the limit of {MOST}", there + 1);
        mistakes.add("LIMIT_FILES", "name", en, format!("文件第 {} 个，超过上限 {MOST} 个", there + 1));
    }
    let checked = mistakes.finish(checked)?;
    let announced = announce(op, user, (FileOwner::Dispute, dispute.0), checked, new.size);
    await_file(op, transaction, announced, |_| {}).await
}

fn has_part(op: &Op, row: &DisputeView) -> bool {
    op.read_scope(ADD).covers(Some(row.agency_id), Some(row.vendor_id))
}

/// Whether the actor may add evidence to a dispute that they see.
pub fn may_attach(op: &Op, row: &DisputeView) -> bool {
    !row.state.is_over() && has_part(op, row)
}

async fn seen(op: &Op, id: Uuid) -> Result<Option<DisputeView>> {
    Ok(disputes::find(op.app().store.read(), &op.read_scope(Action::DisputeView), DisputeId(id)).await?)
}

/// Whether the actor sees what a file hangs on.
pub(super) async fn is_seen(op: &Op, file: &AttachmentView) -> Result<bool> {
    Ok(seen(op, file.owner_id).await?.is_some())
}

/// # Errors
/// NOT_FOUND for what is not seen, FORBIDDEN for what is, and is not the actor's to add to any more.
pub(super) async fn require(op: &Op, file: &AttachmentView) -> Result<()> {
    let row = seen(op, file.owner_id).await?.ok_or(Error::NotFound("dispute"))?;
    if may_attach(op, &row) { Ok(()) } else { Err(Error::Forbidden(ADD)) }
}

/// The bytes are there: from now on the file is seen, if the dispute is still open.
pub(super) async fn finish(op: &Op, file: AttachmentView, sha256: String) -> Result<AttachmentView> {
    let transaction = op.begin().await?;
    let scope = op.read_scope(Action::DisputeView);
    let row = disputes::hold(&transaction, &scope, DisputeId(file.owner_id)).await?;
    let taken = row.is_some_and(|row| may_attach(op, &row));
    if !taken || !query::mark_stored(&transaction, file.id, &sha256, op.now()).await? {
        op.app().files.remove(&key(file.id)).await.map_err(Error::Unavailable)?;
        return Err(Error::NotFound("file address"));
    }
    let detail = serde_json::json!({
        "attachmentId": file.id, "owner": file.owner_type, "ownerId": file.owner_id, "name": file.name,
        "size": file.size, "sha256": sha256,
    });
    insert(&transaction, op.audit("attachment.store", ("attachment", file.id.0), detail)).await?;
    transaction.commit().await?;
    Ok(AttachmentView { sha256: Some(sha256), state: AttachmentState::Stored, stored_at: Some(op.now()), ..file })
}

/// The whole files of disputes that the actor has read, by dispute, the oldest first.
pub async fn dispute_attachments(op: &Op, ids: &[DisputeId]) -> Result<HashMap<DisputeId, Vec<AttachmentView>>> {
    let owners: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = query::of_owners(op.app().store.read(), &owners).await?;
    Ok(crate::ticket::grouped(rows, |row| DisputeId(row.owner_id)))
}

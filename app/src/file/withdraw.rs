//! Taking a contract's file back: it is not handed out any more, and stays in the history with its bytes.

use domain::access::Action;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::AttachmentId;
use storage::query::attachment as query;
use storage::query::setup::update;

use super::AttachmentView;
use super::owner::Owner;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::{Error, Op, Result};

/// Withdraws a file of a contract. Needs `contract.manage` at the buyer or over it. What the vendor handed in for a
/// milestone is evidence and stays.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` when it was withdrawn before, or is not whole.
pub async fn withdraw_attachment(op: &Op, id: AttachmentId, reason: &str) -> Result<AttachmentView> {
    op.require(Action::ContractManage)?;
    let missing = || Error::NotFound("attachment");
    let row = query::find(op.app().store.read(), id).await?;
    let row = row.filter(|row| row.owner_type == FileOwner::Contract).ok_or_else(missing)?;
    let contract = Owner::find(&op.coverage(), row.owner_type, row.owner_id)?.contract().row.id;
    let held = Held::begin(op, contract).await?;
    let allowed = Owner::find(&held.coverage(), row.owner_type, row.owner_id)?.require(&held);
    // To the letter what is said of a file that never was.
    allowed.map_err(|error| if matches!(error, Error::NotFound(_)) { missing() } else { error })?;
    let row = query::find(&held.transaction, id).await?.ok_or_else(missing)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    if row.state != AttachmentState::Stored {
        let en = format!("not possible while the file is {}", row.state);
        mistakes.add("WRONG_STATE", "attachmentId", en, "该文件尚未上传完成或已撤回");
    }
    mistakes.refuse()?;
    let row = AttachmentView {
        state: AttachmentState::Withdrawn,
        withdrawn_at: Some(held.now()),
        withdrawn_by: held.actor().user(),
        withdrawer: Some(held.actor().name().to_owned()),
        withdrawal_reason: Some(reason),
        ..row
    };
    update(&held.transaction, row.clone()).await?;
    let detail = serde_json::json!({ "attachmentId": id, "name": row.name, "reason": row.withdrawal_reason });
    held.tell("contract.attachment_withdrawn", detail.clone()).await?;
    held.commit("attachment.withdraw", ("attachment", id.0), detail).await?;
    Ok(row)
}

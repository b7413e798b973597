//! Announcing a file: what it is, and the address that takes its bytes.

use chrono::TimeDelta;
use domain::Instant;
use domain::access::Action;
use domain::file::{AddressPurpose, AttachmentState, FileOwner, is_file_name, sha256};
use domain::ids::{ContractId, MilestoneId, UserId};
use storage::entity::{attachment, file_address};
use storage::query::attachment::count;
use storage::query::setup::insert;
use uuid::Uuid;

use super::owner::Owner;
use super::{AttachmentView, token};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::contract::held::Held;
use crate::{Error, FilesConfig, Op, Result};

/// The most files that hang on one thing, withdrawn ones included.
const MOST: u64 = 200;

/// A file that is going to be sent.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub name: String,
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// Checked against what comes, when it is given.
    pub sha256: Option<String>,
}

/// A file that is awaited, and where to send it.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub attachment: AttachmentView,
    /// The last part of the address: good once, until it expires.
    pub token: String,
    pub expires_at: Instant,
}

/// Announces a file of a contract. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `LIMIT_FILE_BYTES` and `LIMIT_FILES` with their figures; `MEDIA_TYPE` names the types that are taken; `INVALID` for
/// name, size or hash.
pub async fn prepare_contract_attachment(op: &Op, contract: ContractId, new: &NewFile) -> Result<Prepared> {
    op.require(Action::ContractManage)?;
    prepare(op, (FileOwner::Contract, contract.0), new).await
}

/// Announces a file of what the vendor is going to hand in for a payment milestone. Needs `payment.submit` at the
/// contract's vendor.
///
/// # Errors
/// `WRONG_STATE` while something handed in is being judged, and once it was accepted; as for a contract.
pub async fn prepare_milestone_attachment(op: &Op, milestone: MilestoneId, new: &NewFile) -> Result<Prepared> {
    op.require(Action::PaymentSubmit)?;
    prepare(op, (FileOwner::Milestone, milestone.0), new).await
}

async fn prepare(op: &Op, (kind, id): (FileOwner, Uuid), new: &NewFile) -> Result<Prepared> {
    let contract = Owner::find(&op.coverage(), kind, id)?.contract().row.id;
    let held = Held::begin(op, contract).await?;
    let coverage = held.coverage();
    let owner = Owner::find(&coverage, kind, id)?;
    owner.require(&held)?;
    // Whoever sends the bytes is known by name.
    let user = held.actor().user().ok_or(Error::Forbidden(owner.action()))?;
    let mut mistakes = Mistakes::default();
    let config = held.app().files.config();
    let checked = check(&mut mistakes, config, new);
    if !owner.is_open() {
        let en = "what was handed in stays as it is";
        mistakes.add("WRONG_STATE", "milestoneId", en, "已提交的材料不再变更");
    }
    let there = count(&held.transaction, kind, id).await?;
    if there >= MOST {
        let en = format!("files: {} exceeds the limit of {MOST}", there + 1);
        mistakes.add("LIMIT_FILES", "name", en, format!("文件第 {} 个，超过上限 {MOST} 个", there + 1));
    }
    let checked = mistakes.finish(checked)?;
    let (row, address, prepared) = announce(&held, user, (kind, id), checked, new.size);
    insert(&held.transaction, row.clone()).await?;
    insert(&held.transaction, address).await?;
    let detail = serde_json::json!({
        "owner": kind, "ownerId": id, "name": row.name, "mediaType": row.media_type, "size": row.size,
    });
    held.commit("attachment.prepare", ("attachment", row.id.0), detail).await?;
    Ok(prepared)
}

/// The rows of a file that is announced, and what its sender is told.
pub(super) fn announce(
    op: &Op,
    user: UserId,
    (kind, id): (FileOwner, Uuid),
    Checked { name, media_type, sha256 }: Checked,
    size: i64,
) -> (AttachmentView, file_address::Model, Prepared) {
    let row = attachment::Model {
        id: op.id(),
        owner_type: kind,
        owner_id: id,
        name,
        media_type,
        size,
        sha256,
        state: AttachmentState::Pending,
        uploaded_by: Some(user),
        uploader: op.actor().name().to_owned(),
        created_at: op.now(),
        stored_at: None,
        withdrawn_at: None,
        withdrawn_by: None,
        withdrawer: None,
        withdrawal_reason: None,
        visibility: None,
        comment_id: None,
        pause_id: None,
    };
    let (token, token_hash) = token();
    let expires_at = op.now() + TimeDelta::seconds(op.app().files.config().address_seconds);
    let address = file_address::Model {
        token_hash,
        attachment_id: row.id,
        purpose: AddressPurpose::Upload,
        user_id: user,
        expires_at,
        used_at: None,
    };
    let prepared = Prepared { attachment: row.clone(), token, expires_at };
    (row, address, prepared)
}

/// What was said of a file, in order.
pub(super) struct Checked {
    name: String,
    media_type: String,
    sha256: Option<String>,
}

/// None only together with a mistake.
pub(super) fn check(mistakes: &mut Mistakes, config: &FilesConfig, new: &NewFile) -> Option<Checked> {
    let name = mistakes.text("name", &new.name, NAME_MAX);
    if !is_file_name(&name) {
        let en = "a file's name holds no path and nothing that does not print";
        mistakes.add("INVALID", "name", en, "文件名不得包含路径或不可见字符");
    }
    let media_type = new.media_type.trim().to_ascii_lowercase();
    if !config.media_types.contains(&media_type) {
        let taken = config.media_types.join(", ");
        let zh = format!("不接受此文件类型，可接受：{taken}");
        mistakes.add("MEDIA_TYPE", "mediaType", format!("this type is not taken; taken are {taken}"), zh);
    }
    let limit = config.max_bytes;
    match u64::try_from(new.size) {
        Ok(found) if found > limit => {
            let en = format!("file bytes: {found} exceeds the limit of {limit}");
            mistakes.add("LIMIT_FILE_BYTES", "size", en, format!("文件大小 {found} 字节，超过上限 {limit} 字节"));
        }
        Ok(1..) => {}
        _ => mistakes.add("INVALID", "size", "a file has one byte at least", "文件不能为空"),
    }
    let given = new.sha256.as_deref();
    let sha256 = given.and_then(sha256);
    if given.is_some() && sha256.is_none() {
        let en = "a SHA-256 has 64 hexadecimal digits";
        mistakes.add("INVALID", "sha256", en, "SHA-256 须为 64 位十六进制数");
    }
    Some(Checked { name, media_type, sha256 })
}

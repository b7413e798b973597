//! Taking the bytes of a file: counted, hashed and passed on piece by piece, never whole in memory.

use std::io;
use std::sync::Arc;

use domain::file::{AddressPurpose, AttachmentState, FileOwner, FileRefusal, HEAD, fits};
use futures_util::{Stream, StreamExt, pin_mut};
use sha2::{Digest, Sha256};
use storage::files::Upload;
use storage::query::attachment as query;

use super::owner::Owner;
use super::{AttachmentView, dispute, hash, key, ticket};
use crate::setup::contract::held::Held;
use crate::{App, Error, Op};

/// What the headers say of the bytes.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    pub length: Option<u64>,
    /// Without parameters.
    pub media_type: Option<String>,
}

/// Why bytes were not taken. Nothing of them is seen.
#[derive(Debug)]
pub enum UploadError {
    /// They are not what was announced.
    Refused(FileRefusal),
    /// There is no such address any more, or something failed.
    Failed(Error),
}

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<storage::DbErr> for UploadError {
    fn from(error: storage::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl From<FileRefusal> for UploadError {
    fn from(refusal: FileRefusal) -> Self {
        Self::Refused(refusal)
    }
}

const GONE: Error = Error::NotFound("file address");

/// Takes the bytes that were announced, at the address that was given for them.
///
/// The address is used up by the first byte: what breaks off is announced anew. What the headers give away is refused
/// before, so that it can be sent again in order.
///
/// # Errors
/// NOT_FOUND for an address that is unknown, used or expired, and when whoever got it may not do it any more.
pub async fn upload<B: AsRef<[u8]>>(
    app: &Arc<App>,
    token: &str,
    sent: &Sent,
    body: impl Stream<Item = io::Result<B>>,
) -> Result<AttachmentView, UploadError> {
    let token_hash = hash(token);
    let address = query::address(app.store.read(), &token_hash).await?;
    let address = address.filter(|of| of.purpose == AddressPurpose::Upload && of.used_at.is_none()).ok_or(GONE)?;
    let row = query::find(app.store.read(), address.attachment_id).await?;
    let row = row.filter(|row| row.state == AttachmentState::Pending).ok_or(GONE)?;
    let op = app.op_for(address.user_id).map_err(|_| GONE)?;
    match row.owner_type {
        FileOwner::Ticket => ticket::require(&op, &row).await?,
        FileOwner::Dispute => dispute::require(&op, &row).await?,
        of => Owner::find(&op.coverage(), of, row.owner_id)?.require(&op)?,
    }
    let incoming = Incoming::new(app, &row);
    incoming.check_headers(sent)?;
    if !query::use_address(app.store.write(), &token_hash, op.now()).await? {
        return Err(GONE.into());
    }
    let mut upload = app.files.begin(&key(row.id)).await.map_err(Error::Unavailable)?;
    match incoming.take(&mut upload, body).await {
        Ok(sha256) => {
            upload.finish().await.map_err(Error::Unavailable)?;
            match row.owner_type {
                FileOwner::Ticket => Ok(ticket::finish(&op.renewed(), row, sha256).await?),
                FileOwner::Dispute => Ok(dispute::finish(&op.renewed(), row, sha256).await?),
                _ => finish(&op.renewed(), row, sha256).await,
            }
        }
        Err(error) => {
            if let Err(cause) = upload.abort().await {
                tracing::warn!(%cause, "a broken upload could not be taken back: the clean-up will");
            }
            Err(error)
        }
    }
}

/// What is awaited.
struct Incoming<'a> {
    row: &'a AttachmentView,
    announced: u64,
    limit: u64,
}

impl<'a> Incoming<'a> {
    fn new(app: &App, row: &'a AttachmentView) -> Self {
        let announced = u64::try_from(row.size).unwrap_or(0);
        Self { row, announced, limit: app.files.config().max_bytes }
    }

    fn check_headers(&self, sent: &Sent) -> Result<(), FileRefusal> {
        if let Some(found) = sent.length.filter(|found| *found != self.announced) {
            return Err(self.wrong_length(found));
        }
        match sent.media_type.clone().filter(|found| *found != self.row.media_type) {
            Some(found) => Err(FileRefusal::WrongType { found, announced: self.row.media_type.clone() }),
            None => Ok(()),
        }
    }

    /// Passes the bytes on; answers with their hash.
    async fn take<B: AsRef<[u8]>>(
        &self,
        upload: &mut Upload,
        body: impl Stream<Item = io::Result<B>>,
    ) -> Result<String, UploadError> {
        let (mut found, mut digest, mut head) = (0_u64, Sha256::new(), Vec::with_capacity(HEAD));
        pin_mut!(body);
        while let Some(piece) = body.next().await {
            let announced = self.announced;
            let piece = piece.map_err(|_| FileRefusal::BrokenOff { found, announced })?;
            let piece = piece.as_ref();
            found += piece.len() as u64;
            if found > announced || found > self.limit {
                return Err(self.wrong_length(found).into());
            }
            if head.len() < HEAD {
                head.extend_from_slice(&piece[..piece.len().min(HEAD - head.len())]);
                // What is wrong from the beginning is not taken to the end.
                if head.len() == HEAD {
                    self.check_content(&head)?;
                }
            }
            digest.update(piece);
            upload.write(piece).await.map_err(Error::Unavailable)?;
        }
        if found != self.announced {
            return Err(self.wrong_length(found).into());
        }
        self.check_content(&head)?;
        let found = hex::encode(digest.finalize());
        match self.row.sha256.clone().filter(|announced| *announced != found) {
            Some(announced) => Err(FileRefusal::WrongHash { found, announced }.into()),
            None => Ok(found),
        }
    }

    fn check_content(&self, head: &[u8]) -> Result<(), FileRefusal> {
        let announced = &self.row.media_type;
        if fits(announced, head) { Ok(()) } else { Err(FileRefusal::WrongContent { announced: announced.clone() }) }
    }

    fn wrong_length(&self, found: u64) -> FileRefusal {
        let (announced, limit) = (self.announced, self.limit);
        match found > limit {
            true => FileRefusal::TooLarge { found, limit },
            false => FileRefusal::WrongLength { found, announced },
        }
    }
}

/// The bytes are there: from now on the file is seen.
async fn finish(op: &Op, row: AttachmentView, sha256: String) -> Result<AttachmentView, UploadError> {
    let contract = Owner::find(&op.coverage(), row.owner_type, row.owner_id)?.contract().row.id;
    let held = Held::begin(op, contract).await?;
    let coverage = held.coverage();
    let owner = Owner::find(&coverage, row.owner_type, row.owner_id)?;
    let taken = owner.is_open() && owner.is_writable(&held);
    if !taken || !query::mark_stored(&held.transaction, row.id, &sha256, held.now()).await? {
        op.app().files.remove(&key(row.id)).await.map_err(Error::Unavailable)?;
        return Err(GONE.into());
    }
    let stored_at = held.now();
    let row =
        AttachmentView { sha256: Some(sha256), state: AttachmentState::Stored, stored_at: Some(stored_at), ..row };
    let detail = serde_json::json!({
        "attachmentId": row.id, "owner": row.owner_type, "ownerId": row.owner_id, "name": row.name,
        "size": row.size, "sha256": row.sha256,
    });
    held.tell("contract.attachment_stored", detail.clone()).await?;
    held.commit("attachment.store", ("attachment", row.id.0), detail).await?;
    Ok(row)
}

//! Giving the bytes of a file to somebody who may see what it hangs on.

use std::sync::Arc;

use domain::Instant;
use domain::file::{AddressPurpose, AttachmentState, FileOwner};
use domain::ids::{AttachmentId, UserId};
use futures_util::stream::BoxStream;
use storage::entity::file_address;
use storage::query::attachment as query;

use super::owner::Owner;
use super::{AttachmentView, dispute, hash, key, ticket};
use crate::{App, Error, Result};

/// The bytes in pieces.
pub type Bytes = BoxStream<'static, anyhow::Result<Vec<u8>>>;

/// What an address says, once its signature was checked.
#[derive(Clone, Debug)]
pub struct Fetch {
    pub attachment: AttachmentId,
    /// Whom the address was given to.
    pub user: UserId,
    /// Tells it from every other address.
    pub nonce: String,
    pub expires_at: Instant,
}

/// Fetches a file, once for each address. Needs `contract.view` still; for one of a ticket `ticket.view`, and to be of a
/// side that may read it.
///
/// # Errors
/// NOT_FOUND for an address that was used, for a file that was withdrawn, and when whoever got the address does not see
/// what it hangs on any more.
pub async fn download(app: &Arc<App>, asked: &Fetch) -> Result<(AttachmentView, Bytes)> {
    let gone = Error::NotFound("file address");
    let op = app.op_for(asked.user).map_err(|_| Error::NotFound("file address"))?;
    let row = query::find(app.store.read(), asked.attachment).await?;
    let Some(row) = row.filter(|row| row.state == AttachmentState::Stored) else { return Err(gone) };
    let seen = match row.owner_type {
        FileOwner::Ticket => ticket::is_seen(&op, &row).await?,
        FileOwner::Dispute => dispute::is_seen(&op, &row).await?,
        of => Owner::find(&op.coverage(), of, row.owner_id)?.is_seen(&op),
    };
    if asked.expires_at <= op.now() || !seen {
        return Err(gone);
    }
    let used = file_address::Model {
        token_hash: hash(&asked.nonce),
        attachment_id: row.id,
        purpose: AddressPurpose::Download,
        user_id: asked.user,
        expires_at: asked.expires_at,
        used_at: Some(op.now()),
    };
    if !query::note_used(app.store.write(), used).await? {
        return Err(gone);
    }
    let bytes = app.files.read(&key(row.id)).await.map_err(Error::Unavailable)?;
    Ok((row, bytes))
}

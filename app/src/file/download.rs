//! Giving the bytes of a file to somebody who may see what it hangs on.

use std::sync::Arc;

use domain::file::{AddressPurpose, AttachmentState, FileOwner};
use domain::ids::AttachmentId;
use futures_util::stream::BoxStream;
use storage::query::attachment as query;

use super::owner::Owner;
use super::{AttachmentView, Fetch, dispute, gone, key, ticket};
use crate::{App, Error, Result};

/// The bytes in pieces.
pub type Bytes = BoxStream<'static, anyhow::Result<Vec<u8>>>;

/// Fetches a file, once for each address. Needs `contract.view` still; for one of a ticket `ticket.view`, and to be of a
/// side that may read it.
///
/// # Errors
/// NOT_FOUND for an address that was used, for a file that was withdrawn, and when whoever got the address does not see
/// what it hangs on any more.
pub async fn download(app: &Arc<App>, asked: &Fetch<AttachmentId>) -> Result<(AttachmentView, Bytes)> {
    let op = asked.op(app)?;
    let row = query::find(app.store.read(), asked.of).await?;
    let Some(row) = row.filter(|row| row.state == AttachmentState::Stored) else { return Err(gone()) };
    let seen = match row.owner_type {
        FileOwner::Ticket => ticket::is_seen(&op, &row).await?,
        FileOwner::Dispute => dispute::is_seen(&op, &row).await?,
        of => Owner::find(&op.coverage(), of, row.owner_id)?.is_seen(&op),
    };
    if !seen {
        return Err(gone());
    }
    asked.spend(app, (AddressPurpose::Download, row.id.0), op.now()).await?;
    let bytes = app.files.read(&key(row.id)).await.map_err(Error::Unavailable)?;
    Ok((row, bytes))
}

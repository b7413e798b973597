//! Addresses at which one person fetches one thing, once.

use std::sync::Arc;

use domain::Instant;
use domain::file::AddressPurpose;
use domain::ids::{AttachmentId, UserId};
use storage::entity::file_address;
use storage::query::attachment::{address, note_used};
use uuid::Uuid;

use super::hash;
use crate::{App, Error, Op, Result};

/// What an address says, once its signature was checked.
#[derive(Clone, Debug)]
pub struct Fetch<T> {
    /// What is fetched.
    pub of: T,
    /// Whom the address was given to.
    pub user: UserId,
    /// Tells it from every other address.
    pub nonce: String,
    pub expires_at: Instant,
}

/// Nothing is told of an address that gives nothing.
pub(crate) const fn gone() -> Error {
    Error::NotFound("file address")
}

impl<T> Fetch<T> {
    /// The person whom it was given to, while its time is not over.
    pub(crate) fn op(&self, app: &Arc<App>) -> Result<Op> {
        let op = app.op_for(self.user).map_err(|_| gone())?;
        if self.expires_at <= op.now() { Err(gone()) } else { Ok(op) }
    }

    /// Refuses an address that was used, so that nothing is made for it; that it is not used meanwhile, [`Self::spend`] says.
    pub(crate) async fn check_unused(&self, app: &App) -> Result<()> {
        if address(app.store.read(), &hash(&self.nonce)).await?.is_some() { Err(gone()) } else { Ok(()) }
    }

    /// Uses the address up. Its purpose tells what it names: a file, or something else by that id.
    pub(crate) async fn spend(&self, app: &App, (purpose, id): (AddressPurpose, Uuid), now: Instant) -> Result<()> {
        let used = file_address::Model {
            token_hash: hash(&self.nonce),
            attachment_id: AttachmentId(id),
            purpose,
            user_id: self.user,
            expires_at: self.expires_at,
            used_at: Some(now),
        };
        if note_used(app.store.write(), used).await? { Ok(()) } else { Err(gone()) }
    }
}

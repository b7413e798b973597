//! Fetching a bundle at an address that is good once.

use std::sync::Arc;

use domain::Instant;
use domain::access::Action;
use domain::bundle::seal;
use domain::file::AddressPurpose;
use domain::ids::{AttachmentId, UserId};
use storage::entity::file_address;
use storage::query::attachment::{address, note_used};

use super::{BundleOf, make, pack};
use crate::{App, Error, Result};

/// What an address says, once its signature was checked.
#[derive(Clone, Debug)]
pub struct FetchBundle {
    pub of: BundleOf,
    /// Whom the address was given to.
    pub user: UserId,
    /// Tells it from every other address.
    pub nonce: String,
    pub expires_at: Instant,
}

/// Makes a bundle by what is known now: its name and its bytes. Needs `bundle.view` still, as when it was asked for.
///
/// # Errors
/// NOT_FOUND for an address that was used or is over, and when whoever got it does not see what it is of any more.
pub async fn download_bundle(app: &Arc<App>, asked: &FetchBundle) -> Result<(String, Vec<u8>)> {
    let gone = || Error::NotFound("file address");
    let op = app.op_for(asked.user).map_err(|_| gone())?;
    if asked.expires_at <= op.now() || op.require(Action::BundleView).is_err() {
        return Err(gone());
    }
    let token_hash = crate::file::hash(&asked.nonce);
    // Once it was used nothing is made for it; that it was not used meanwhile is said below.
    if address(app.store.read(), &token_hash).await?.is_some() {
        return Err(gone());
    }
    let made = make(&op, asked.of).await.map_err(|error| match error {
        Error::NotFound(_) | Error::Forbidden(_) | Error::Invalid(_) => gone(),
        other => other,
    })?;
    // The address is told from those of files by its purpose: what it names is no file.
    let used = file_address::Model {
        token_hash,
        attachment_id: AttachmentId(asked.of.id()),
        purpose: AddressPurpose::Bundle,
        user_id: asked.user,
        expires_at: asked.expires_at,
        used_at: Some(op.now()),
    };
    if !note_used(app.store.write(), used).await? {
        return Err(gone());
    }
    let (_, files) = seal(made.files);
    Ok((made.name, pack(&files)?))
}

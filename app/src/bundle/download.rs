//! Fetching a bundle at an address that is good once.

use std::sync::Arc;

use domain::access::Action;
use domain::bundle::seal;
use domain::file::AddressPurpose;

use super::{BundleOf, make, pack};
use crate::file::{Fetch, gone};
use crate::{App, Error, Result};

/// Makes a bundle by what is known now: its name and its bytes. Needs `bundle.view` still, as when it was asked for.
///
/// # Errors
/// NOT_FOUND for an address that was used or is over, and when whoever got it does not see what it is of any more.
pub async fn download_bundle(app: &Arc<App>, asked: &Fetch<BundleOf>) -> Result<(String, Vec<u8>)> {
    let op = asked.op(app)?;
    op.require(Action::BundleView).map_err(|_| gone())?;
    asked.check_unused(app).await?;
    let made = make(&op, asked.of).await.map_err(|error| match error {
        Error::NotFound(_) | Error::Forbidden(_) | Error::Invalid(_) => gone(),
        other => other,
    })?;
    asked.spend(app, (AddressPurpose::Bundle, asked.of.id()), op.now()).await?;
    let (_, files) = seal(made.files);
    Ok((made.name, pack(&files)?))
}

//! Fetching a report's file at an address that is good once.

use std::sync::Arc;

use domain::access::Action;
use domain::file::AddressPurpose;

use super::render::render;
use super::request::{ReportFile, make};
use crate::file::{Fetch, gone};
use crate::{App, Error, Result};

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Makes a file of what the person whom the address was given to sees now. Needs what it needed when it was asked for.
///
/// # Errors
/// NOT_FOUND for an address that was used or is over, and when that person does not see what it is of any more;
/// [`Error::Busy`], and then the address is still good.
pub async fn download_report_file(app: &Arc<App>, asked: &Fetch<ReportFile>) -> Result<MadeFile> {
    let op = asked.op(app)?;
    op.require(Action::ReportView).map_err(|_| gone())?;
    asked.check_unused(app).await?;
    let format = asked.of.format;
    let made = make(&op, &asked.of).await.map_err(|error| match error {
        Error::NotFound(_) | Error::Forbidden(_) => gone(),
        other => other,
    })?;
    let (name, media_type) = (made.file_name(format), made.media_type(format));
    let bytes = render(app, made, format).await?;
    asked.spend(app, (AddressPurpose::Report, asked.of.of.id()), op.now()).await?;
    Ok(MadeFile { name, media_type, bytes })
}

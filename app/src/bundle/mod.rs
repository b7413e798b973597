//! Evidence bundles: made when they are fetched, from what the reader may read, and checked by anybody without the
//! platform.

mod assessment;
mod dispute;
mod download;
mod pack;
mod pages;
mod prepare;
mod verdict;

use domain::bundle::BundleFile;
use domain::ids::{AssessmentId, ClockId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use download::download_bundle;
pub use pack::{UnpackError, pack, unpack};
pub use pages::pages_anew;
pub use prepare::{PreparedBundle, prepare_evidence_bundle};

use crate::export::EvidencePages;
use crate::{Op, Result};

/// What a bundle is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BundleOf {
    /// The verdict of a clock.
    Clock(ClockId),
    /// A revision of an assessment.
    Assessment(AssessmentId),
}

impl BundleOf {
    fn id(self) -> Uuid {
        match self {
            Self::Clock(id) => id.0,
            Self::Assessment(id) => id.0,
        }
    }
}

/// Reads of something that people are changing at the same time.
const ATTEMPTS: usize = 5;

/// The files of a bundle before they are sealed, and what the whole is called.
#[derive(Debug)]
struct Made {
    name: String,
    files: Vec<BundleFile>,
}

/// The same before its pages are laid out.
#[derive(Debug)]
struct Told {
    name: String,
    files: Vec<BundleFile>,
    pages: EvidencePages,
}

/// Everything that is in a bundle but the manifest.
///
/// # Errors
/// As [`verdict::tell`] and [`assessment::tell`]; [`crate::Error::Busy`] while others' pages are being laid out.
async fn make(op: &Op, of: BundleOf) -> Result<Made> {
    let Told { name, mut files, pages } = match of {
        BundleOf::Clock(id) => Box::pin(verdict::tell(op, id)).await?,
        BundleOf::Assessment(id) => Box::pin(assessment::tell(op, id)).await?,
    };
    files.extend(pages.files(op.app()).await?);
    Ok(Made { name, files })
}

/// Somebody's name, if they are known.
fn name_of(op: &Op, user: Option<domain::ids::UserId>) -> Option<String> {
    op.directory().users.get(&user?).map(|user| user.name.clone())
}

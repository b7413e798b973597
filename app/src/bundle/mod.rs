//! Evidence bundles: made when they are fetched, from what the reader may read, and checked by anybody without the
//! platform.

mod assessment;
mod dispute;
mod download;
mod pack;
mod prepare;
mod verdict;

use domain::bundle::BundleFile;
use domain::ids::{AssessmentId, ClockId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use download::{FetchBundle, download_bundle};
pub use pack::{UnpackError, pack, unpack};
pub use prepare::{PreparedBundle, prepare_evidence_bundle};

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

async fn make(op: &Op, of: BundleOf) -> Result<Made> {
    match of {
        BundleOf::Clock(id) => Box::pin(verdict::make(op, id)).await,
        BundleOf::Assessment(id) => Box::pin(assessment::make(op, id)).await,
    }
}

/// Somebody's name, if they are known.
fn name_of(op: &Op, user: Option<domain::ids::UserId>) -> Option<String> {
    op.directory().users.get(&user?).map(|user| user.name.clone())
}

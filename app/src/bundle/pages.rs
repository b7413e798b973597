//! The pages of a bundle that somebody has, laid out again from its other files.

use domain::bundle::{AssessmentContents, BundleFile, VerdictBundle};

use crate::Result;
use crate::export::{EvidencePages, scorecard_pages, verdict_pages};

/// The pages as this release lays them out; none when the files are those of no bundle. Bundles of another release may have
/// others that say the same.
///
/// # Errors
/// Internal, when they cannot be laid out.
pub fn pages_anew(files: &[BundleFile]) -> Result<Vec<BundleFile>> {
    let verdict = VerdictBundle::read(files).map(|bundle| verdict_pages(&bundle));
    let pages = verdict.or_else(|| AssessmentContents::read(files).map(|contents| scorecard_pages(&contents)));
    pages.as_ref().map_or_else(|| Ok(Vec::new()), EvidencePages::lay_out)
}

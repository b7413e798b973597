//! Evidence bundles (证据包): what a verdict or an assessment rests on, as files that anybody recomputes without the
//! platform. Pure: whoever loads the contents and packs the files is elsewhere.

mod assessment;
mod canonical;
mod chain;
mod check;
mod dispute;
mod file;
mod finding;
mod pauses;
mod replayed;
mod scored;
mod subject;
mod verdict;

#[cfg(test)]
mod tests;

pub use assessment::{
    AssessmentContents, AssessmentResult, BookedEntry, GivenScore, RevisedScore, SchemeUsed, Signature, StepTaken,
    assessment_files,
};
pub use canonical::canonical;
pub use chain::{ChainedEvent, LoggedEvent, belongs, chain};
pub use check::check;
pub use dispute::{DisputeStepTaken, DisputeTold};
pub use file::{BundleFile, FORMAT, Listed, MANIFEST, Manifest, seal};
pub use finding::{Finding, FindingKind};
pub use pauses::{PauseEvidence, PauseTold, pauses};
pub use subject::{BundleSubject, Parties};
pub use verdict::{CalendarUsed, Pin, Replayed, TermsUsed, VerdictBundle, VerdictContents, VerdictRecorded};

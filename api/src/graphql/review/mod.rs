//! Compliance reviews, the list of experts, checklists, and what has to be rectified.

mod checklist;
mod compliance_review;
mod draw;
mod expert;
mod gathered;
mod item;
mod query;
mod rectification;
mod seat;
mod terms;

pub use checklist::ReviewChecklist;
pub use compliance_review::ComplianceReview;
pub use expert::Expert;
pub use gathered::{Gathered, ReviewParts};
pub use query::ReviewQuery;
pub use rectification::Rectification;

//! What promises came to: the SLA report and scorecards.

mod pause_report;
mod query;
mod report;
mod report_filter;
mod scorecard;
mod scorecard_filter;
mod term;

pub use pause_report::PauseReportQuery;
pub use query::AppraisalQuery;
pub use report::{SlaCounts, SlaReport};
pub use scorecard::Scorecard;
pub use term::ScorecardTerm;

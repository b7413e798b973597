//! What promises came to: the SLA report and scorecards.

mod ledger_entry;
mod ledger_sheet;
mod manual_score;
mod parts;
mod pause_report;
mod query;
mod report;
mod report_filter;
mod scorecard;
mod scorecard_filter;
mod scoring_mutation;
mod scoring_query;
mod term;

pub use ledger_entry::LedgerEntry;
pub use ledger_sheet::LedgerSheet;
pub use manual_score::ManualScore;
pub use parts::ScorecardParts;
pub use pause_report::PauseReportQuery;
pub use query::AppraisalQuery;
pub use report::{SlaCounts, SlaReport};
pub use scorecard::Scorecard;
pub use scoring_mutation::ScoringMutation;
pub use scoring_query::ScoringQuery;
pub use term::ScorecardTerm;

use chrono::NaiveDate;

use super::cursor::Cursor;
use super::refusal::coded;
use super::request::Language;
use crate::error::ApiError;

/// The day that a cursor of a list by days keeps.
fn date_place(cursor: &Cursor, language: Language) -> Result<NaiveDate, ApiError> {
    let bad = || coded("INVALID_CURSOR", language.choose("this cursor is damaged", "游标无效")).with("field", "after");
    cursor.key.parse().map_err(|_| bad())
}

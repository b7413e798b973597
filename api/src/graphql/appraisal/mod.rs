//! What promises came to: scorecards.

mod ledger_entry;
mod ledger_sheet;
mod manual_score;
mod parts;
mod percentiles;
mod query;
mod scorecard;
mod scorecard_filter;
mod scoring_mutation;
mod scoring_query;
mod term;

pub use ledger_entry::LedgerEntry;
pub use ledger_sheet::LedgerSheet;
pub use manual_score::ManualScore;
pub use parts::ScorecardParts;
pub use percentiles::Percentiles;
pub use query::AppraisalQuery;
pub use scorecard::Scorecard;
pub use scoring_mutation::ScoringMutation;
pub use scoring_query::ScoringQuery;
pub use term::ScorecardTerm;

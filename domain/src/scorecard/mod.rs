//! Scorecards: a scheme applied to the counts of a period, every term explained.

mod card;
mod contradiction;
mod counters;
mod formula;
mod ledger;
mod manual;
mod period;
mod preset;
mod scheme;
mod score;
mod shipped;
mod time_used;

#[cfg(test)]
mod tests;

pub use card::{Basis, Scorecard, Term, TermNote, score};
pub use contradiction::SchemeError;
pub use counters::{Counters, Late, Lateness, Tally};
pub use formula::{Formula, REPEAT_DAYS};
pub use ledger::{LateEvents, Ledger, LedgerEntry, LedgerItem, LedgerLine, LedgerNote, LedgerSheet};
pub use manual::{
    ManualRefusal, ManualScore, ManualScoreState, check_given, check_reviewer, given_in, is_given_score, is_own,
};
pub use period::{Period, PeriodKind, SubjectKind, yyyymm};
pub use preset::{SchemePreset, scheme_presets};
pub use scheme::{Band, Criterion, CriterionGroup, Name, Scheme, Step};
pub use score::{NotAScore, Score};
pub use shipped::shipped_scheme;
pub use time_used::{NotTimeUsed, Percentiles, TimeUsed, time_bucket, time_doublings};

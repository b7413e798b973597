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

#[cfg(test)]
mod tests;

pub use card::{Basis, Scorecard, Term, TermNote, score};
pub use contradiction::SchemeError;
pub use counters::{Counters, Late, Lateness, Tally};
pub use formula::Formula;
pub use ledger::{LateEvents, Ledger, LedgerEntry, LedgerItem, LedgerLine, LedgerNote, LedgerSheet};
pub use manual::{ManualRefusal, ManualScore, ManualScoreState, check_given, check_reviewer, given_in};
pub use period::{Period, PeriodKind, SubjectKind, yyyymm};
pub use preset::{SchemePreset, scheme_presets};
pub use scheme::{Band, Criterion, CriterionGroup, Name, Scheme, Step};
pub use score::{NotAScore, Score};
pub use shipped::shipped_scheme;

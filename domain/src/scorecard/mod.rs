//! Scorecards: a scheme applied to the counts of a period, every term explained.

mod formula;
mod period;
mod scheme;
mod score;
mod shipped;

#[cfg(test)]
mod tests;

pub use formula::{Counters, Formula, Tally};
pub use period::{Period, PeriodKind, SubjectKind, yyyymm};
pub use scheme::{Band, Criterion, CriterionGroup, Name, Scheme, SchemeError};
pub use score::{NotAScore, Score, Scorecard, Term, TermNote, score};
pub use shipped::shipped_scheme;

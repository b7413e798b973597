//! Rankings (排名公示): who stands where among those who can be compared, announced, objected to, published, corrected.

mod assessed;
mod changes;
mod duties;
mod order;
mod refusal;
mod sheet;
mod steps;
mod summary;
mod words;

#[cfg(test)]
mod tests;

pub use assessed::{FrozenPeriod, Part, RankedContract, VendorBasis, weigh};
pub use changes::{RankingChange, changes};
pub use duties::{Duties, duty_candidates};
pub use order::{Candidate, RankedList, RankedRow, Standing, UnratedRow, rank};
pub use refusal::RankingRefusal;
pub use sheet::{AgencyBasis, RankingBasis, RankingRecord, RankingRules, RankingSheet, rank_agencies, rank_vendors};
pub use steps::{
    Awaited, available_steps, check_answer, check_objection, check_publication, four_eyes, needs, next, topic,
};
pub use summary::{AnnualSummary, GradeCount, summarise};
pub use words::{
    Confidence, ConfidenceNote, ObjectionOutcome, RankingKind, RankingMeasure, RankingState, RankingStep, UnratedReason,
};

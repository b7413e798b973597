//! Assessment periods (考核周期): a scorecard that both sides have seen, somebody else has decided, and nobody changes any more.

mod adjust;
mod days;
mod record;
mod refusal;
mod rules;
mod steps;
mod words;

#[cfg(test)]
mod tests;

pub use adjust::{TermChange, adjusted, changes, difference, points};
pub use days::{check_days, ends_of_days, first_working_day};
pub use record::{Adjusted, AssessmentInputs, AssessmentRecord, assess};
pub use refusal::AssessmentRefusal;
pub use rules::{AssessmentRules, AssessmentRulesError, DayKind};
pub use steps::{
    Decider, Hand, available_steps, check_decider, check_signature, four_eyes, needs, next, side_of, topic,
};
pub use words::{AdjustmentCause, AssessmentState, AssessmentStep};

//! Disputes (申诉): a vendor does not agree with a breach, a deduction or a score; the agency decides, then whoever stands
//! over it. What was found first stays visible beside what came of it.

mod deadline;
mod explain;
mod life;
mod refusal;
mod ruling;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub use deadline::{DisputeDays, DisputeDaysError, StepDeadline, calendar_of};
pub use explain::Explained;
pub use life::{Dispute, Standing, Taken, Who};
pub use refusal::DisputeRefusal;
pub use ruling::{INTERVALS_MAX, Matter, Part, Relief, Ruling, RulingMistake};
pub use steps::{Judge, may_judge, needs, next, topic, turn};
pub use words::{DisputeOutcome, DisputeState, DisputeStep, DisputeSubject, DisputeTurn};

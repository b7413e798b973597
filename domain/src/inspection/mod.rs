//! Inspection plans (巡检计划): dates by a recurrence over a calendar, one inspection a date and system, and the
//! checklists that are answered on its ticket. Not to be mixed up with the checklists of compliance reviews, which are in
//! [`crate::review`].

mod answers;
mod checklist;
mod places;
mod plan;
mod recurrence;
mod refusal;
mod standing;
#[cfg(test)]
mod tests;
mod visits;
mod words;

pub use answers::{Answering, Evidence, GivenAnswer, JudgedAnswer, check_answers, takes_answers, unanswered};
pub use checklist::{InspectionItem, check_items};
pub use plan::{PlanInput, available_steps, check_terms, next, state_at};
pub use recurrence::Recurrence;
pub use refusal::{PlanRefusal, SYSTEMS_MAX};
pub use standing::{InspectionTicket, is_over, standing};
pub use visits::{PlanTerms, PlannedVisit, ends_at};
pub use words::{
    InspectionItemKind, InspectionOutcome, OccurrenceCause, OccurrenceState, OffDayRule, Placing, PlanState, PlanStep,
};

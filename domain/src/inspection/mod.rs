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

pub use answers::{ANSWERS_MAX, Answering, Evidence, GivenAnswer, JudgedAnswer, NOTE_MAX, check_answers, unanswered};
pub use checklist::{ITEMS_MAX, InspectionItem, check_items};
pub use plan::{PlanInput, available_steps, check_terms, next, state_at};
pub use recurrence::Recurrence;
pub use refusal::{A_YEAR, PlanRefusal, SYSTEMS_MAX, WINDOW_MAX};
pub use standing::{InspectionTicket, is_over, standing};
pub use visits::{MOVED_MOST, PlanTerms, PlannedVisit, ends_at};
pub use words::{
    InspectionItemKind, InspectionOutcome, OccurrenceCause, OccurrenceState, OffDayRule, Placing, PlanState, PlanStep,
};

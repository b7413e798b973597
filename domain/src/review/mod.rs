//! Compliance reviews: a checklist, reviewers drawn from a list of experts, and a verdict that follows from answers.

mod answers;
mod checklist;
mod checks;
mod draw;
mod evidence;
mod steps;
mod terms;
mod verdict;
mod words;

pub use answers::{AnswerError, Answered, check_answers};
pub use checklist::{Checklist, ChecklistError, ChecklistItem, Text, shipped_checklist};
pub use checks::{Checked, check};
pub use draw::{Candidate, Draw, REVIEWERS_MAX, draw, draw_key, eligible, is_seat_count};
pub use steps::{ReviewRefusal, available_steps, needs, next};
pub use terms::{ReviewedSystem, ReviewedTarget, ReviewedTerms};
pub use verdict::{Found, ItemOutcome, outcome, verdict};
pub use words::{AutomaticCheck, ItemAnswer, ReviewState, ReviewStep, ReviewVerdict, SeatState, Severity};

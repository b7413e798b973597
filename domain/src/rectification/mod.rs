//! Rectifications: findings that somebody has to mend by a day, and somebody else finds mended.

mod deadline;
mod steps;
mod words;

pub use deadline::{LEAD_DAYS, RectificationAlert, alert, is_overdue};
pub use steps::{Accepter, RectificationRefusal, available_steps, may_accept, may_submit, needs, next};
pub use words::{Party, RectificationState, RectificationStep, RectificationSubject};

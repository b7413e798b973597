//! Rectifications: what a finding asks of a party, handed in by that party and accepted by somebody else.

mod alerts;
mod read;
mod steps;

pub use alerts::{RectificationAlertReport, alert_rectifications};
pub use read::{
    RectificationList, RectificationQuery, available_rectification_steps, find_rectification, history, is_overdue,
    of_reviews, rectifications,
};
pub use steps::{Decision, Submission, decide_rectification, submit_rectification};

//! Whom a vendor sends: who is on duty, what its people can do, and a ranking with its reasons.

mod roster;
mod skill;
mod suggest;

#[cfg(test)]
mod tests;

pub use roster::{DutyRole, Gap, SHIFT_HOURS_MAX, Shift, Turn, TurnError, called, clash, gaps, on_duty};
pub use skill::{CertificateStanding, SkillKind, standing};
pub use suggest::{Candidate, Certified, Reason, SUGGESTIONS_MAX, Suggestion, suggest};

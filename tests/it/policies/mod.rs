//! What a policy version says beside its figures: whom it inherits from, when it is stricter, whom it tells, and what it
//! allows.

mod conduct;
pub mod desk;
mod escalations;
mod guard;
mod inherited;
mod severity;
mod silence;

//! Webhooks (Standard Webhooks): which messages an endpoint wants, what an answer means and when a delivery is tried again,
//! and which addresses may be called.

mod address;
mod answer;
mod schedule;
mod secret;
mod topic;
mod words;

pub use address::is_public;
pub use answer::{Answer, Next, Verdict, held_for, next, retry_after, verdict};
pub use schedule::wait_before;
pub use secret::Secret;
pub use topic::{is_topic, wants};
pub use words::{AttemptFailure, DeliveryState, DisabledReason};

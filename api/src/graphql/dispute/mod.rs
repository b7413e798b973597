//! Disputes about breaches, deductions and scores.

mod breach_dispute;
mod days;
mod inputs;
mod parts;
mod query;
mod ruling;
mod step;
mod work;

pub use breach_dispute::BreachDispute;
pub use parts::DisputeParts;
pub use query::DisputeQuery;
pub use ruling::DisputeRuling;
pub use work::DisputeMutation;

//! Statements (结算单): what a frozen period pays, prepared by one person and approved by another.

mod record;
mod steps;
mod words;

#[cfg(test)]
mod tests;

pub use record::{StatementInputs, StatementRecord, state_amounts};
pub use steps::{StatementRefusal, available_steps, four_eyes, needs, next, topic};
pub use words::{StatementState, StatementStep};

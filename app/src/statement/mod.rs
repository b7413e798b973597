//! Statements: what a frozen period pays, prepared by one person and approved by another.

mod current;
mod fee;
mod prepare;
mod read;
mod settled;
mod steps;

pub use prepare::{NewStatement, prepare_statement};
pub use read::{
    StatementList, StatementQuery, available_statement_steps, find_statement, history, outdated, record, statements,
};
pub use steps::{approve_statement, reject_statement, withdraw_statement};

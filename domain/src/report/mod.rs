//! The rules of reports that are no counting.

pub mod forecast;
pub mod schedule;
pub mod time;

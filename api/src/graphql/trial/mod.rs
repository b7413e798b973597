//! Trying out before deciding: back-tests, pilots, and a pilot beside the rest.

mod backtest;
mod comparison;
mod found;
mod pilot;
mod query;

pub use backtest::Backtest;
pub use pilot::Pilot;
pub use query::TrialQuery;

//! Trying out before deciding: back-tests over closed tickets, and pilots at some agencies.

mod backtest;
mod compare;
mod interval;
mod outcome;
mod pay;
mod pilot;

pub use backtest::{BacktestState, BacktestStep, CandidateKind, next as next_backtest, owner_needs};
pub use compare::{ClockPair, Exclusion, Settled, compare};
pub use interval::{Interval, difference, reading, wilson};
pub use outcome::{Outcome, Paid, PairCount};
pub use pay::payment;
pub use pilot::{Pilot, PilotState, PilotStep, available_steps as pilot_steps, next as next_pilot};

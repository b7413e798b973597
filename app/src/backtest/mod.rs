//! Back-tests: a draft policy, calendar or scoring scheme run over closed tickets. Nothing but the result is written.

mod candidate;
mod read;
mod replayed;
mod run;
mod scored;
mod start;

pub use read::{BacktestQuery, BacktestView, CardView, Page, backtests, cards, changes, exclusions, find_backtest};
pub use run::{BacktestReport, run_backtests};
pub use start::{NewBacktest, cancel_backtest, start_backtest};
pub use storage::query::backtest::{CardKey, ChangeKey, ChangeRow, ExclusionRow};

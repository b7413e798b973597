//! Carries out the back-tests that wait.

use app::Op;
use app::backtest::BacktestReport;

pub const NAME: &str = "run_backtests";

pub async fn run(op: Op) -> anyhow::Result<BacktestReport> {
    Ok(app::backtest::run_backtests(&op).await?)
}

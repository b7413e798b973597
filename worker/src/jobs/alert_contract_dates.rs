//! Tells in time that a contract ends, and that notice or a decision on its renewal is due.

use app::Op;
use app::setup::contract::AlertReport;

pub const NAME: &str = "alert_contract_dates";

pub async fn run(op: Op) -> anyhow::Result<AlertReport> {
    Ok(app::setup::contract::alert_contract_dates(&op).await?)
}

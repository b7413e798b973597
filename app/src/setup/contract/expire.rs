//! Contracts run out: the day after their last one, and on the day for which an early end was decided.

use domain::change::ObjectKind;
use domain::contract::{ContractStep, next, run_out};
use domain::ids::ContractId;
use serde::Serialize;

use super::change::{Taken, Told, record};
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result};

/// Contracts that run out in one transaction: most do so on the last day of the year.
const BATCH: usize = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpireReport {
    pub expired: u64,
    /// Ended early, on the day that was decided.
    pub terminated: u64,
}

/// Moves every contract whose time has come to EXPIRED or TERMINATED. Which tickets it binds follows from its days and
/// not from this: a run that comes late changes no ticket. Of any number of workers each contract is moved by one: the
/// write holds the epoch and decides on the newest rows (I6). Clocks that run are not touched (E29).
pub async fn expire_contracts(op: &Op) -> Result<ExpireReport> {
    op.app().refresh().await?;
    let mut report = ExpireReport::default();
    while !over(op).is_empty() {
        let mut write = Write::begin(op, Snapshot::Coverage).await?;
        let mut entries = Vec::new();
        let coverage = write.coverage();
        for (id, step) in over(&write).into_iter().take(BATCH) {
            let Some(contract) = coverage.contracts.get(&id) else { continue };
            let Ok(to) = next(contract.row.state, step) else { continue };
            let today = contract.day(write.now());
            let effective_on = match step {
                ContractStep::Terminate => contract.row.terminates_on,
                _ => contract.covers.last_day().succ_opt(),
            };
            write.watch(ObjectKind::Contract, id.0).await?;
            let told = Told { effective_on, ..Told::default() };
            entries.push(record(&write, contract.row.clone(), Taken { step, to, today, told }).await?);
            match step {
                ContractStep::Terminate => report.terminated += 1,
                _ => report.expired += 1,
            }
        }
        // Another worker was quicker: nothing was written, and nothing is.
        if entries.is_empty() {
            return Ok(report);
        }
        write.commit_all(entries).await?;
        op.app().outbox_filled.notify_one();
    }
    Ok(report)
}

/// The contracts whose time has come, by id.
fn over(op: &Op) -> Vec<(ContractId, ContractStep)> {
    let coverage = op.coverage();
    let contracts = coverage.contracts.values();
    let mut over: Vec<_> = contracts
        .filter_map(|contract| {
            let step = run_out(&contract.covers, contract.day(op.now()))?;
            Some((contract.row.id, step))
        })
        .collect();
    over.sort_unstable_by_key(|(id, _)| *id);
    over
}

//! `gongdan demo`: a believable region with a year of tickets, and beside it the real log that ships with the product.

use std::path::Path;

use anyhow::{Context, Result};
use app::Op;
use app::demo::{Demo, DemoReport, demo};

use crate::import::{Import, Imported};

const LOG: &str = "incident_event_log.csv.gz";
const MAPPING: &str = "mapping.toml";

/// What was loaded; printed, it tells people whom to log in as.
#[derive(Debug)]
pub struct Loaded<'d> {
    report: DemoReport,
    password: &'d str,
    /// None when the real log is not here.
    log: Option<Imported>,
}

/// Loads the demo, and the real log if `examples` holds it. A second time it changes nothing.
///
/// # Errors
/// A moment before the known calendar; a database that holds something else under the demo's names.
pub async fn run<'d>(op: &Op, asked: &'d Demo, examples: &Path, batch_cases: usize) -> Result<Loaded<'d>> {
    let report = demo(op, asked).await.context("demo")?;
    let log = examples.join(LOG);
    let imported = if log.is_file() {
        let mapping = examples.join(MAPPING);
        let import = Import { log: &log, mapping: &mapping, report: None, batch_cases };
        Some(Box::pin(crate::import::run(op, &import)).await?)
    } else {
        None
    };
    app::import::settle(op).await.context("scorecards")?;
    Ok(Loaded { report, password: &asked.password, log: imported })
}

impl std::fmt::Display for Loaded<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let DemoReport { already, agencies, systems, contracts, tickets, open, log_ins } = &self.report;
        if *already {
            writeln!(f, "the demo is here already")?;
        } else {
            writeln!(f, "demo: {tickets} tickets, {open} of them open")?;
        }
        writeln!(f, "{agencies} agencies, {systems} systems, {contracts} contracts")?;
        if let Some(log) = &self.log {
            writeln!(f, "{log}")?;
        }
        writeln!(f, "log-ins, all with the password {}:", self.password)?;
        for log_in in log_ins {
            writeln!(f, "  {:<12}{:<20}{} {}", log_in.login, log_in.role.as_str(), log_in.name, log_in.title)?;
        }
        Ok(())
    }
}

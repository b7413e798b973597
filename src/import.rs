//! `gongdan import`: reads an event log case by case and hands it to the use case in batches.

mod cases;
mod findings;
mod log;
mod mapping;
mod template;
mod translate;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use app::Op;
use app::import::{BatchReport, Case, Remark};
use domain::ids::SystemId;
use indicatif::{ProgressBar, ProgressStyle};

use cases::Cases;
use findings::{Finding, Findings, Reason};
use log::Log;
use mapping::{Mapping, Routes};
use translate::Translator;

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct Import<'i> {
    /// The log: CSV, plain or gzip.
    pub log: &'i Path,
    /// What its columns, states and groups mean.
    pub mapping: &'i Path,
    /// Where every finding goes, as CSV.
    pub report: Option<&'i Path>,
    /// Cases written in one transaction.
    pub batch_cases: usize,
}

/// What an import came to; printed, it is the summary for people.
#[derive(Debug)]
pub struct Imported {
    /// Which log.
    pub source: String,
    /// What it holds.
    pub rows: u64,
    pub cases: u64,
    /// Events written, with new tickets and to those that have grown.
    pub events: u64,
    /// Tickets made, left as they were, and continued.
    pub new: u64,
    pub unchanged: u64,
    pub grown: u64,
    /// Scorecards written because of them.
    pub cards: u64,
    findings: Findings,
    took: Duration,
}

/// Imports a log. What was imported before stays as it is, and a case that has grown gets what is new.
///
/// # Errors
/// A mapping that is wrong, with the key; a log that cannot be read; a set-up that cannot be made.
pub async fn run(op: &Op, import: &Import<'_>) -> Result<Imported> {
    let started = Instant::now();
    let mapping = Mapping::read(import.mapping)?;
    let log = Log::open(import.log)?;
    let translator = Translator::new(&mapping, &log, systems(op, &mapping).await?, op.now())?;
    let mut run = Run {
        op,
        source: mapping.source.clone(),
        batch: Vec::with_capacity(import.batch_cases),
        imported: Imported {
            source: mapping.source.clone(),
            rows: 0,
            cases: 0,
            events: 0,
            new: 0,
            unchanged: 0,
            grown: 0,
            cards: 0,
            findings: Findings::new(import.report)?,
            took: Duration::ZERO,
        },
    };
    let mut cases = Cases::new(&log, translator.case_column())?;
    let bar = progress(cases.rows());
    while let Some(raw) = cases.next(&mut run.imported.findings)? {
        bar.set_position(cases.position());
        run.imported.cases += 1;
        run.batch.extend(translator.translate(&raw, &mut run.imported.findings)?);
        if run.batch.len() >= import.batch_cases {
            run.write().await?;
        }
    }
    run.write().await?;
    bar.finish_and_clear();
    run.imported.rows = cases.rows();
    run.imported.findings.finish()?;
    let scored = app::import::settle(&op.renewed()).await.map_err(told)?;
    run.imported.cards = scored.cards;
    run.imported.took = started.elapsed();
    Ok(run.imported)
}

struct Run<'r> {
    op: &'r Op,
    source: String,
    batch: Vec<Case>,
    imported: Imported,
}

impl Run<'_> {
    async fn write(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let report = app::import::batch(self.op, &self.source, batch).await;
        let BatchReport { new, events, unchanged, grown, contradicting, not_covered, remarks } =
            report.map_err(told)?;
        self.imported.new += new;
        self.imported.events += events;
        self.imported.unchanged += unchanged;
        self.imported.grown += grown;
        let findings = &mut self.imported.findings;
        for case in contradicting {
            findings.add(Finding::of_case(case, Reason::Contradicts))?;
        }
        for case in not_covered {
            findings.add(Finding::of_case(case, Reason::NotCovered))?;
        }
        for (line, case, remark) in remarks {
            let reason = match remark {
                Remark::ClosedUnresolved => Reason::ClosedUnresolved,
                Remark::AfterCancelled => Reason::AfterCancelled,
            };
            findings.add(Finding { line, case, column: String::new(), value: String::new(), reason })?;
        }
        Ok(())
    }
}

/// The systems that cases are routed to, in the order of the mapping; made if the mapping sets them up.
async fn systems(op: &Op, mapping: &Mapping) -> Result<Vec<SystemId>> {
    match &mapping.routes {
        Routes::Generated { setup, count, .. } => app::import::set_up(op, setup, *count).await.map_err(told),
        Routes::Listed { systems, .. } => {
            let directory = op.directory();
            let known = |code: &String| {
                let system = directory.systems.values().find(|system| system.code == *code);
                system.map(|system| system.id).with_context(|| format!("vendors.list: no system {code}"))
            };
            systems.iter().map(known).collect()
        }
    }
}

/// Every mistake with the key it stands at.
fn told(error: app::Error) -> anyhow::Error {
    match error {
        app::Error::Invalid(violations) => {
            let line = |violation: &app::Violation| match violation.field {
                Some(field) => format!("{field}: {}", violation.en),
                None => violation.en.clone(),
            };
            anyhow::anyhow!(violations.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        other => other.into(),
    }
}

/// Drawn on a terminal only.
fn progress(rows: u64) -> ProgressBar {
    let style = "{bar:40} {pos}/{len} rows, {per_sec}, {eta} left";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(rows).with_style(style)
}

impl std::fmt::Display for Imported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { source, rows, cases, events, new, unchanged, grown, cards, findings, took } = self;
        writeln!(f, "{source}: {rows} rows, {cases} cases, {:.1} s", took.as_secs_f64())?;
        writeln!(
            f,
            "tickets: {new} new with {events} events, {grown} grown, {unchanged} unchanged; {cards} scorecards"
        )?;
        write!(f, "{findings}")
    }
}

#[cfg(test)]
mod tests;

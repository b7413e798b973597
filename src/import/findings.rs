//! What is wrong with a log, row by row: counted, shown by example, written out in full.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};

/// So many of each kind are shown.
const EXAMPLES: usize = 3;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    MissingCase,
    WrongNumberOfCells,
    MissingTime,
    UnreadableTime,
    InTheFuture,
    BeforeRaised,
    RaisedTwice,
    MissingState,
    UnknownState,
    UnknownLevel,
    UnknownKind,
    UnknownGroup,
    OutOfOrder,
    MissingRaised,
    ClosedUnresolved,
    AfterCancelled,
    NoUsableRow,
    NotCovered,
    Contradicts,
}

/// What became of the row or case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    RowSkipped,
    RowKept,
    CaseSkipped,
}

impl Effect {
    const fn words(self) -> &'static str {
        match self {
            Self::RowSkipped => "row skipped",
            Self::RowKept => "row kept",
            Self::CaseSkipped => "case skipped",
        }
    }
}

impl Reason {
    /// What is wrong, in words that stay the same, and what became of it.
    pub const fn told(self) -> (&'static str, Effect) {
        use Effect::{CaseSkipped, RowKept, RowSkipped};
        match self {
            Self::MissingCase => ("no case", RowSkipped),
            Self::WrongNumberOfCells => ("wrong number of cells", RowSkipped),
            Self::MissingTime => ("no time", RowSkipped),
            Self::UnreadableTime => ("not a time of the declared format and zone", RowSkipped),
            Self::InTheFuture => ("a time in the future", RowSkipped),
            Self::BeforeRaised => ("earlier than the case was raised", RowSkipped),
            Self::RaisedTwice => ("raised at another time than the case's first row says", RowSkipped),
            Self::MissingState => ("no state", RowSkipped),
            Self::UnknownState => ("a state that the mapping does not know", RowSkipped),
            Self::UnknownLevel => ("a level that the mapping does not know; the one before stays", RowKept),
            Self::UnknownKind => ("a kind that the mapping does not know; the default is taken", RowKept),
            Self::UnknownGroup => ("a group that the mapping does not know; the default vendor is taken", RowKept),
            Self::OutOfOrder => {
                ("earlier than the row before; the order of the file makes the state, time the clocks", RowKept)
            }
            Self::MissingRaised => ("no time of raising; the earliest row's time is taken", RowKept),
            Self::ClosedUnresolved => ("closed without being resolved; resolved at the same time", RowKept),
            Self::AfterCancelled => ("after the case was withdrawn; changes nothing", RowKept),
            Self::NoUsableRow => ("no usable row", CaseSkipped),
            Self::NotCovered => ("no contract in force when it was raised", CaseSkipped),
            Self::Contradicts => ("does not go on from what was imported before", CaseSkipped),
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line in the file; 0 when it concerns the whole case.
    pub line: u64,
    pub case: String,
    pub column: String,
    pub value: String,
    pub reason: Reason,
}

impl Finding {
    /// A finding about a whole case.
    pub fn of_case(case: String, reason: Reason) -> Self {
        Self { line: 0, case, column: String::new(), value: String::new(), reason }
    }
}

/// The findings so far.
#[derive(Debug)]
pub struct Findings {
    found: BTreeMap<Reason, (u64, Vec<Finding>)>,
    report: Option<csv::Writer<File>>,
}

impl Findings {
    /// Writes each finding to `report` as well, if given.
    pub fn new(report: Option<&Path>) -> Result<Self> {
        let open = |path: &Path| {
            let at = || format!("writing {}", path.display());
            let mut writer = csv::Writer::from_path(path).with_context(at)?;
            writer.write_record(["line", "case", "column", "value", "reason", "effect"]).with_context(at)?;
            anyhow::Ok(writer)
        };
        Ok(Self { found: BTreeMap::new(), report: report.map(open).transpose()? })
    }

    /// Takes one finding.
    pub fn add(&mut self, finding: Finding) -> Result<()> {
        if let Some(report) = &mut self.report {
            let Finding { line, case, column, value, reason } = &finding;
            let (words, effect) = reason.told();
            report.write_record([&line.to_string(), case, column, value, words, effect.words()])?;
        }
        let (count, examples) = self.found.entry(finding.reason).or_default();
        *count += 1;
        if examples.len() < EXAMPLES {
            examples.push(finding);
        }
        Ok(())
    }

    /// Ends the report.
    pub fn finish(&mut self) -> Result<()> {
        self.report.as_mut().map_or(Ok(()), csv::Writer::flush).context("writing the report")
    }

    /// How often something was found.
    #[cfg(test)]
    pub fn count(&self, reason: Reason) -> u64 {
        self.found.get(&reason).map_or(0, |found| found.0)
    }

    /// The first ones of a kind.
    #[cfg(test)]
    pub fn examples(&self, reason: Reason) -> &[Finding] {
        self.found.get(&reason).map_or(&[], |found| &found.1)
    }
}

impl std::fmt::Display for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.found.is_empty() {
            return write!(f, "no findings");
        }
        write!(f, "findings:")?;
        for (reason, (count, examples)) in &self.found {
            let (words, effect) = reason.told();
            write!(f, "\n  {count} × {words} ({})", effect.words())?;
            for Finding { line, case, column, value, .. } in examples {
                let value = if value.is_empty() { String::new() } else { format!(" `{value}`") };
                match line {
                    0 => write!(f, "\n      case {case}")?,
                    _ => write!(f, "\n      line {line}, case {case}, {column}{value}")?,
                }
            }
        }
        Ok(())
    }
}

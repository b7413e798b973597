//! The mapping file: what the columns, states and groups of a log mean. Unknown keys are refused.

mod written;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, bail};
use app::import::{Meaning, Setup};
use chrono_tz::Tz;
use domain::ticket::{Impact, Priority, TicketKind, Urgency};

use super::template::Template;
use written::Written;

/// A checked mapping.
#[derive(Debug)]
pub struct Mapping {
    /// Which log this is: a case is known by source and reference.
    pub source: String,
    pub columns: Columns,
    /// Cells that mean "nothing".
    pub missing: Vec<String>,
    pub time: Time,
    pub text: Text,
    pub states: HashMap<String, Meaning>,
    pub impacts: HashMap<String, Impact>,
    pub urgencies: HashMap<String, Urgency>,
    pub priorities: HashMap<String, Priority>,
    pub kinds: HashMap<String, TicketKind>,
    /// For cases that do not say.
    pub kind: TicketKind,
    pub impact: Impact,
    pub urgency: Urgency,
    pub routes: Routes,
}

/// The headings of the columns that are read.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    pub case: String,
    pub state: String,
    pub impact: Option<String>,
    pub urgency: Option<String>,
    pub priority: Option<String>,
    pub kind: Option<String>,
    pub group: Option<String>,
}

/// Where times stand and how they are written.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// When a row was written.
    pub event: String,
    /// When the case was raised; without it, its earliest row says so.
    pub raised: Option<String>,
    /// When it was solved, where a row that says so has its own column for it.
    pub resolved: Option<String>,
    /// When it was closed, likewise.
    pub closed: Option<String>,
    /// As chrono writes it, such as `%d/%m/%Y %H:%M`; with `%z` each time names its own offset.
    pub format: String,
    /// The zone of times without offset.
    pub zone: Tz,
}

/// Texts of the ticket, made from columns.
#[derive(Debug)]
pub struct Text {
    pub title: Template,
    pub description: Template,
    pub cause: Template,
    pub solution: Template,
}

/// Which system, and so which contract and vendor, a case belongs to.
#[derive(Debug)]
pub enum Routes {
    /// Groups are dealt out to `count` vendors by a stable hash.
    Generated { setup: Box<Setup>, count: u32, default: usize },
    /// Groups are named, each with the code of a system that exists.
    Listed { systems: Vec<String>, groups: HashMap<String, usize>, default: usize },
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Every mistake, each with the key it stands at.
    pub fn read(path: &Path) -> Result<Self> {
        let at = || path.display().to_string();
        Self::parse(&std::fs::read_to_string(path).with_context(at)?).with_context(at)
    }

    /// Checks the text of a mapping file.
    pub fn parse(text: &str) -> Result<Self> {
        let written: Written = toml::from_str(text)?;
        let mut mistakes = Vec::new();
        let mapping = written.check(&mut mistakes);
        match mapping {
            Some(mapping) if mistakes.is_empty() => Ok(mapping),
            _ => bail!(mistakes.join("\n")),
        }
    }

    /// The columns that must be in the log, with the keys that name them.
    pub fn needed(&self) -> Vec<(&'static str, &str)> {
        let Columns { case, state, impact, urgency, priority, kind, group } = &self.columns;
        let Time { event, raised, resolved, closed, .. } = &self.time;
        let always = [("columns.case", case), ("columns.state", state), ("time.event", event)];
        let sometimes = [
            ("columns.impact", impact),
            ("columns.urgency", urgency),
            ("columns.priority", priority),
            ("columns.kind", kind),
            ("columns.group", group),
            ("time.raised", raised),
            ("time.resolved", resolved),
            ("time.closed", closed),
        ];
        let Text { title, description, cause, solution } = &self.text;
        let texts = [
            ("text.title", title),
            ("text.description", description),
            ("text.cause", cause),
            ("text.solution", solution),
        ];
        let plain = always.into_iter().map(|(key, column)| (key, column.as_str()));
        let given = sometimes.into_iter().filter_map(|(key, column)| column.as_deref().map(|column| (key, column)));
        let named = texts.into_iter().flat_map(|(key, text)| text.columns().map(move |column| (key, column)));
        plain.chain(given).chain(named).collect()
    }
}

/// Values of a column and what they mean.
type Words<T> = BTreeMap<String, T>;

#[cfg(test)]
mod tests;

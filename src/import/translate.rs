//! From the rows of a case to a mapped case: cells become times, states and levels, or findings.

use std::collections::HashMap;

use anyhow::{Result, bail};
use app::import::{Case, Level, Meaning, Rank, Step};
use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeZone};
use csv::StringRecord;
use domain::Instant;
use domain::ids::SystemId;
use domain::ticket::{BODY_MAX, REASON_MAX, TITLE_MAX, TicketKind};
use sha2::{Digest, Sha256};

use super::cases::RawCase;
use super::findings::{Finding, Findings, Reason};
use super::log::Log;
use super::mapping::{Mapping, Routes};
use super::template::Template;

/// Reads the cells of one log by its mapping.
#[derive(Debug)]
pub struct Translator<'m> {
    mapping: &'m Mapping,
    /// Where each named column stands.
    places: HashMap<&'m str, usize>,
    cells: usize,
    systems: Vec<SystemId>,
    now: Instant,
}

/// A row that can be used.
struct Row<'r> {
    line: u64,
    cells: &'r StringRecord,
    at: Instant,
    meaning: Meaning,
}

impl<'m> Translator<'m> {
    /// Finds the columns in the log's heading; `systems` are those of the routes, in order.
    ///
    /// # Errors
    /// Every column of the mapping that the log does not have.
    pub fn new(mapping: &'m Mapping, log: &Log, systems: Vec<SystemId>, now: Instant) -> Result<Self> {
        let mut places = HashMap::new();
        let mut absent = Vec::new();
        for (key, column) in mapping.needed() {
            match log.columns().iter().position(|heading| heading.trim() == column) {
                Some(place) => drop(places.insert(column, place)),
                None => absent.push(format!("{key}: the log has no column \"{column}\"")),
            }
        }
        if !absent.is_empty() {
            bail!(absent.join("\n"));
        }
        Ok(Self { mapping, places, cells: log.columns().len(), systems, now })
    }

    /// Where the case's name stands.
    pub fn case_column(&self) -> usize {
        self.places.get(self.mapping.columns.case.as_str()).copied().unwrap_or(0)
    }

    /// The case, from its usable rows; none without any.
    pub fn translate(&self, raw: &RawCase, findings: &mut Findings) -> Result<Option<Case>> {
        let found = &mut Found { raw, findings };
        let mut raised = None;
        let mut rows = Vec::with_capacity(raw.rows.len());
        for (line, cells) in &raw.rows {
            if let Some(row) = self.row(*line, cells, &mut raised, found)? {
                rows.push(row);
            }
        }
        for pair in rows.windows(2).filter(|pair| pair[1].at < pair[0].at) {
            found.add(
                pair[1].line,
                &self.mapping.time.event,
                self.cell(pair[1].cells, &self.mapping.time.event),
                Reason::OutOfOrder,
            )?;
        }
        let Some((first, earliest)) = rows.first().zip(rows.iter().map(|row| row.at).min()) else {
            found.findings.add(Finding::of_case(raw.reference.clone(), Reason::NoUsableRow))?;
            return Ok(None);
        };
        let raised_at = match (raised, &self.mapping.time.raised) {
            (Some(raised), _) => raised,
            (None, Some(column)) => {
                found.add(first.line, column, None, Reason::MissingRaised)?;
                earliest
            }
            (None, None) => earliest,
        };
        let kind = self.kind(first, found)?;
        let text = |template: &Template, max| template.fill(|column| self.cell(first.cells, column), max);
        let mapping = self.mapping;
        let mut level = None;
        let mut steps = Vec::with_capacity(rows.len());
        for row in &rows {
            let level = *level.insert(self.level(row, level, found)?);
            let says = |template: &Template| template.fill(|column| self.cell(row.cells, column), REASON_MAX);
            let (cause, solution) = match row.meaning {
                Meaning::Resolved | Meaning::Confirmed => (says(&mapping.text.cause), says(&mapping.text.solution)),
                _ => (String::new(), String::new()),
            };
            steps.push(Step { line: row.line, at: row.at, meaning: row.meaning, level, cause, solution });
        }
        let Some(system) = self.system(&rows, found)? else { bail!("vendors: no system to route to") };
        Ok(Some(Case {
            reference: raw.reference.clone(),
            rows_hash: raw.hash(),
            system,
            kind,
            title: text(&mapping.text.title, TITLE_MAX),
            description: text(&mapping.text.description, BODY_MAX),
            raised_at,
            level: steps[0].level,
            steps,
        }))
    }

    /// A row that says what state the case had when; `raised` is what the case's first such row said.
    fn row<'r>(
        &self,
        line: u64,
        cells: &'r StringRecord,
        raised: &mut Option<Instant>,
        found: &mut Found<'_, '_>,
    ) -> Result<Option<Row<'r>>> {
        if cells.len() != self.cells {
            let count = cells.len().to_string();
            return found.skip(line, "", Some(&count), Reason::WrongNumberOfCells);
        }
        let mapping = self.mapping;
        let state = &mapping.columns.state;
        let Some(word) = self.cell(cells, state) else { return found.skip(line, state, None, Reason::MissingState) };
        let Some(meaning) = mapping.states.get(word).copied() else {
            return found.skip(line, state, Some(word), Reason::UnknownState);
        };
        let own = match meaning {
            Meaning::Resolved => mapping.time.resolved.as_ref(),
            Meaning::Confirmed => mapping.time.closed.as_ref(),
            _ => None,
        };
        let own = own.filter(|column| self.cell(cells, column).is_some());
        let column = own.unwrap_or(&mapping.time.event);
        let Some(at) = self.cell(cells, column) else { return found.skip(line, column, None, Reason::MissingTime) };
        let Some(time) = self.time(at) else { return found.skip(line, column, Some(at), Reason::UnreadableTime) };
        if time > self.now {
            return found.skip(line, column, Some(at), Reason::InTheFuture);
        }
        if let Some(column) = &mapping.time.raised
            && let Some(text) = self.cell(cells, column)
        {
            let Some(said) = self.time(text) else {
                return found.skip(line, column, Some(text), Reason::UnreadableTime);
            };
            if *raised.get_or_insert(said) != said {
                return found.skip(line, column, Some(text), Reason::RaisedTwice);
            }
        }
        if raised.is_some_and(|raised| time < raised) {
            return found.skip(line, &mapping.time.event, Some(at), Reason::BeforeRaised);
        }
        Ok(Some(Row { line, cells, at: time, meaning }))
    }

    /// A cell that says something.
    fn cell<'r>(&self, cells: &'r StringRecord, column: &str) -> Option<&'r str> {
        let cell = cells.get(*self.places.get(column)?)?.trim();
        (!cell.is_empty() && !self.mapping.missing.iter().any(|missing| missing == cell)).then_some(cell)
    }

    /// An hour that a zone has twice is its first; one that it skips is no time.
    fn time(&self, text: &str) -> Option<Instant> {
        let time = &self.mapping.time;
        let at = if let Ok(local) = NaiveDateTime::parse_from_str(text, &time.format) {
            time.zone.from_local_datetime(&local).earliest()?.to_utc()
        } else {
            DateTime::parse_from_str(text, &time.format).ok()?.to_utc()
        };
        Some(at.trunc_subsecs(0))
    }

    fn kind(&self, row: &Row<'_>, found: &mut Found<'_, '_>) -> Result<TicketKind> {
        let mapping = self.mapping;
        let known = self.value((&mapping.columns.kind, &mapping.kinds, Reason::UnknownKind), row, found)?;
        Ok(known.unwrap_or(mapping.kind))
    }

    /// The level of a row; what it does not say stays as before.
    fn level(&self, row: &Row<'_>, before: Option<Level>, found: &mut Found<'_, '_>) -> Result<Level> {
        let mapping = self.mapping;
        let unknown = Reason::UnknownLevel;
        let columns = &mapping.columns;
        let impact = self.value((&columns.impact, &mapping.impacts, unknown), row, found)?;
        let urgency = self.value((&columns.urgency, &mapping.urgencies, unknown), row, found)?;
        let priority = self.value((&columns.priority, &mapping.priorities, unknown), row, found)?;
        let impact = impact.or(before.map(|level| level.impact)).unwrap_or(mapping.impact);
        let urgency = urgency.or(before.map(|level| level.urgency)).unwrap_or(mapping.urgency);
        let by_matrix = Rank::ByMatrix(impact, urgency);
        let rank = match &columns.priority {
            Some(_) => priority.map(Rank::Stated).or(before.map(|level| level.rank)).unwrap_or(by_matrix),
            None => by_matrix,
        };
        Ok(Level { impact, urgency, rank })
    }

    fn value<T: Copy>(
        &self,
        (column, values, unknown): (&Option<String>, &HashMap<String, T>, Reason),
        row: &Row<'_>,
        found: &mut Found<'_, '_>,
    ) -> Result<Option<T>> {
        let Some(column) = column else { return Ok(None) };
        let Some(word) = self.cell(row.cells, column) else { return Ok(None) };
        let value = values.get(word).copied();
        if value.is_none() {
            found.add(row.line, column, Some(word), unknown)?;
        }
        Ok(value)
    }

    /// Whoever had the case last answers for it.
    fn system(&self, rows: &[Row<'_>], found: &mut Found<'_, '_>) -> Result<Option<SystemId>> {
        let column = self.mapping.columns.group.as_deref().unwrap_or_default();
        let last = rows.iter().rev().find_map(|row| self.cell(row.cells, column).map(|group| (row.line, group)));
        let place = match (&self.mapping.routes, last) {
            (Routes::Generated { default, .. } | Routes::Listed { default, .. }, None) => *default,
            (Routes::Generated { count, .. }, Some((_, group))) => deal(group, *count),
            (Routes::Listed { groups, default, .. }, Some((line, group))) => match groups.get(group) {
                Some(place) => *place,
                None => {
                    found.add(line, column, Some(group), Reason::UnknownGroup)?;
                    *default
                }
            },
        };
        Ok(self.systems.get(place).copied())
    }
}

/// The place of a group among `count`, the same on every machine and in every version.
fn deal(group: &str, count: u32) -> usize {
    let hash = Sha256::digest(group.as_bytes());
    let number = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
    (number % count) as usize
}

/// Findings about one case.
struct Found<'f, 'c> {
    raw: &'c RawCase,
    findings: &'f mut Findings,
}

impl Found<'_, '_> {
    fn add(&mut self, line: u64, column: &str, value: Option<&str>, reason: Reason) -> Result<()> {
        let (case, value) = (self.raw.reference.clone(), value.unwrap_or_default().to_owned());
        self.findings.add(Finding { line, case, column: column.to_owned(), value, reason })
    }

    fn skip<T>(&mut self, line: u64, column: &str, value: Option<&str>, reason: Reason) -> Result<Option<T>> {
        self.add(line, column, value, reason)?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests;

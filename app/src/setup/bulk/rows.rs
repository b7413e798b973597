//! One row of a table while it is being judged, and what all rows came to.

use std::collections::HashMap;

use super::columns::Table;
use super::report::{ImportOutcome, ImportReport, ImportRow, RowMistake};
use crate::Violation;
use crate::mistakes::Mistakes;

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    pub table: &'t Table,
    pub line: u32,
    pub cells: &'t [String],
}

impl<'t> Row<'t> {
    /// The text under a field's heading, trimmed; blank without such a column.
    pub(super) fn get(&self, field: &str) -> &'t str {
        let cell = self.table.place(field).and_then(|place| self.cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    /// The text, when there is any.
    pub(super) fn some(&self, field: &str) -> Option<&'t str> {
        Some(self.get(field)).filter(|text| !text.is_empty())
    }
}

/// What the rows of a file came to.
#[derive(Debug)]
pub(super) struct Judged<N> {
    rows: Vec<ImportRow>,
    /// What is to be written, in the order it was judged.
    pub new: Vec<N>,
}

impl<N> Judged<N> {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new(), new: Vec::new() }
    }

    /// Notes a row with its mistakes; without any, `made` is what it makes, or none when that exists.
    pub(super) fn note(&mut self, row: &Row<'_>, (key, name): (&str, &str), mistakes: Mistakes, made: Option<N>) {
        let mut mistakes = mistakes.into_violations();
        if row.cells.iter().skip(row.table.width()).any(|cell| !cell.is_empty()) {
            let en = "a cell stands beyond the last heading";
            mistakes.push(Violation {
                code: "EXTRA_CELL",
                field: None,
                en: en.to_owned(),
                zh: "单元格超出表头范围".to_owned(),
            });
        }
        let outcome = match (mistakes.is_empty(), made) {
            (false, _) => ImportOutcome::Refused,
            (true, None) => ImportOutcome::Unchanged,
            (true, Some(made)) => {
                self.new.push(made);
                ImportOutcome::Create
            }
        };
        let column =
            |violation: &Violation| violation.field.and_then(|field| row.table.heading(field)).map(str::to_owned);
        let mistakes = mistakes.into_iter().map(|violation| RowMistake { column: column(&violation), violation });
        self.rows.push(ImportRow {
            line: row.line,
            key: row.get(key).to_owned(),
            name: row.get(name).to_owned(),
            outcome,
            mistakes: mistakes.collect(),
        });
    }

    /// Whether there is something to write and nothing in its way.
    pub(super) fn is_to_be_written(&self) -> bool {
        !self.new.is_empty() && self.rows.iter().all(|row| row.outcome != ImportOutcome::Refused)
    }

    /// The report of it.
    pub(super) fn report(mut self, dry_run: bool, written: usize) -> ImportReport {
        self.rows.sort_by_key(|row| row.line);
        ImportReport { dry_run, written, rows: self.rows }
    }
}

/// Which keys stood in rows before.
#[derive(Debug, Default)]
pub(super) struct Seen<'t>(HashMap<&'t str, u32>);

impl<'t> Seen<'t> {
    /// Notes a key; one that stood in an earlier row is a mistake.
    pub(super) fn once(&mut self, mistakes: &mut Mistakes, row: &Row<'t>, field: &'static str) {
        let key = row.get(field);
        match self.0.get(key) {
            Some(line) if !key.is_empty() => {
                let en = format!("{key} stands on line {line} already");
                mistakes.add("DUPLICATE", field, en, format!("{key} 已出现在第 {line} 行"));
            }
            _ => drop(self.0.insert(key, row.line)),
        }
    }
}

/// Notes each field in which a row says something else than what exists.
pub(super) fn differs(mistakes: &mut Mistakes, fields: Vec<(&'static str, String, String)>) {
    for (field, exists, given) in fields {
        if exists != given {
            let en = format!("it exists with “{exists}”; an import changes nothing that exists");
            mistakes.add("DIFFERS", field, en, format!("已存在且为“{exists}”；导入不修改已有数据"));
        }
    }
}

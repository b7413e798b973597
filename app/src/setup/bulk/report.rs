//! What became of each row.

use crate::Violation;

/// What became of a row, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It makes something new.
    Create,
    /// It says what exists.
    Unchanged,
    /// It has mistakes.
    Refused,
}

/// A row of the file.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// The line of the file on which it begins; headings stand on the first.
    pub line: u32,
    /// Short code, code or number, as the file has it.
    pub key: String,
    /// As the file has it.
    pub name: String,
    pub outcome: ImportOutcome,
    pub mistakes: Vec<RowMistake>,
}

/// One mistake of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowMistake {
    /// What the file calls the column; none when it concerns the whole row.
    pub column: Option<String>,
    pub violation: Violation,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct ImportReport {
    pub dry_run: bool,
    /// How many things were written: all that are new, or none.
    pub written: usize,
    /// In the order of the file.
    pub rows: Vec<ImportRow>,
}

impl ImportReport {
    /// How many rows came to an outcome.
    pub fn count(&self, outcome: ImportOutcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }
}

//! What became of the rows of a table.

use app::setup::bulk::{self, ROWS_MAX};
use async_graphql::Object;

use crate::graphql::request::Language;
use crate::graphql::words::ImportOutcome;

/// A report in the language of the request.
pub struct ImportReport<'a> {
    pub of: &'a bulk::ImportReport,
    pub language: Language,
}

/// What became of each row of a table, or would.
#[Object(serial)]
impl<'a> ImportReport<'a> {
    /// Whether nothing was to be written.
    async fn dry_run(&self) -> bool {
        self.of.dry_run
    }

    /// How many things were written: everything that is new, or nothing.
    async fn written(&self) -> usize {
        self.of.written
    }

    /// How many rows make something new.
    async fn created(&self) -> usize {
        self.of.count(bulk::ImportOutcome::Create)
    }

    /// How many rows say what exists.
    async fn unchanged(&self) -> usize {
        self.of.count(bulk::ImportOutcome::Unchanged)
    }

    /// How many rows have mistakes.
    async fn refused(&self) -> usize {
        self.of.count(bulk::ImportOutcome::Refused)
    }

    /// The rows, in the order of the file; blank ones are left out.
    #[graphql(complexity = "ROWS_MAX * child_complexity")]
    async fn rows(
        &self,
        #[graphql(desc = "Only those of these outcomes.")] outcomes: Option<Vec<ImportOutcome>>,
    ) -> Vec<ImportRow<'a>> {
        let wanted = |row: &&bulk::ImportRow| outcomes.as_ref().is_none_or(|of| of.contains(&row.outcome.into()));
        self.of.rows.iter().filter(wanted).map(|of| ImportRow { of, language: self.language }).collect()
    }
}

/// A row in the language of the request.
pub struct ImportRow<'a> {
    of: &'a bulk::ImportRow,
    language: Language,
}

/// What became of a row, or would.
#[Object(serial)]
impl<'a> ImportRow<'a> {
    /// The line of the file on which it begins; headings stand on the first.
    async fn line(&self) -> u32 {
        self.of.line
    }

    /// The short code, code or number that the row has.
    async fn key(&self) -> &str {
        &self.of.key
    }

    /// The name that the row has.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// What became of it.
    async fn outcome(&self) -> ImportOutcome {
        self.of.outcome.into()
    }

    /// Every mistake; empty unless it was refused.
    async fn mistakes(&self) -> Vec<ImportMistake<'a>> {
        self.of.mistakes.iter().map(|of| ImportMistake { of, language: self.language }).collect()
    }
}

/// A mistake in the language of the request.
pub struct ImportMistake<'a> {
    of: &'a bulk::RowMistake,
    language: Language,
}

/// A mistake of a row.
#[Object(serial)]
impl ImportMistake<'_> {
    /// What the file calls the column; null when it concerns the whole row.
    async fn column(&self) -> Option<&str> {
        self.of.column.as_deref()
    }

    /// For programs, in capitals: as a single one would be refused by, or DUPLICATE, DIFFERS, PARENT_REFUSED, EXTRA_CELL.
    async fn code(&self) -> &str {
        self.of.violation.code
    }

    /// For people, in the language of the request.
    async fn message(&self) -> &str {
        self.language.choose(&self.of.violation.en, &self.of.violation.zh)
    }
}

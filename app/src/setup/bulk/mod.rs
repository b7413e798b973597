//! Bulk import: agencies, systems and contracts from a table, row by row as if each were created, written all or none.
//!
//! A row that says what exists already is unchanged; one that says something else is a mistake, never an update.

mod agency;
mod columns;
mod contract;
mod file;
mod report;
mod rows;
mod system;
mod values;
mod workbook;

pub use agency::import_agencies;
pub use contract::import_contracts;
pub use report::{ImportOutcome, ImportReport, ImportRow, RowMistake};
pub use system::import_systems;

/// The most rows of a file, the heading not counted.
pub const ROWS_MAX: usize = 2_000;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Values separated by commas, in UTF-8 or GB18030.
    Csv,
    /// The first sheet of an Excel workbook.
    Xlsx,
}

/// A file, and whether it is only looked at.
#[derive(Clone, Debug)]
pub struct ImportAsked {
    pub format: FileFormat,
    /// A CSV file as text; instead of `base64`.
    pub text: Option<String>,
    /// The bytes of either sort of file in base64.
    pub base64: Option<String>,
    /// Whether to report and write nothing.
    pub dry_run: bool,
}

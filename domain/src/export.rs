//! Reports as files: in which formats and languages they are made, and how much of one there may be.

use crate::text_enum;

text_enum! {
    /// What a report is written as.
    pub enum FileFormat {
        /// Comma-separated values in UTF-8; of several tables a zip with one file each.
        Csv = "CSV",
        /// A workbook, one sheet a section.
        Xlsx = "XLSX",
        /// Pages to be read and signed.
        Pdf = "PDF",
    }
}

text_enum! {
    /// In which language the platform's own words stand; what people wrote stays as it is.
    pub enum FileLanguage {
        /// Chinese.
        Zh = "ZH",
        /// English.
        En = "EN",
    }
}

impl FileLanguage {
    /// One of two.
    pub fn choose<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// Tickets that one file tells of at most.
pub const MOST_TICKETS: u64 = 20_000;
/// Cells of one file at most: what a process can hold of two files at once.
pub const MOST_CELLS: usize = 2_000_000;

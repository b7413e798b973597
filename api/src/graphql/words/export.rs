//! The vocabulary of files of reports, mirrored from the domain.

use async_graphql::Enum;

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::export::FileFormat")]
pub enum FileFormat {
    /// Comma-separated values in UTF-8 with its mark; of several tables a zip with one file each.
    Csv,
    /// A workbook, one sheet a section.
    Xlsx,
    /// Pages to be read and signed, with their fonts.
    Pdf,
}

/// In which language the platform's own words stand; what people wrote stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::export::FileLanguage")]
pub enum FileLanguage {
    /// Chinese.
    Zh,
    /// English.
    En,
}

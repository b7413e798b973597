//! A document that was made, and what its file is called.

use domain::export::{FileFormat, FileLanguage};

use super::csv;
use super::document::Document;
use super::filter::ZONE;
use crate::Op;

/// A document and the beginning of its file's name.
pub(super) struct Made {
    pub name: String,
    pub document: Document,
}

impl Made {
    /// What the file is called in a format.
    pub fn file_name(&self, format: FileFormat) -> String {
        file_name(&self.name, self.document.language, extension(format, csv::is_archive(&self.document)))
    }

    /// What the bytes are.
    pub fn media_type(&self, format: FileFormat) -> &'static str {
        match extension(format, csv::is_archive(&self.document)) {
            "zip" => "application/zip",
            "csv" => "text/csv; charset=utf-8",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/pdf",
        }
    }
}

/// The end of a file's name; several tables are an archive as CSV.
pub(super) const fn extension(format: FileFormat, is_archive: bool) -> &'static str {
    match format {
        FileFormat::Csv if is_archive => "zip",
        FileFormat::Csv => "csv",
        FileFormat::Xlsx => "xlsx",
        FileFormat::Pdf => "pdf",
    }
}

/// A file's name, which says its language.
pub(super) fn file_name(begins: &str, language: FileLanguage, extension: &str) -> String {
    format!("{}-{}.{extension}", plain(begins), language.choose("en", "zh"))
}

/// The beginning of a file's name that is of the day on which it is asked for.
pub(super) fn dated(begins: &str, op: &Op) -> String {
    format!("{begins}-{}", op.now().with_timezone(&ZONE).format("%Y%m%d"))
}

/// A part of a file's name without what a file system takes for a folder, or for anything but letters.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|letter| if r#"/\:*?"<>|"#.contains(letter) { '_' } else { letter }).collect()
}

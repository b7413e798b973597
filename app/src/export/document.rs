//! A report before it has a format: facts about it, and sections with a table each.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use domain::Instant;
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::money::Fen;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Everything that a file says. Files of the same document have the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    pub language: FileLanguage,
    pub title: String,
    /// What it is of: label and text, a line each.
    pub facts: Vec<(String, String)>,
    /// The main one first among those with a table.
    pub sections: Vec<Section>,
    /// By when it tells what was known: the date that files bear, whenever they are made.
    pub as_of: Instant,
}

/// A part with one table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    pub heading: String,
    /// How to read it; empty when the heading says all.
    pub note: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// What figures rest on, line by line: for machines and filters, and not in print.
    pub is_detail: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    pub heading: String,
    /// Room for so many Latin letters.
    pub width: u16,
    /// Figures stand to the right.
    pub is_figure: bool,
}

/// A value. Numbers are exact; how they are rounded for a reader is said with them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Cell {
    Empty,
    Text(String),
    Whole(i64),
    /// With so many decimal places, a half going up.
    Decimal(Fraction, u32),
    /// Out of 1; shown in per cent with two places.
    Share(Fraction),
    /// In yuan.
    Money(Fen),
    /// Civil time of the zone that the document names.
    Time(NaiveDateTime),
    /// A length of time in seconds.
    Seconds(i64),
}

impl Document {
    /// What stands at the foot of each page: files of the same content have the same one, in whatever format.
    pub fn sha256(&self) -> String {
        // A struct of plain values always has a JSON text, and its fields keep their order.
        hex::encode(Sha256::digest(serde_json::to_vec(self).unwrap_or_default()))
    }

    /// How many cells its tables have.
    pub fn cells(&self) -> usize {
        self.sections.iter().map(|section| section.rows.len() * section.columns.len()).sum()
    }
}

impl Section {
    /// A section to be read.
    pub fn new(heading: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { heading: heading.into(), note: String::new(), columns, rows, is_detail: false }
    }

    /// The same with a sentence on how to read it.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The same, not in print.
    #[must_use]
    pub fn detail(self) -> Self {
        Self { is_detail: true, ..self }
    }
}

/// A column of words.
pub(super) fn words(heading: &str, width: u16) -> Column {
    Column { heading: heading.to_owned(), width, is_figure: false }
}

/// A column of figures.
pub(super) fn figures(heading: &str, width: u16) -> Column {
    Column { heading: heading.to_owned(), width, is_figure: true }
}

impl Cell {
    /// A text; nothing when there is none.
    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// An instant as the clocks of a zone showed it; nothing when there is none.
    pub(super) fn time(at: impl Into<Option<Instant>>, zone: Tz) -> Self {
        at.into().map_or(Self::Empty, |at| Self::Time(at.with_timezone(&zone).naive_local()))
    }

    /// So many things.
    pub(super) fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A share; nothing when it is of nothing.
    pub(super) fn share(share: Option<Fraction>) -> Self {
        share.map_or(Self::Empty, Self::Share)
    }

    /// What people read, and a CSV holds.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number, places) => number.decimal(*places),
            Self::Share(share) => format!("{}%", percent(share).decimal(2)),
            Self::Money(fen) => fen.to_string(),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Seconds(seconds) => hours(*seconds),
        }
    }
}

/// An instant in a text, as the clocks of a zone showed it.
pub(super) fn civil(at: Instant, zone: Tz) -> String {
    Cell::time(at, zone).shown()
}

fn percent(share: &Fraction) -> Fraction {
    let Fraction(share) = share;
    Fraction(share * num_rational::BigRational::from_integer(100.into()))
}

/// Hours may be more than a day has.
fn hours(seconds: i64) -> String {
    let (sign, size) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    format!("{sign}{}:{:02}:{:02}", size / 3_600, size / 60 % 60, size % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_shown_exactly() {
        let fraction = |part, whole| Fraction::new(part, whole).expect("not by zero");
        let at: Instant = "2026-03-01T16:00:05.9Z".parse().expect("an instant");
        let cells = [
            Cell::Empty,
            Cell::Whole(-3),
            Cell::Decimal(fraction(2, 3), 4),
            Cell::Share(fraction(19, 21)),
            Cell::Money(Fen(-16_650_005)),
            Cell::time(at, chrono_tz::Asia::Shanghai),
            Cell::time(None, chrono_tz::Asia::Shanghai),
            Cell::Seconds(90_061),
            Cell::Seconds(-59),
        ];
        let shown: Vec<String> = cells.iter().map(Cell::shown).collect();
        let expected = ["", "-3", "0.6667", "90.48%", "-166500.05", "2026-03-02 00:00:05", "", "25:01:01", "-0:00:59"];
        assert_eq!(shown, expected);
    }
}

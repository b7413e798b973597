//! Which columns a table has, and by which headings people call them.

use super::file::{FILE, Sheet, read};
use super::rows::Row;
use super::{ImportAsked, ROWS_MAX};
use crate::Result;
use crate::mistakes::Mistakes;

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// As the input of a single one names it; a heading as well.
    pub field: &'static str,
    /// Further headings; the first is what the documents call it.
    pub names: &'static [&'static str],
    /// Whether a file must have it.
    pub needed: bool,
}

/// A file whose headings are understood.
#[derive(Debug)]
pub(super) struct Table {
    sheet: Sheet,
    /// The field and the place of each column that the file has.
    places: Vec<(&'static str, usize)>,
}

impl Table {
    /// Reads a file and understands its headings.
    ///
    /// # Errors
    /// `UNKNOWN_COLUMN`, `DUPLICATE_COLUMN` and `MISSING_COLUMN`, all at once; what is wrong with the file as such.
    pub(super) async fn read(asked: &ImportAsked, columns: &[Column]) -> Result<Self> {
        Self::of(read(asked).await?, columns)
    }

    fn of(sheet: Sheet, columns: &[Column]) -> Result<Self> {
        let mut mistakes = Mistakes::default();
        let mut places: Vec<(&'static str, usize)> = Vec::new();
        for (place, heading) in sheet.headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
            let Some(column) = columns.iter().find(|column| column.is_called(heading)) else {
                let known: Vec<&str> = columns.iter().map(|column| column.names[0]).collect();
                let known = known.join("、");
                let en = format!("no column is called “{heading}”; there are {known}");
                mistakes.add("UNKNOWN_COLUMN", FILE, en, format!("没有名为“{heading}”的列；可用的列：{known}"));
                continue;
            };
            if places.iter().any(|(field, _)| *field == column.field) {
                let en = format!("the column “{heading}” stands there twice");
                mistakes.add("DUPLICATE_COLUMN", FILE, en, format!("列“{heading}”重复"));
            } else {
                places.push((column.field, place));
            }
        }
        for column in columns.iter().filter(|column| column.needed) {
            if !places.iter().any(|(field, _)| *field == column.field) {
                let name = column.names[0];
                let en = format!("the column “{name}” ({}) is missing", column.field);
                mistakes.add("MISSING_COLUMN", FILE, en, format!("缺少列“{name}”"));
            }
        }
        mistakes.refuse()?;
        Ok(Self { sheet, places })
    }

    /// The rows, in the order of the file.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let rows = self.sheet.rows.iter().take(ROWS_MAX);
        rows.map(|(line, cells)| Row { table: self, line: *line, cells }).collect()
    }

    /// Where a field stands; none when the file does not have it.
    pub(super) fn place(&self, field: &str) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == field).map(|(_, place)| *place)
    }

    /// What the file calls a field.
    pub(super) fn heading(&self, field: &str) -> Option<&str> {
        self.place(field).map(|place| self.sheet.headings[place].as_str())
    }

    /// How many columns have a heading.
    pub(super) fn width(&self) -> usize {
        self.sheet.headings.len()
    }
}

impl Column {
    fn is_called(&self, heading: &str) -> bool {
        let heading = plain(heading);
        plain(self.field) == heading || self.names.iter().any(|name| plain(name) == heading)
    }
}

/// A heading without what people add to it: blanks, a star for needed columns, small or capital letters.
fn plain(heading: &str) -> String {
    let added = |character: char| character.is_whitespace() || "*＊_-（）()".contains(character);
    heading.chars().filter(|character| !added(*character)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    const COLUMNS: [Column; 2] = [
        Column { field: "shortCode", names: &["机构简称", "简称"], needed: true },
        Column { field: "nameEn", names: &["英文名称"], needed: false },
    ];

    fn of(headings: &[&str]) -> Result<Table> {
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        Table::of(Sheet { headings, rows: vec![] }, &COLUMNS)
    }

    fn refused(headings: &[&str]) -> Vec<&'static str> {
        match of(headings).expect_err("this should have been refused") {
            Error::Invalid(violations) => violations.into_iter().map(|violation| violation.code).collect(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn headings_are_understood_in_both_languages_and_in_any_order() {
        for headings in [["英文名称", "机构简称*"], ["name_en", "Short Code"], ["nameEn", " 简 称 "]] {
            let table = of(&headings).expect("understood");
            assert_eq!((table.place("shortCode"), table.place("nameEn")), (Some(1), Some(0)), "{headings:?}");
        }
        assert_eq!(of(&["shortCode", ""]).expect("understood").place("nameEn"), None);
    }

    #[test]
    fn every_heading_that_is_not_understood_is_named() {
        assert_eq!(refused(&["英文名称", "name en", "电话"]), ["DUPLICATE_COLUMN", "UNKNOWN_COLUMN", "MISSING_COLUMN"]);
    }
}

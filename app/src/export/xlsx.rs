//! A workbook: a sheet of facts, then one for each section, which can be filtered as it is.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use domain::fraction::Fraction;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::document::{Cell, Document, Section};
use crate::{Error, Result};

/// What Excel takes in one cell.
const LONGEST_TEXT: usize = 32_767;
/// What Excel takes as the name of a sheet.
const LONGEST_NAME: usize = 31;
/// The paper A4 in the numbering of printers.
const A4: u8 = 9;

/// The bytes of a workbook: made in memory, because some machines give no room for temporary files.
pub(super) fn render(document: &Document) -> Result<Vec<u8>> {
    written(document).map_err(|error| Error::Internal(error.into()))
}

fn written(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(document.as_of.timestamp())?;
    let properties = DocProperties::new().set_title(&document.title).set_comment(document.sha256());
    workbook.set_properties(&properties.set_creation_datetime(&made));
    let looks = Looks::new();
    let mut names = vec![document.language.choose("Summary", "概要").to_owned()];
    summary(workbook.add_worksheet().set_name(&names[0])?, document, &looks)?;
    for section in &document.sections {
        let name = sheet_name(&section.heading, &names);
        sheet(workbook.add_worksheet().set_name(&name)?, section, &looks)?;
        names.push(name);
    }
    workbook.save_to_buffer()
}

/// How each sort of value looks; decimals by their places.
struct Looks {
    title: Format,
    head: Format,
    text: Format,
    whole: Format,
    decimals: Vec<Format>,
    share: Format,
    money: Format,
    time: Format,
    seconds: Format,
}

impl Looks {
    fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format).set_align(FormatAlign::Top);
        let decimal = |places: usize| match places {
            0 => number("0"),
            places => number(&format!("0.{}", "0".repeat(places))),
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            whole: number("0"),
            decimals: (0..=6).map(decimal).collect(),
            share: number("0.00%"),
            money: number("#,##0.00"),
            time: number("yyyy-mm-dd hh:mm:ss"),
            seconds: number("[h]:mm:ss"),
        }
    }
}

fn summary(sheet: &mut Worksheet, document: &Document, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 24)?.set_column_width(1, 80)?.set_paper_size(A4);
    sheet.write_string_with_format(0, 0, &document.title, &looks.title)?;
    let hash =
        (document.language.choose("SHA-256 of the content", "内容校验值（SHA-256）").to_owned(), document.sha256());
    let facts = document.facts.iter().chain([&hash]).map(|(label, text)| (label.clone(), text.clone()));
    // What a sheet has no room for beside its filter.
    let notes = document.sections.iter().filter(|section| !section.note.is_empty());
    let notes = notes.map(|section| (section.heading.clone(), section.note.clone()));
    for (row, (label, text)) in (2..).zip(facts.chain(notes)) {
        sheet.write_string(row, 0, cut(&label))?;
        sheet.write_string_with_format(row, 1, cut(&text), &looks.text)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, section: &Section, looks: &Looks) -> Result<(), XlsxError> {
    for (place, column) in (0..).zip(&section.columns) {
        sheet.set_column_width(place, f64::from(column.width) + 2.0)?;
        sheet.write_string_with_format(0, place, &column.heading, &looks.head)?;
    }
    for (row, cells) in (1..).zip(&section.rows) {
        for (place, cell) in (0..).zip(cells) {
            put(sheet, (row, place), cell, looks)?;
        }
    }
    let last = u16::try_from(section.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let rows = u32::try_from(section.rows.len()).unwrap_or(u32::MAX);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, rows, last)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    let (number, look) = match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, cut(text), &looks.text)?;
            return Ok(());
        }
        // Excel shows no negative length of time.
        Cell::Seconds(seconds) if *seconds < 0 => {
            sheet.write_string_with_format(row, column, cell.shown(), &looks.text)?;
            return Ok(());
        }
        Cell::Whole(number) => (*number as f64, &looks.whole),
        Cell::Decimal(number, places) => (float(number), looks.decimals.get(*places as usize).unwrap_or(&looks.whole)),
        Cell::Share(share) => (float(share), &looks.share),
        Cell::Money(fen) => (fen.0 as f64 / 100.0, &looks.money),
        Cell::Time(time) => (serial(*time), &looks.time),
        Cell::Seconds(seconds) => (*seconds as f64 / 86_400.0, &looks.seconds),
    };
    sheet.write_number_with_format(row, column, number, look)?;
    Ok(())
}

/// The nearest number that a spreadsheet can hold.
fn float(number: &Fraction) -> f64 {
    number.decimal(15).parse().unwrap_or_default()
}

/// Days as Excel counts them: since 30 December 1899.
fn day(date: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (date - first).num_days()
}

fn serial(time: NaiveDateTime) -> f64 {
    day(time.date()) as f64 + f64::from(time.num_seconds_from_midnight()) / 86_400.0
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST_TEXT - 1).chain(['…']).collect(),
    }
}

/// A heading as the name of a sheet, told from those before it.
fn sheet_name(heading: &str, taken: &[String]) -> String {
    let plain = |letter: char| if r"[]:*?/\'".contains(letter) { '_' } else { letter };
    let name = |room: usize, end: &str| {
        let start: String = heading.chars().map(plain).take(room).collect();
        format!("{start}{end}")
    };
    let is_new = |name: &String| !taken.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|number| name(LONGEST_NAME - 5, &format!(" {number}")));
    std::iter::once(name(LONGEST_NAME, "")).chain(numbered).find(is_new).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut names: Vec<String> = Vec::new();
        for heading in ["工单/明细", "工单_明细", "TICKETS", "tickets", &"长".repeat(40), &"长".repeat(41)] {
            names.push(sheet_name(heading, &names));
        }
        let expected = ["工单_明细", "工单_明细 2", "TICKETS", "tickets 2"];
        assert_eq!(names[..4], expected);
        assert_eq!((names[4].chars().count(), names[5].as_str()), (31, format!("{} 2", "长".repeat(26)).as_str()));
    }

    #[test]
    fn days_and_times_are_those_of_excel() {
        let time = |text: &str| serial(text.parse().expect("a time"));
        assert_eq!([time("1900-03-01T00:00:00"), time("2026-03-02T12:00:00")], [61.0, 46_083.5]);
        assert_eq!(cut(&"a".repeat(LONGEST_TEXT)).chars().count(), LONGEST_TEXT);
        assert!(cut(&"a".repeat(LONGEST_TEXT + 1)).ends_with("a…"));
    }
}

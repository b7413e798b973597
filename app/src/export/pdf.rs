//! Pages, laid out by typst from a template that reads the document as JSON: it opens no file and asks no network, and
//! no text of the document is ever its markup.

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use domain::Instant;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use super::document::{Cell, Column, Document, Section};
use crate::{Error, Result};

const TEMPLATE: &str = include_str!("../../assets/export/report.typ");
const REGULAR: &[u8] = include_bytes!("../../assets/export/NotoSansCJKsc-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../assets/export/NotoSansCJKsc-Bold.otf");

/// Latin letters that a page holds side by side when it stands upright.
const UPRIGHT: u32 = 112;
/// From so many rows on a table is laid out line by line.
const LONG: usize = 300;
/// Up to so many cells the structure is written for readers who hear a page; of more it would be most of the file.
const TAGGED: usize = 5_000;
/// Latin letters that a fact has room for.
const FACT: usize = 80;

/// What every document shares.
struct Fixed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let fonts: Vec<Font> = [REGULAR, BOLD].into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
    Fixed {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::detached(TEMPLATE),
    }
});

/// All that typst sees: the template, the fonts and one document.
struct Sheet {
    data: Bytes,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &FIXED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FIXED.book
    }

    fn main(&self) -> FileId {
        FIXED.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == FIXED.template.id() { Ok(FIXED.template.clone()) } else { Err(unknown(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().file_name() == Some("document.json") { Ok(self.data.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FIXED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}

/// The bytes of the pages.
pub(super) fn render(document: &Document) -> Result<Vec<u8>> {
    let hash = document.sha256();
    let world = Sheet { data: Bytes::new(serde_json::to_vec(&Pages::of(document, &hash))?) };
    let laid_out = typst::compile::<PagedDocument>(&world).output;
    let options = PdfOptions {
        ident: Smart::Custom(hash),
        creator: Smart::Custom(Some("Gongdan".to_owned())),
        timestamp: datetime(document.as_of).map(Timestamp::new_utc),
        tagged: printed(document).map(|section| section.rows.len() * section.columns.len()).sum::<usize>() <= TAGGED,
        ..PdfOptions::default()
    };
    let bytes = laid_out.and_then(|pages| typst_pdf::pdf(&pages, &options));
    // What typst remembers of a document is of no use to the next one.
    typst::comemo::evict(0);
    bytes.map_err(|problems| failed(&problems))
}

fn failed(problems: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    Error::Internal(anyhow::anyhow!("the pages cannot be laid out: {}", messages.join("; ")))
}

fn datetime(at: Instant) -> Option<Datetime> {
    let small = |number: u32| u8::try_from(number).ok();
    let (month, day) = (small(at.month())?, small(at.day())?);
    Datetime::from_ymd_hms(at.year(), month, day, small(at.hour())?, small(at.minute())?, small(at.second())?)
}

fn printed(document: &Document) -> impl Iterator<Item = &Section> {
    document.sections.iter().filter(|section| !section.is_detail)
}

/// The document as the template reads it.
#[derive(Serialize)]
struct Pages<'d> {
    language: &'static str,
    title: &'d str,
    hash: &'d str,
    /// What stands around the number of a page and the number of all.
    pages: [&'static str; 3],
    /// What stands in place of a table without rows.
    none: &'static str,
    facts: Vec<(String, String)>,
    sections: Vec<Part<'d>>,
}

#[derive(Serialize)]
struct Part<'d> {
    heading: &'d str,
    note: &'d str,
    wide: bool,
    long: bool,
    columns: Vec<Head<'d>>,
    rows: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Head<'d> {
    heading: &'d str,
    width: u16,
    figure: bool,
}

impl<'d> Pages<'d> {
    fn of(document: &'d Document, hash: &'d str) -> Self {
        let language = document.language;
        let mut facts: Vec<(String, String)> =
            document.facts.iter().map(|(label, text)| (label.clone(), breakable(text, FACT))).collect();
        let left_out = document.sections.iter().filter(|section| section.is_detail);
        let left_out: Vec<String> =
            left_out.map(|section| format!("{} ({})", section.heading, section.rows.len())).collect();
        if !left_out.is_empty() {
            let label = language.choose("In XLSX and CSV only (rows)", "仅见于 XLSX 与 CSV（行数）");
            facts.push((label.to_owned(), left_out.join(", ")));
        }
        Self {
            language: language.choose("en", "zh"),
            title: &document.title,
            hash,
            pages: language.choose(["Page ", " of ", ""], ["第 ", " 页 / 共 ", " 页"]),
            none: language.choose("None.", "无。"),
            facts,
            sections: printed(document).map(Part::of).collect(),
        }
    }
}

impl<'d> Part<'d> {
    fn of(section: &'d Section) -> Self {
        let head = section.columns.iter().map(|column| Head {
            heading: &column.heading,
            width: column.width,
            figure: column.is_figure,
        });
        Self {
            heading: &section.heading,
            note: &section.note,
            wide: section.columns.iter().map(|column| u32::from(column.width)).sum::<u32>() > UPRIGHT,
            long: section.rows.len() > LONG,
            columns: head.collect(),
            rows: section.rows.iter().map(|row| words(row, section)).collect(),
        }
    }
}

fn words(row: &[Cell], section: &Section) -> Vec<String> {
    let shown = |(cell, column): (&Cell, &Column)| match cell {
        Cell::Text(text) => breakable(text, column.width.into()),
        cell => cell.shown(),
    };
    row.iter().zip(&section.columns).map(shown).collect()
}

/// Gives a run of more Latin letters than its column has room for places at which the line may be broken (U+200B), so that
/// nothing stands out of its column. Shorter ones, such as numbers of tickets, stay as they can be searched for.
fn breakable(text: &str, room: usize) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_ascii_graphic()) {
        let is_long = word.chars().count() > room + 1;
        for (place, letter) in word.chars().enumerate() {
            if is_long && place > 0 && place % (room * 3 / 4).max(1) == 0 {
                broken.push('\u{200b}');
            }
            broken.push(letter);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use domain::export::FileLanguage;

    use super::super::document::{figures, words as column};
    use super::*;

    fn document(rows: usize) -> Document {
        let row = |place: usize| vec![Cell::Text("#panic() $x$ *a* <b> \\ 䶮".to_owned()), Cell::Whole(place as i64)];
        let columns = vec![column("标题", 60), figures("数", 60)];
        let table = Section::new("工单", columns, (0..rows).map(row).collect());
        Document {
            language: FileLanguage::Zh,
            title: "月报 #panic()".to_owned(),
            facts: vec![("合同".to_owned(), "a".repeat(200))],
            sections: vec![table.clone(), table.detail()],
            as_of: "2026-03-01T00:00:00Z".parse().expect("an instant"),
        }
    }

    #[test]
    fn texts_are_no_markup_and_the_same_document_has_the_same_bytes() {
        for rows in [0, 2, LONG + 1] {
            let bytes = render(&document(rows)).expect("laid out");
            assert!(bytes.starts_with(b"%PDF-"));
            assert!(bytes == render(&document(rows)).expect("laid out again"), "{rows} rows");
        }
        let date = b"D:20260301000000Z";
        let bytes = render(&document(1)).expect("laid out");
        assert!(bytes.windows(date.len()).any(|part| part == date), "it is of when it tells of");
    }

    #[test]
    fn a_run_of_letters_is_broken_where_its_column_has_no_room_for_it() {
        assert_eq!(breakable(&"a".repeat(9), 8), "aaaaaaaaa", "a letter more may stand");
        assert_eq!(breakable(&"a".repeat(13), 8), format!("{0}\u{200b}{0}\u{200b}a", "a".repeat(6)));
        assert_eq!(breakable("NNDSJ-20260302-0001 公文", 21), "NNDSJ-20260302-0001 公文");
        assert_eq!(
            breakable("二〇二六年三月二日公文交换平台收不到公文", 8),
            "二〇二六年三月二日公文交换平台收不到公文"
        );
    }
}

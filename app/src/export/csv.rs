//! Comma-separated values, as Excel opens them in Chinese: UTF-8 with its mark, CRLF (RFC 4180).

use csv::{QuoteStyle, Terminator, WriterBuilder};
use domain::bundle::BundleFile;

use super::document::{Cell, Document, Section};
use super::made::plain;
use crate::bundle::pack;
use crate::{Error, Result};

/// Without it Excel takes UTF-8 for the code page of the machine.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The only table of a document; of several, an archive with one file each, the facts in front.
pub(super) fn render(document: &Document) -> Result<Vec<u8>> {
    if let [section] = document.sections.as_slice() {
        return table(section);
    }
    let facts = document.facts.iter().map(|(label, text)| vec![label.clone(), harmless(text)]);
    let mut files = vec![BundleFile { name: name(0, &document.title), bytes: records(facts)? }];
    for (place, section) in document.sections.iter().enumerate() {
        files.push(BundleFile { name: name(place + 1, &section.heading), bytes: table(section)? });
    }
    pack(&files)
}

/// Whether a document is an archive as CSV.
pub(super) fn is_archive(document: &Document) -> bool {
    document.sections.len() != 1
}

fn table(section: &Section) -> Result<Vec<u8>> {
    let head = section.columns.iter().map(|column| column.heading.clone()).collect();
    let rows = section.rows.iter().map(|row| row.iter().map(written).collect());
    records(std::iter::once(head).chain(rows))
}

fn records(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .flexible(true)
        .from_writer(MARK.to_vec());
    for row in rows {
        writer.write_record(&row).map_err(|error| Error::Internal(error.into()))?;
    }
    writer.into_inner().map_err(|error| Error::Internal(error.into_error().into()))
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        cell => cell.shown(),
    }
}

/// A text that a spreadsheet would reckon with is kept one by an apostrophe in front.
fn harmless(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Two digits for the order.
fn name(place: usize, heading: &str) -> String {
    format!("{place:02} {}.csv", plain(heading))
}

#[cfg(test)]
mod tests {
    use domain::export::FileLanguage;

    use super::super::document::{figures, words};
    use super::*;
    use crate::bundle::unpack;

    fn section(heading: &str, texts: &[&str]) -> Section {
        let rows = texts.iter().map(|text| vec![Cell::Text((*text).to_owned()), Cell::Whole(-1)]).collect();
        Section::new(heading, vec![words("标题", 10), figures("数", 5)], rows)
    }

    fn document(sections: Vec<Section>) -> Document {
        let facts = vec![("合同".to_owned(), "=1".to_owned())];
        let as_of = "2026-03-01T00:00:00Z".parse().expect("an instant");
        Document { language: FileLanguage::Zh, title: "月报".to_owned(), facts, sections, as_of }
    }

    #[test]
    fn a_text_is_never_a_formula_and_a_number_stays_one() {
        let texts = ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM", "\t=1", "\r=1", "公文, \"急\"", "a=1"];
        let bytes = render(&document(vec![section("工单", &texts)])).expect("rendered");
        let expected = "\u{feff}标题,数\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",-1\r\n'+1,-1\r\n'-1,-1\r\n'@SUM,-1\r\n\
            '\t=1,-1\r\n\"'\r=1\",-1\r\n\"公文, \"\"急\"\"\",-1\r\na=1,-1\r\n";
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
    }

    #[test]
    fn several_tables_are_an_archive_with_the_facts_in_front() {
        let bytes = render(&document(vec![section("得分", &[]), section("工单 1/2", &["a"])])).expect("rendered");
        let files = unpack(&bytes).expect("an archive");
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["00 月报.csv", "01 得分.csv", "02 工单 1_2.csv"]);
        assert_eq!(files[0].bytes, "\u{feff}合同,'=1\r\n".as_bytes());
    }
}

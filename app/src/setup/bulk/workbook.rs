//! Reading the first sheet of an Excel workbook, which may have been made to harm.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::ROWS_MAX;
use super::file::{COLUMNS_MAX, Sheet, wrong};
use crate::Violation;

/// What the parts of a workbook may unpack to: a file of a hundred kilobytes can hold gigabytes.
const UNPACKED_MAX: u64 = 16 * 1024 * 1024;
/// Sheets go on for a million rows; nobody leaves so many blank ones between two.
const LINES_MAX: u32 = 20_000;

/// The rows of the first sheet, as text.
///
/// # Errors
/// `INVALID` for what is no workbook, `TOO_LONG` beyond the limits.
pub(super) fn workbook(bytes: &[u8]) -> Result<Sheet, Violation> {
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(no_workbook)?;
    let name = book.sheet_names().first().cloned();
    let name = name.ok_or_else(|| wrong("INVALID", "the workbook has no sheet", "工作簿没有工作表"))?;
    // Cell by cell: the range of a sheet with one cell at its far end would fill the memory.
    let mut cells = book.worksheet_cells_reader(&name).map_err(no_workbook)?;
    let (mut sheet, mut line, mut row) = (Sheet::default(), 0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(no_workbook)? {
        let (at, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if at != line {
            sheet.take(line + 1, std::mem::take(&mut row))?;
            line = at;
        }
        if at >= LINES_MAX || column >= COLUMNS_MAX || sheet.rows.len() > ROWS_MAX {
            let en =
                format!("the sheet goes beyond row {LINES_MAX}, column {COLUMNS_MAX} or {ROWS_MAX} rows with text");
            let zh = format!("工作表超出第 {LINES_MAX} 行、第 {COLUMNS_MAX} 列或 {ROWS_MAX} 行数据");
            return Err(wrong("TOO_LONG", &en, &zh));
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    sheet.take(line + 1, row)?;
    Ok(sheet)
}

/// Unpacks every part once, into nothing, and counts: what a part declares may be a lie.
fn measure(bytes: &[u8]) -> Result<(), Violation> {
    let broken = |_| wrong("INVALID", "this is no Excel workbook (.xlsx)", "文件不是 Excel 工作簿（.xlsx）");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED_MAX;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| wrong("INVALID", "the workbook is damaged", "工作簿已损坏"))?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            let en = format!("the workbook unpacks to more than {UNPACKED_MAX} bytes");
            wrong("TOO_LONG", &en, &format!("工作簿解压后超过 {UNPACKED_MAX} 字节"))
        })?;
    }
    Ok(())
}

/// What people see in a cell, without its format: whole numbers without a point, dates as 2026-01-31.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(at) if at.is_datetime() => {
            at.as_datetime().map(|at| at.date().to_string()).unwrap_or_default()
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        other => Data::from(other.clone()).to_string().trim().to_owned(),
    }
}

fn no_workbook(error: XlsxError) -> Violation {
    let en = format!("this is no Excel workbook that can be read: {error}");
    wrong("INVALID", &en, "无法读取该 Excel 工作簿")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const SYSTEMS: &[u8] = include_bytes!("../../../../examples/setup/systems.xlsx");
    const SHEET: &str = "xl/worksheets/sheet1.xml";

    /// The example with another sheet.
    fn with_sheet(cells: &[u8]) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(SYSTEMS)).expect("the example");
        let mut written = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            let name = part.name().expect("its name").into_owned();
            let content = if name == SHEET { cells } else { &content };
            written.start_file(name, SimpleFileOptions::default()).expect("a part");
            written.write_all(content).expect("its content");
        }
        written.finish().expect("a workbook").into_inner()
    }

    fn sheet(rows: &str) -> Vec<u8> {
        let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        with_sheet(format!("<worksheet xmlns=\"{namespace}\"><sheetData>{rows}</sheetData></worksheet>").as_bytes())
    }

    #[test]
    fn cells_are_read_as_people_see_them() {
        let read = workbook(SYSTEMS).expect("the example");
        assert_eq!(read.headings.len(), 8);
        assert_eq!((read.rows.len(), read.rows[1].0), (3, 3));
        assert_eq!(&read.rows[1].1[4..6], ["政务服务", "2"], "a number has no point");
    }

    #[test]
    fn a_workbook_made_to_harm_is_refused_before_it_does() {
        let code = |bytes: &[u8]| workbook(bytes).map_err(|violation| violation.code);
        let heading = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
        let far = format!("{heading}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
        assert_eq!(code(&sheet(&far)), Err("TOO_LONG"));
        let bomb = with_sheet(&vec![b' '; 17 * 1024 * 1024]);
        assert!(bomb.len() < 100_000, "it is small: {}", bomb.len());
        assert_eq!(code(&bomb), Err("TOO_LONG"));
        assert_eq!(code(b"PK\x03\x04"), Err("INVALID"));
        assert_eq!(code(&with_sheet(b"<worksheet")), Err("INVALID"));
    }
}

//! Reading a file into headings and rows of text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::GB18030;

use super::workbook::workbook;
use super::{FileFormat, ImportAsked, ROWS_MAX};
use crate::mistakes::Mistakes;
use crate::{Error, Result, Violation};

/// The input that all mistakes of a whole file are about.
pub(super) const FILE: &str = "file";
/// More columns than any table has, and than anybody looks through.
pub(super) const COLUMNS_MAX: usize = 100;
/// Bytes of a file after base64; the limits of a request hold before.
const BYTES_MAX: usize = 1024 * 1024;

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub headings: Vec<String>,
    /// Each with the line of the file on which it begins; rows without any text are left out.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads a file beside the threads that serve others: a workbook has to be unpacked.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(super) async fn read(asked: &ImportAsked) -> Result<Sheet> {
    let asked = asked.clone();
    let sheet = tokio::task::spawn_blocking(move || sheet(&asked)).await;
    let sheet =
        sheet.map_err(|error| Error::Internal(error.into()))?.map_err(|violation| Error::Invalid(vec![violation]))?;
    let mut mistakes = Mistakes::default();
    if sheet.rows.is_empty() {
        mistakes.add("REQUIRED", FILE, "the file has no rows under its headings", "文件的表头下没有数据行");
    }
    if sheet.rows.len() > ROWS_MAX {
        let found = sheet.rows.len();
        let en = format!("the file has {found} rows, at most {ROWS_MAX} are allowed");
        mistakes.add("TOO_LONG", FILE, en, format!("文件有 {found} 行，最多允许 {ROWS_MAX} 行"));
    }
    mistakes.refuse()?;
    Ok(sheet)
}

fn sheet(asked: &ImportAsked) -> Result<Sheet, Violation> {
    let bytes = match (&asked.text, &asked.base64) {
        (Some(_), Some(_)) => {
            return Err(wrong("INVALID", "give text or base64, not both", "text 与 base64 只能填写一项"));
        }
        (None, None) => {
            return Err(wrong("REQUIRED", "give the file as text or base64", "请以 text 或 base64 提供文件"));
        }
        (Some(_), None) if asked.format == FileFormat::Xlsx => {
            return Err(wrong("INVALID", "an Excel workbook is given as base64", "Excel 文件须以 base64 提供"));
        }
        (Some(text), None) => return table(text.strip_prefix('\u{feff}').unwrap_or(text)),
        (None, Some(base64)) => {
            let compact: String = base64.split_ascii_whitespace().collect();
            STANDARD.decode(compact).map_err(|_| wrong("INVALID", "this is not base64", "内容不是有效的 base64"))?
        }
    };
    if bytes.len() > BYTES_MAX {
        let (en, zh) = (
            format!("the file has {} bytes, at most {BYTES_MAX} are allowed", bytes.len()),
            format!("文件有 {} 字节，最多允许 {BYTES_MAX} 字节", bytes.len()),
        );
        return Err(wrong("TOO_LONG", &en, &zh));
    }
    match asked.format {
        FileFormat::Xlsx => workbook(&bytes),
        FileFormat::Csv => table(&text(&bytes)?),
    }
}

/// UTF-8 with or without its mark, else GB18030, in which Chinese spreadsheets save CSV.
fn text(bytes: &[u8]) -> Result<String, Violation> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let decoded = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let en = "the text is neither UTF-8 nor GB18030";
    decoded.map(String::from).ok_or_else(|| wrong("ENCODING", en, "文本编码既不是 UTF-8 也不是 GB18030"))
}

fn table(text: &str) -> Result<Sheet, Violation> {
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut sheet, mut line, mut counted) = (Sheet::default(), 1, 0);
    for record in reader.records() {
        let wrong = |error| wrong("INVALID", &format!("the file is no CSV: {error}"), "文件不是有效的 CSV");
        let record = record.map_err(wrong)?;
        // The reader's own count stops before blank lines.
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(text.len());
        let blank = text.as_bytes()[from..].iter().take_while(|byte| **byte == b'\n').count();
        line += text.as_bytes()[counted..from + blank].iter().filter(|byte| **byte == b'\n').count();
        counted = from + blank;
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        sheet.take(u32::try_from(line).unwrap_or(u32::MAX), cells)?;
    }
    Ok(sheet)
}

impl Sheet {
    /// The first row with any text is the headings.
    pub(super) fn take(&mut self, line: u32, cells: Vec<String>) -> Result<(), Violation> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if cells.len() > COLUMNS_MAX {
            let en = format!("row {line} has {} columns, at most {COLUMNS_MAX} are allowed", cells.len());
            let zh = format!("第 {line} 行有 {} 列，最多允许 {COLUMNS_MAX} 列", cells.len());
            return Err(wrong("TOO_LONG", &en, &zh));
        }
        if self.headings.is_empty() {
            self.headings = cells;
        } else {
            self.rows.push((line, cells));
        }
        Ok(())
    }
}

pub(super) fn wrong(code: &'static str, en: &str, zh: &str) -> Violation {
    Violation::new(code, FILE, en, zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: Option<&str>, bytes: Option<&[u8]>) -> Result<Sheet, &'static str> {
        let asked = ImportAsked {
            format: FileFormat::Csv,
            text: text.map(str::to_owned),
            base64: bytes.map(|bytes| STANDARD.encode(bytes)),
            dry_run: true,
        };
        sheet(&asked).map_err(|violation| violation.code)
    }

    fn expected() -> Sheet {
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        Sheet {
            headings: vec!["简称".into(), "名称".into()],
            rows: vec![row(2, ["NNX", "一局"]), row(5, ["NNY", "a,b\nc"])],
        }
    }

    #[test]
    fn a_table_is_read_from_text_utf_8_and_gb18030() {
        let text = "简称,名称\r\nNNX, 一局 \r\n,\r\n\r\nNNY,\"a,b\nc\"\r\n";
        assert_eq!(csv(Some(text), None), Ok(expected()));
        let marked = format!("\u{feff}{text}");
        assert_eq!(csv(Some(&marked), None), Ok(expected()));
        assert_eq!(csv(None, Some(marked.as_bytes())), Ok(expected()));
        let (bytes, _, lost) = GB18030.encode(text);
        assert!(!lost && std::str::from_utf8(&bytes).is_err());
        assert_eq!(csv(None, Some(&bytes)), Ok(expected()));
    }

    #[test]
    fn what_is_no_table_is_refused_by_its_name() {
        assert_eq!(csv(None, None), Err("REQUIRED"));
        assert_eq!(csv(Some("a"), Some(b"a")), Err("INVALID"));
        assert_eq!(csv(None, Some(&[0xff, 0xff, 0x80])), Err("ENCODING"));
        assert_eq!(csv(None, Some(&vec![b'a'; BYTES_MAX + 1])), Err("TOO_LONG"));
        assert_eq!(csv(Some(&"a,".repeat(101)), None), Err("TOO_LONG"));
    }
}

//! The log as a file: CSV, plain or gzip by its first bytes, however it is called.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use flate2::read::MultiGzDecoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A log whose heading was read.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    columns: Vec<String>,
}

impl Log {
    /// Opens a log and reads its heading.
    ///
    /// # Errors
    /// It cannot be read, or is empty.
    pub fn open(path: &Path) -> Result<Self> {
        let mut log = Self { path: path.to_owned(), columns: Vec::new() };
        let mut heading = log.rows()?;
        log.columns = match heading.next()? {
            Some((_, cells)) => cells.iter().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        ensure!(!log.columns.is_empty(), "{} is empty", path.display());
        Ok(log)
    }

    /// The headings, in order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows after the heading.
    pub fn data(&self) -> Result<Rows> {
        let mut rows = self.rows()?;
        rows.next()?;
        Ok(rows)
    }

    fn rows(&self) -> Result<Rows> {
        let path = &self.path;
        let at = || path.display().to_string();
        let mut file = File::open(path).with_context(at)?;
        let mut start = Vec::new();
        file.by_ref().take(2).read_to_end(&mut start).with_context(at)?;
        file.seek(SeekFrom::Start(0)).with_context(at)?;
        let input: Box<dyn Read + Send> =
            if start == GZIP { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
        Ok(Rows { reader, record: ByteRecord::new(), path: path.clone() })
    }
}

/// The rows of a log, one after the other.
pub struct Rows {
    reader: csv::Reader<Box<dyn Read + Send>>,
    record: ByteRecord,
    path: PathBuf,
}

impl Rows {
    /// The next row with its line in the file. Bytes that are no UTF-8 are replaced, so that one cell spoils no row.
    pub fn next(&mut self) -> Result<Option<(u64, StringRecord)>> {
        let more = self.reader.read_byte_record(&mut self.record);
        if !more.with_context(|| self.path.display().to_string())? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        Ok(Some((line, StringRecord::from_byte_record_lossy(self.record.clone()))))
    }
}

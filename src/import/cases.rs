//! From rows to whole cases, whether the log is sorted by case or by time, without holding the log in memory.

use std::collections::HashMap;

use anyhow::Result;
use csv::StringRecord;
use sha2::{Digest, Sha256};

use super::findings::{Finding, Findings, Reason};
use super::log::{Log, Rows};

/// The rows of one case, in the order of the file.
#[derive(Debug)]
pub struct RawCase {
    pub reference: String,
    /// Each with its line in the file.
    pub rows: Vec<(u64, StringRecord)>,
}

impl RawCase {
    /// A hash of every cell.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (_, row) in &self.rows {
            for cell in row {
                hash.update(cell.as_bytes());
                hash.update([0x1f]);
            }
            hash.update([0x1e]);
        }
        hex::encode(hash.finalize())
    }
}

/// The cases of a log, each when its last row has been read. A first reading finds the last rows.
pub struct Cases {
    rows: Rows,
    column: usize,
    count: u64,
    position: u64,
    /// The place of each case's last row.
    last: HashMap<String, u64>,
    open: HashMap<String, Vec<(u64, StringRecord)>>,
}

impl Cases {
    /// Reads the log once; `column` holds the case's name.
    pub fn new(log: &Log, column: usize) -> Result<Self> {
        let mut last: HashMap<String, u64> = HashMap::new();
        let mut count = 0;
        let mut rows = log.data()?;
        while let Some((_, row)) = rows.next()? {
            count += 1;
            let Some(reference) = reference(&row, column) else { continue };
            match last.get_mut(reference) {
                Some(place) => *place = count,
                None => drop(last.insert(reference.to_owned(), count)),
            }
        }
        Ok(Self { rows: log.data()?, column, count, position: 0, last, open: HashMap::new() })
    }

    /// How many rows the log has.
    pub fn rows(&self) -> u64 {
        self.count
    }

    /// How many have been read.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next case that is complete. A row without a case is a finding.
    pub fn next(&mut self, findings: &mut Findings) -> Result<Option<RawCase>> {
        while let Some((line, row)) = self.rows.next()? {
            self.position += 1;
            let Some(reference) = reference(&row, self.column).map(str::to_owned) else {
                let (case, column, value) = (String::new(), String::new(), String::new());
                findings.add(Finding { line, case, column, value, reason: Reason::MissingCase })?;
                continue;
            };
            let ends = self.last.get(&reference) == Some(&self.position);
            if !ends {
                self.open.entry(reference).or_default().push((line, row));
                continue;
            }
            let mut rows = self.open.remove(&reference).unwrap_or_default();
            rows.push((line, row));
            return Ok(Some(RawCase { reference, rows }));
        }
        Ok(None)
    }
}

fn reference(row: &StringRecord, column: usize) -> Option<&str> {
    row.get(column).map(str::trim).filter(|cell| !cell.is_empty())
}

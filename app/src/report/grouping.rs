//! The limits that every grouped report keeps.

use crate::{Error, Result, Violation};

/// Rows of one report at most: more is a table for a machine, not for people.
pub const MAX_ROWS: usize = 5_000;
/// Dimensions of one report at most.
const MAX_DIMENSIONS: usize = 2;

/// What is wrong with the dimensions of a report: more than two, or one twice.
pub fn mistakes_of<D: PartialEq>(group_by: &[D]) -> Vec<Violation> {
    let mut violations = Vec::new();
    if group_by.len() > MAX_DIMENSIONS {
        let en = "a report has at most two dimensions";
        violations.push(Violation::new("TOO_MANY_DIMENSIONS", "groupBy", en, "报告最多两个维度"));
    }
    if group_by.iter().enumerate().any(|(place, dimension)| group_by[..place].contains(dimension)) {
        violations.push(Violation::new("DUPLICATE", "groupBy", "a dimension stands twice", "维度重复"));
    }
    violations
}

/// Refuses a report that found more rows than [`MAX_ROWS`]: ask the database for one more.
///
/// # Errors
/// `INVALID` with `TOO_MANY_ROWS`.
pub fn refuse_beyond_limit(rows: usize) -> Result<()> {
    if rows <= MAX_ROWS {
        return Ok(());
    }
    let en = format!("more than {MAX_ROWS} rows: narrow the report");
    Err(Error::invalid("TOO_MANY_ROWS", "groupBy", en, format!("超过 {MAX_ROWS} 行，请缩小范围")))
}

//! Ticket numbers, as people say them.

use chrono::NaiveDate;

/// `NNDSJ-20261123-0042`: the agency's short code, the civil date of raising, the day's sequence from 1.
/// More than 9,999 tickets a day take a fifth digit.
pub fn number(short_code: &str, date: NaiveDate, seq: u32) -> String {
    format!("{}{seq:04}", number_prefix(short_code, date))
}

/// What stands before the sequence: `NNDSJ-20261123-`.
pub fn number_prefix(short_code: &str, date: NaiveDate) -> String {
    format!("{short_code}-{}-", date.format("%Y%m%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_agency_day_and_sequence() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a civil date");
        assert_eq!(number("NNDSJ", date, 42), "NNDSJ-20261123-0042");
        assert_eq!(number("NNDSJ", date, 12_345), "NNDSJ-20261123-12345");
    }
}

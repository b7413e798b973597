//! The files of `NateScarlet/holiday-cn`: a year each, and empty until the notice is published.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::DayRule;
use serde::Deserialize;

use super::{Days, Read, unreadable};

#[derive(Deserialize)]
struct File {
    year: i32,
    days: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Day {
    date: NaiveDate,
    is_off_day: bool,
}

pub(super) fn read(text: &str) -> Read {
    let file: File = serde_json::from_str(text).map_err(|error| {
        unreadable(format!("this is no holiday-cn file: {error}"), format!("不是 holiday-cn 格式的文件：{error}"))
    })?;
    let mut days = Days::default();
    if !(1990..=2100).contains(&file.year) {
        days.slip("year", format!("{}: the year must be 1990 to 2100", file.year), "年份须在 1990 至 2100 之间");
    }
    for (index, day) in file.days.iter().enumerate() {
        let rule = if day.is_off_day { DayRule::Off } else { DayRule::Work { like: None } };
        days.add(&format!("days[{index}]"), day.date, rule);
    }
    days.finish(Some(BTreeSet::from([file.year])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_file_says_where() {
        for text in
            ["", "[]", r#"{"year": 2026}"#, r#"{"year": 2026, "days": [{"date": "2026-02-30", "isOffDay": true}]}"#]
        {
            let slips = read(text).expect_err(text);
            assert!(slips[0].en.starts_with("this is no holiday-cn file: "), "{}", slips[0].en);
        }
        assert_eq!(read(r#"{"year": 20260, "days": []}"#).expect_err("a slip of a digit")[0].place, "year");
    }
}

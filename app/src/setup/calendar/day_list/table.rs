//! CSV with a heading: `date`, `status` (`off` or `work`), and optionally `hours` ("08:00-12:00;14:00-17:00", for half
//! days and night shifts) and `like` (a weekday). Other columns are for people.

use chrono::{NaiveDate, Weekday};
use domain::calendar::{DayRule, Interval};

use super::{Days, Read, unreadable};

/// Where each column stands.
struct Columns {
    date: usize,
    status: usize,
    hours: Option<usize>,
    like: Option<usize>,
}

pub(super) fn read(text: &str) -> Read {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let broken = |error: csv::Error| unreadable(format!("this is no CSV: {error}"), format!("不是有效的 CSV：{error}"));
    let heading = reader.headers().map_err(broken)?.clone();
    let place = |name: &str| heading.iter().position(|column| column.eq_ignore_ascii_case(name));
    let (Some(date), Some(status)) = (place("date"), place("status")) else {
        return Err(unreadable("the heading needs the columns date and status", "表头须包含 date 和 status 列"));
    };
    let columns = Columns { date, status, hours: place("hours"), like: place("like") };
    let mut days = Days::default();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = format!("line {}", record.position().map_or(0, csv::Position::line));
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let Ok(of) = cell(Some(columns.date)).parse::<NaiveDate>() else {
            let text = cell(Some(columns.date));
            days.slip(
                &line,
                format!("`{text}` is no date such as 2026-10-01"),
                format!("“{text}”不是 2026-10-01 这样的日期"),
            );
            continue;
        };
        match rule(cell(Some(columns.status)), cell(columns.hours), cell(columns.like)) {
            Ok(rule) => days.add(&line, of, rule),
            Err((en, zh)) => days.slip(&line, en, zh),
        }
    }
    days.finish(None)
}

fn rule(status: &str, hours: &str, like: &str) -> Result<DayRule, (String, String)> {
    match (status.to_ascii_lowercase().as_str(), hours, like) {
        ("off", "", "") => Ok(DayRule::Off),
        ("off", _, _) => Err(("a day off has no hours".to_owned(), "休息日不能有时段".to_owned())),
        ("work", "", "") => Ok(DayRule::Work { like: None }),
        ("work", "", like) => like.parse::<Weekday>().map(|day| DayRule::Work { like: Some(day) }).map_err(|_| {
            (format!("`{like}` is no day of the week such as Monday"), format!("“{like}”不是 Monday 这样的星期"))
        }),
        ("work", hours, "") => {
            let intervals = hours.split(';').map(|text| text.trim().parse::<Interval>()).collect::<Result<Vec<_>, _>>();
            intervals
                .map(DayRule::Hours)
                .map_err(|error| (error.to_string(), format!("“{}”不是 08:00-12:00 这样的时段", error.0)))
        }
        ("work", _, _) => Err(("give hours or like, not both".to_owned(), "hours 与 like 只能填写一项".to_owned())),
        _ => Err((format!("`{status}` is neither off nor work"), format!("“{status}”既不是 off 也不是 work"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        read(text).expect_err(text).into_iter().map(|slip| slip.place).collect()
    }

    #[test]
    fn half_days_night_shifts_and_days_like_others_are_told_by_their_columns() {
        let text = "name,Date,STATUS,hours,like\n除夕,2026-02-16,work,08:00-12:00,\n值守,2026-02-17,work,20:00-32:00;36:00-40:00,\n\
                    补班,2026-02-28,work,,Friday\n国庆,2026-10-01,off\n";
        let (days, _) = read(text).expect("a table");
        let said: Vec<&DayRule> = days.values().collect();
        let night = vec![Interval::hm((20, 0), (32, 0)), Interval::hm((36, 0), (40, 0))];
        let expected = [
            &DayRule::Hours(vec![Interval::hm((8, 0), (12, 0))]),
            &DayRule::Hours(night),
            &DayRule::Work { like: Some(Weekday::Fri) },
            &DayRule::Off,
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn every_slip_is_told_with_its_line() {
        assert_eq!(places("day,kind\n2026-01-01,off\n"), [""], "no heading");
        let text = "date,status,hours,like\n2026-02-30,off\n2026-02-16,holiday\n2026-02-16,off,08:00-12:00\n\
                    2026-02-16,work,8 to 12\n2026-02-16,work,,Someday\n2026-02-16,work,08:00-12:00,Friday\n3026-02-16,off\n";
        assert_eq!(places(text), ["line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8"]);
    }
}

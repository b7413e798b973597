//! iCalendar (RFC 5545): all-day events, whose summary says what the days are, since the format has no word for it.

use chrono::{Days as Later, NaiveDate};
use domain::calendar::DayRule;
use icalendar::parser::{Component, Property, read_components, unfold};

use super::{Days, Read, unreadable};

/// BEGIN inside BEGIN: a calendar, an event, an alarm. The parser goes as deep as the text does.
const NESTING_MAX: usize = 8;
/// No event lasts longer than the longest year.
const EVENT_DAYS_MAX: u64 = 366;
/// Words for working days come first: "上班(补元旦假期)" holds the word for holiday as well.
const WORK: [&str; 6] = ["上班", "补班", "调班", "（班）", "(班)", "workday"];
const OFF: [&str; 5] = ["假", "休", "holiday", "day off", "day-off"];
/// Said of both the day off and the day that makes up for it.
const EITHER: &str = "调休";

type Told<T> = Result<T, (String, String)>;

pub(super) fn read(text: &str) -> Read {
    let unfolded = unfold(text);
    if too_deep(&unfolded) {
        return Err(unreadable("components are nested too deeply", "组件嵌套过深"));
    }
    let components = read_components(&unfolded).map_err(|error| {
        let first: String =
            error.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().chars().take(200).collect();
        unreadable(format!("this is no iCalendar text: {first}"), format!("不是有效的 iCalendar 文本：{first}"))
    })?;
    let calendars = components.iter().filter(|component| component.name == "VCALENDAR");
    let events: Vec<&Component<'_>> =
        calendars.flat_map(|calendar| &calendar.components).filter(|component| component.name == "VEVENT").collect();
    if events.is_empty() {
        return Err(unreadable("there is no VEVENT in a VCALENDAR", "VCALENDAR 中没有 VEVENT"));
    }
    let mut days = Days::default();
    for (index, event) in events.into_iter().enumerate() {
        let place = format!("event {}", index + 1);
        match all_days(event) {
            Ok((dates, rule)) => dates.into_iter().for_each(|date| days.add(&place, date, rule.clone())),
            Err((en, zh)) => days.slip(&place, en, zh),
        }
    }
    days.finish(None)
}

fn too_deep(text: &str) -> bool {
    let starts = |line: &str, word: &str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let mut depth = 0_usize;
    text.lines().any(|line| {
        if starts(line, "BEGIN:") {
            depth += 1;
        } else if starts(line, "END:") {
            depth = depth.saturating_sub(1);
        }
        depth > NESTING_MAX
    })
}

/// The dates of an event and what they are; none of a cancelled one.
fn all_days(event: &Component<'_>) -> Told<(Vec<NaiveDate>, DayRule)> {
    let value = |name: &str| event.find_prop(name).map(|property| property.val.as_str().trim());
    let rule = rule(value("SUMMARY").unwrap_or_default())?;
    if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        return Ok((Vec::new(), rule));
    }
    if let Some(name) = ["RRULE", "RDATE"].into_iter().find(|name| event.find_prop(name).is_some()) {
        let en = format!("{name}: an event that recurs is not taken over, because a holiday list names each day");
        return Err((en, format!("{name}：不支持重复事件，请逐日列出")));
    }
    let Some(start) = event.find_prop("DTSTART") else {
        return Err(("DTSTART is missing".to_owned(), "缺少 DTSTART".to_owned()));
    };
    let first = date(start)?;
    let length = match (event.find_prop("DTEND"), value("DURATION")) {
        // The end is not part of the event (RFC 5545 §3.6.1).
        (Some(end), _) => u64::try_from((date(end)? - first).num_days()).unwrap_or(0),
        (None, Some(duration)) => whole_days(duration)?,
        (None, None) => 1,
    };
    if !(1..=EVENT_DAYS_MAX).contains(&length) {
        let en = format!("{first}: the event lasts {length} days, not 1 to {EVENT_DAYS_MAX}");
        return Err((en, format!("{first}：事件时长须为 1 至 {EVENT_DAYS_MAX} 天")));
    }
    Ok(((0..length).filter_map(|after| first.checked_add_days(Later::new(after))).collect(), rule))
}

fn date(property: &Property<'_>) -> Told<NaiveDate> {
    let text = property.val.as_str().trim();
    // A time has a T, whatever VALUE says.
    NaiveDate::parse_from_str(text, "%Y%m%d").map_err(|_| {
        let en = format!(
            "{}: `{text}` is no date such as 20261001; only all-day events are taken over",
            property.name.as_str()
        );
        (en, format!("{}：“{text}”不是 20261001 这样的日期，仅支持全天事件", property.name.as_str()))
    })
}

/// `P3D` or `P1W`.
fn whole_days(text: &str) -> Told<u64> {
    let number = |unit: char| text.strip_prefix('P')?.strip_suffix(unit)?.parse::<u64>().ok();
    let days = number('D').or_else(|| number('W').and_then(|weeks| weeks.checked_mul(7)));
    days.ok_or_else(|| {
        (
            format!("DURATION: `{text}` is no number of days such as P3D"),
            format!("DURATION：“{text}”不是 P3D 这样的天数"),
        )
    })
}

fn rule(summary: &str) -> Told<DayRule> {
    let words = summary.to_lowercase().replace(EITHER, "");
    let holds = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if holds(&WORK) {
        Ok(DayRule::Work { like: None })
    } else if holds(&OFF) {
        Ok(DayRule::Off)
    } else {
        let en = format!("`{summary}` does not say whether it is a day off (假, 休) or a working day (上班, 补班)");
        Err((en, format!("“{summary}”未说明是休息日（假、休）还是工作日（上班、补班）")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(lines: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n")
    }

    fn dates(lines: &str) -> Vec<String> {
        let (days, _) = read(&event(lines)).unwrap_or_else(|slips| panic!("{lines}: {slips:?}"));
        days.keys().map(NaiveDate::to_string).collect()
    }

    #[test]
    fn the_end_is_exclusive_and_may_be_left_out() {
        let three = ["2026-12-31", "2027-01-01", "2027-01-02"];
        assert_eq!(dates("SUMMARY:元旦假期\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270103\r\n"), three);
        assert_eq!(dates("SUMMARY:元旦假期\r\nDTSTART;VALUE=DATE:20261231\r\nDURATION:P3D\r\n"), three);
        assert_eq!(dates("SUMMARY:元旦假期\r\nDTSTART;VALUE=DATE:20261231\r\n"), three[..1]);
        assert_eq!(dates("SUMMARY:元旦\r\n 假期\r\nDTSTART:20261231\r\n"), three[..1], "a folded line");
        let none: [String; 0] = [];
        assert_eq!(dates("SUMMARY:假期\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20261231\r\n"), none);
    }

    #[test]
    fn the_summary_tells_a_day_off_from_a_working_day() {
        for (summary, expected) in [
            ("元旦假期", Some(DayRule::Off)),
            ("上班(补元旦假期)", Some(DayRule::Work { like: None })),
            ("春节（休）", Some(DayRule::Off)),
            ("春节（班）", Some(DayRule::Work { like: None })),
            ("National Day Holiday", Some(DayRule::Off)),
            ("Workday for Spring Festival holiday", Some(DayRule::Work { like: None })),
            ("国庆节", None),
            ("国庆节调休", None),
            ("国庆节调休上班", Some(DayRule::Work { like: None })),
        ] {
            assert_eq!(rule(summary).ok(), expected, "{summary}");
        }
    }

    #[test]
    fn what_is_no_list_of_days_is_refused_with_the_event() {
        let refused = |text: &str| {
            let slips = read(text).expect_err(text);
            (slips[0].place.clone(), slips[0].en.clone())
        };
        let timed = refused(&event("SUMMARY:假期\r\nDTSTART:20261231T090000Z\r\n"));
        assert!(timed.0 == "event 1" && timed.1.contains("only all-day events"), "{timed:?}");
        let again = refused(&event("SUMMARY:假期\r\nDTSTART;VALUE=DATE:20261001\r\nRRULE:FREQ=YEARLY\r\n"));
        assert!(again.1.starts_with("RRULE: "), "{again:?}");
        let backwards = "SUMMARY:假期\r\nDTSTART;VALUE=DATE:20261002\r\nDTEND;VALUE=DATE:20261001\r\n";
        assert!(refused(&event(backwards)).1.contains("lasts 0 days"));
        assert!(refused(&event("SUMMARY:假期\r\n")).1.contains("DTSTART is missing"));
        assert!(refused("hello").1.starts_with("this is no iCalendar text"));
        assert!(refused("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").1.contains("no VEVENT"));
        let deep = "BEGIN:A\r\n".repeat(100_000);
        assert_eq!(refused(&deep).1, "components are nested too deeply");
    }
}

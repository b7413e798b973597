//! From what people fill in to a calendar in full.

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;
use domain::calendar::{CalendarSpec, CalendarVersion, DayLayer, DayRule, Interval, PartialYear, Weekly, shipped};

use super::{CalendarChange, lists};
use crate::mistakes::Mistakes;

/// The layers that ship with the product, in rising precedence: the State Council's days, Guangxi's overlay.
pub const SHIPPED_LAYERS: [&str; 2] = ["CN", "CN-GX"];
/// The layer of a calendar's own exceptions, over all others.
pub(super) const OWN: &str = "OWN";
/// Far more than anybody writes by hand.
const EXCEPTIONS_MAX: usize = 2_000;
const WEEKDAYS: [(&str, &str); 7] = [
    ("Monday", "星期一"),
    ("Tuesday", "星期二"),
    ("Wednesday", "星期三"),
    ("Thursday", "星期四"),
    ("Friday", "星期五"),
    ("Saturday", "星期六"),
    ("Sunday", "星期日"),
];

/// When a calendar is open.
#[derive(Clone, Debug)]
pub struct CalendarHours {
    pub weekly: WeeklyHours,
    /// Codes of shipped layers ([`SHIPPED_LAYERS`]).
    pub layers: Vec<String>,
    pub exceptions: Vec<DayException>,
}

/// Weekly hours from a civil date on.
#[derive(Clone, Debug)]
pub struct WeeklyHours {
    pub effective_from: NaiveDate,
    /// Monday first; each a list such as `08:00-12:00`, empty for a closed day.
    pub weekly: [Vec<String>; 7],
}

/// One named day of the calendar's own.
#[derive(Clone, Debug)]
pub struct DayException {
    pub date: NaiveDate,
    pub hours: ExceptionHours,
}

/// What a named day is.
#[derive(Clone, Debug)]
pub enum ExceptionHours {
    Closed,
    /// Open as on this day of the week.
    Like(Weekday),
    /// Open in these hours, such as `08:00-12:00`.
    Open(Vec<String>),
}

/// The calendar in full; none only together with a mistake.
pub(super) fn spec(mistakes: &mut Mistakes, zone: &str, hours: &CalendarHours) -> Option<CalendarSpec> {
    let zone = mistakes.parsed(("INVALID", "zone"), zone.trim().parse::<Tz>(), "没有此时区");
    let mut layers = shipped_layers(mistakes, &hours.layers);
    let own = add_exceptions(mistakes, DayLayer::overlay(OWN, "自定义"), &hours.exceptions);
    if !own.days.is_empty() {
        layers.push(own);
    }
    let version = version(mistakes, &hours.weekly);
    Some(CalendarSpec { layers, ..CalendarSpec::weekly(zone?, version.effective_from, version.weekly) })
}

/// The calendar in full after a change, and the years that its lists leave empty or partial.
pub(super) fn revised(
    mistakes: &mut Mistakes,
    before: &CalendarSpec,
    change: &CalendarChange,
) -> (CalendarSpec, Vec<PartialYear>) {
    let mut spec = before.clone();
    if let Some(hours) = &change.hours {
        let version = version(mistakes, hours);
        spec.versions.retain(|other| other.effective_from != version.effective_from);
        spec.versions.push(version);
        spec.versions.sort_by_key(|version| version.effective_from);
    }
    let own = spec.layers.iter().position(|layer| layer.code == OWN).map(|at| spec.layers.remove(at));
    let mut own = add_exceptions(mistakes, own.unwrap_or_else(|| DayLayer::overlay(OWN, "自定义")), &change.exceptions);
    for date in &change.withdrawn {
        if own.days.remove(date).is_none() {
            let en = format!("{date} is no exception of this calendar");
            mistakes.add("NOT_FOUND", "withdrawn", en, format!("{date} 不是该日历的例外日"));
        }
    }
    if let Some(codes) = &change.layers {
        // Layers that were imported under codes of their own stay over the shipped ones.
        spec.layers.retain(|layer| !SHIPPED_LAYERS.contains(&layer.code.as_str()));
        spec.layers.splice(0..0, shipped_layers(mistakes, codes));
    }
    if !own.days.is_empty() || !own.pending.is_empty() {
        spec.layers.push(own);
    }
    let gaps = lists::take(mistakes, &mut spec, &change.day_lists);
    lists::await_days(mistakes, &mut spec, &change.pending);
    (spec, gaps)
}

fn version(mistakes: &mut Mistakes, hours: &WeeklyHours) -> CalendarVersion {
    sane(mistakes, "effectiveFrom", hours.effective_from);
    let weekly: Weekly = std::array::from_fn(|day| intervals(mistakes, "weekly", WEEKDAYS[day], &hours.weekly[day]));
    CalendarVersion { effective_from: hours.effective_from, weekly }
}

fn shipped_layers(mistakes: &mut Mistakes, codes: &[String]) -> Vec<DayLayer> {
    for code in codes.iter().filter(|code| !SHIPPED_LAYERS.contains(&code.as_str())) {
        let (en, zh) =
            (format!("there is no layer {code}, only CN and CN-GX"), format!("没有图层 {code}，仅有 CN 和 CN-GX"));
        mistakes.add("UNKNOWN_LAYER", "layers", en, zh);
    }
    let asked = |code: &str| codes.iter().any(|asked| asked == code);
    match (asked("CN"), asked("CN-GX")) {
        (true, true) => vec![shipped::national(), shipped::guangxi()],
        (true, false) => vec![shipped::national()],
        (false, true) => {
            let en = "CN-GX lies over CN and means nothing without it";
            mistakes.add("UNKNOWN_LAYER", "layers", en, "CN-GX 须与 CN 一并使用");
            Vec::new()
        }
        (false, false) => Vec::new(),
    }
}

fn add_exceptions(mistakes: &mut Mistakes, mut own: DayLayer, exceptions: &[DayException]) -> DayLayer {
    if exceptions.len() > EXCEPTIONS_MAX {
        let en = format!("at most {EXCEPTIONS_MAX} exceptions at a time");
        mistakes.add("TOO_LONG", "exceptions", en, format!("一次最多 {EXCEPTIONS_MAX} 个例外日"));
        return own;
    }
    for (index, exception) in exceptions.iter().enumerate() {
        let date = exception.date;
        if exceptions[..index].iter().any(|other| other.date == date) {
            mistakes.add("DUPLICATE", "exceptions", format!("{date} stands twice"), format!("{date} 重复"));
        }
        sane(mistakes, "exceptions", date);
        let rule = match &exception.hours {
            ExceptionHours::Closed => DayRule::Off,
            ExceptionHours::Like(weekday) => DayRule::Work { like: Some(*weekday) },
            ExceptionHours::Open(hours) => {
                let name = date.to_string();
                DayRule::Hours(intervals(mistakes, "exceptions", (&name, &name), hours))
            }
        };
        own.days.insert(date, rule);
    }
    own
}

fn intervals(mistakes: &mut Mistakes, field: &'static str, day: (&str, &str), texts: &[String]) -> Vec<Interval> {
    let mut read = Vec::new();
    for text in texts {
        match text.parse::<Interval>() {
            Ok(interval) => read.push(interval),
            Err(error) => {
                let zh = format!("{}：“{text}”不是 08:00-12:00 这样的时段", day.1);
                mistakes.add("INVALID_INTERVAL", field, format!("{}: {error}", day.0), zh);
            }
        }
    }
    read
}

/// A slip of a digit in the year would make thousands of years of day rows.
pub(super) fn sane(mistakes: &mut Mistakes, field: &'static str, date: NaiveDate) {
    if !(1990..=2100).contains(&date.year()) {
        mistakes.add(
            "PERIOD",
            field,
            format!("{date}: the year must be 1990 to 2100"),
            format!("{date}：年份须在 1990 至 2100 之间"),
        );
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::CalendarId;

    use super::*;
    use crate::Error;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn office() -> CalendarHours {
        let day = || vec!["08:00-12:00".to_owned(), "15:00-18:00".to_owned()];
        let weekly = [day(), day(), day(), day(), day(), vec![], vec![]];
        CalendarHours {
            weekly: WeeklyHours { effective_from: date("2000-01-01"), weekly },
            layers: vec!["CN-GX".to_owned(), "CN".to_owned()],
            exceptions: vec![],
        }
    }

    fn change() -> CalendarChange {
        CalendarChange {
            calendar: CalendarId(uuid::Uuid::nil()),
            reason: "台风".to_owned(),
            hours: None,
            exceptions: vec![],
            withdrawn: vec![],
            layers: None,
            day_lists: vec![],
            pending: vec![],
        }
    }

    fn after(mistakes: &mut Mistakes, before: &CalendarSpec, change: &CalendarChange) -> CalendarSpec {
        revised(mistakes, before, change).0
    }

    fn codes(mistakes: Mistakes) -> Vec<&'static str> {
        match mistakes.refuse() {
            Ok(()) => vec![],
            Err(Error::Invalid(violations)) => violations.into_iter().map(|violation| violation.code).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn office_hours_with_both_layers_are_the_shipped_calendar() {
        let mut mistakes = Mistakes::default();
        let spec = spec(&mut mistakes, "Asia/Shanghai", &office()).expect("no mistake");
        assert_eq!(spec, shipped::guangxi_office_hours());
        assert_eq!(codes(mistakes), Vec::<&str>::new());
    }

    #[test]
    fn every_slip_is_named_at_once() {
        let mut hours = office();
        hours.layers.push("CN-XJ".to_owned());
        hours.weekly.weekly[2] = vec!["8 to 12".to_owned()];
        let closed = DayException { date: date("2026-12-31"), hours: ExceptionHours::Closed };
        hours.exceptions = vec![closed.clone(), closed];
        let mut mistakes = Mistakes::default();
        assert_eq!(spec(&mut mistakes, "Asia/Nanning", &hours), None);
        assert_eq!(codes(mistakes), ["INVALID", "UNKNOWN_LAYER", "DUPLICATE", "INVALID_INTERVAL"]);
    }

    #[test]
    fn an_own_exception_lies_over_the_shipped_layers_and_can_be_taken_back() {
        let mut mistakes = Mistakes::default();
        let before = shipped::guangxi_office_hours();
        let half = ExceptionHours::Open(vec!["08:00-12:00".to_owned()]);
        let typhoon =
            CalendarChange { exceptions: vec![DayException { date: date("2026-09-18"), hours: half }], ..change() };
        let during = after(&mut mistakes, &before, &typhoon);
        let hours = DayRule::Hours(vec![Interval::hm((8, 0), (12, 0))]);
        assert_eq!(during.named(date("2026-09-18")), Some(&hours));
        let calm = CalendarChange { withdrawn: vec![date("2026-09-18")], ..change() };
        assert_eq!(after(&mut mistakes, &during, &calm), before);
        assert_eq!(codes(mistakes), Vec::<&str>::new());
        let mut mistakes = Mistakes::default();
        assert_eq!(after(&mut mistakes, &before, &calm), before);
        assert_eq!(codes(mistakes), ["NOT_FOUND"]);
    }

    #[test]
    fn new_weekly_hours_take_their_place_in_the_series() {
        let mut mistakes = Mistakes::default();
        let before = shipped::guangxi_office_hours();
        let summer = |from: &str| {
            let hours = WeeklyHours { effective_from: date(from), ..office().weekly };
            CalendarChange { hours: Some(hours), ..change() }
        };
        let later = after(&mut mistakes, &before, &summer("2027-06-01"));
        let both = after(&mut mistakes, &later, &summer("2026-06-01"));
        let starts: Vec<_> = both.versions.iter().map(|version| version.effective_from.to_string()).collect();
        assert_eq!(starts, ["2000-01-01", "2026-06-01", "2027-06-01"]);
        assert_eq!(after(&mut mistakes, &both, &summer("2026-06-01")), both, "the same date replaces");
        assert_eq!(codes(mistakes), Vec::<&str>::new());
    }

    #[test]
    fn lists_make_base_overlay_and_own_days_in_their_order() {
        let mut mistakes = Mistakes::default();
        let before = shipped::guangxi_office_hours();
        let list = |layer: &str, text: &str| lists::DayListText {
            layer: layer.to_owned(),
            name: None,
            format: super::super::DayListFormat::Csv,
            text: format!("date,status,hours\n{text}"),
            years: None,
            base: None,
        };
        let whole = "2027-01-01,off\n2027-01-31,work\n2027-10-01,off\n";
        let eve = "2027-01-01,work,08:00-24:00\n";
        let days = vec![list("OWN", eve), list("LZ", "2027-10-01,work\n"), list("CN", whole)];
        let awaited = lists::PendingDay { layer: "CN-GX".to_owned(), date: date("2027-04-09"), awaited: true };
        let change = CalendarChange { day_lists: days, pending: vec![awaited], ..change() };
        let (spec, gaps) = revised(&mut mistakes, &before, &change);
        assert_eq!(codes(mistakes), Vec::<&str>::new());
        assert_eq!(gaps, [], "a base year with holidays and make-up days, and overlays need none");
        let layers: Vec<&str> = spec.layers.iter().map(|layer| layer.code.as_str()).collect();
        assert_eq!(layers, ["CN", "CN-GX", "LZ", "OWN"]);
        assert_eq!(spec.last_known(), Some(date("2027-12-31")));
        assert_eq!(spec.named(date("2027-10-01")), Some(&DayRule::Work { like: None }), "the overlay wins");
        let late = DayRule::Hours(vec![Interval::hm((8, 0), (24, 0))]);
        assert_eq!(spec.named(date("2027-01-01")), Some(&late), "the own day wins over both");
        assert!(spec.layers[1].pending.contains(&date("2027-04-09")));

        let mut mistakes = Mistakes::default();
        let half = CalendarChange { day_lists: vec![list("CN", "2027-01-01,off\n")], ..self::change() };
        let gaps = revised(&mut mistakes, &before, &half).1;
        assert_eq!((gaps.len(), gaps[0].year), (1, 2027));
        let wrong = CalendarChange {
            day_lists: vec![list("CN", "2028-01-01,off\n"), list("lz", "2027-01-01,off\n"), list("CN", "x,off\n")],
            pending: vec![lists::PendingDay { layer: "XJ".to_owned(), date: date("2027-04-09"), awaited: true }],
            ..self::change()
        };
        let mut mistakes = Mistakes::default();
        revised(&mut mistakes, &before, &wrong);
        assert_eq!(codes(mistakes), ["YEARS_APART", "INVALID", "INVALID_DAY_LIST", "UNKNOWN_LAYER"]);
    }
}

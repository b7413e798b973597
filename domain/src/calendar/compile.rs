//! From a written calendar to day rows with prefix sums of open seconds.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::compiled::{CompiledCalendar, Known};
use super::{CalendarError, CalendarSpec, DayRule, Interval, Weekly, local};

/// Beyond the last known day the weekly hours go on for so long; whatever ends there is provisional.
const YEARS_AHEAD: u32 = 10;
/// Before the first known day they reach back so far.
const YEARS_BACK: u32 = 1;
/// The years that a calendar without limits is laid out for.
const UNLIMITED: (i32, i32) = (2000, 2060);

impl CompiledCalendar {
    /// Checks a calendar and lays it out day by day.
    ///
    /// # Errors
    /// The first field that is wrong, as a [`CalendarError`].
    pub fn compile(spec: &CalendarSpec) -> Result<Self, CalendarError> {
        validate(spec)?;
        let (first, last) = range(spec);
        let mut compiled = Self::empty(spec.zone, first);
        let mut version = 0;
        let mut closed_until = i64::MIN;
        for date in first.iter_days().take_while(|date| *date <= last) {
            while spec.versions.get(version + 1).is_some_and(|next| next.effective_from <= date) {
                version += 1;
            }
            for hours in hours_of(spec, &spec.versions[version].weekly, date) {
                // A night shift of the day before may still be open: the union counts each second once.
                let from = local::opening(spec.zone, date, hours.from).max(closed_until);
                let to = local::closing(spec.zone, date, hours.to);
                if from < to {
                    compiled.push(from, to);
                    closed_until = to;
                }
            }
            compiled.end_day();
        }
        if compiled.open_seconds() == 0 {
            return Err(CalendarError::NeverOpen { field: "versions".to_owned() });
        }
        compiled.set_known(known(spec, first));
        Ok(compiled)
    }
}

fn hours_of<'a>(spec: &'a CalendarSpec, weekly: &'a Weekly, date: NaiveDate) -> &'a [Interval] {
    let like = |day: Weekday| weekly[day.num_days_from_monday() as usize].as_slice();
    match spec.named(date) {
        None => like(date.weekday()),
        Some(DayRule::Off) => &[],
        Some(DayRule::Work { like: weekday }) => like(weekday.unwrap_or(Weekday::Mon)),
        Some(DayRule::Hours(hours)) => hours,
    }
}

fn range(spec: &CalendarSpec) -> (NaiveDate, NaiveDate) {
    let year = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
    let earliest = spec
        .first_known()
        .and_then(|date| date.checked_sub_months(Months::new(12 * YEARS_BACK)))
        .unwrap_or(year(UNLIMITED.0, 1, 1));
    let latest = spec
        .last_known()
        .and_then(|date| date.checked_add_months(Months::new(12 * YEARS_AHEAD)))
        .unwrap_or(year(UNLIMITED.1, 12, 31));
    (earliest.max(spec.versions[0].effective_from), latest)
}

fn known(spec: &CalendarSpec, first: NaiveDate) -> Known {
    let (from, until) = (spec.first_known(), spec.last_known());
    let after = |date: NaiveDate| date.checked_add_days(Days::new(1)).unwrap_or(date);
    let row = |date: NaiveDate| usize::try_from((date - first).num_days()).ok();
    let pending = spec.layers.iter().flat_map(|layer| &layer.pending);
    let mut pending: Vec<NaiveDate> = pending.copied().filter(|date| row(*date).is_some()).collect();
    pending.sort_unstable();
    pending.dedup();
    // Days before the first version are as unknown as those before the first known date.
    let begins = from.map_or(first, |from| from.max(first));
    Known {
        from,
        until,
        begins: local::opening(spec.zone, begins, 0),
        ends: until.map_or(i64::MAX, |until| local::opening(spec.zone, after(until), 0)),
        pending,
    }
}

fn validate(spec: &CalendarSpec) -> Result<(), CalendarError> {
    if spec.versions.is_empty() {
        return Err(CalendarError::NoVersion { field: "versions".to_owned() });
    }
    for (index, version) in spec.versions.iter().enumerate() {
        if index > 0 && spec.versions[index - 1].effective_from >= version.effective_from {
            return Err(CalendarError::VersionOrder { field: format!("versions[{index}].effectiveFrom") });
        }
        for (day, hours) in version.weekly.iter().enumerate() {
            check_hours(hours, || format!("versions[{index}].weekly[{day}]"))?;
        }
    }
    for (index, layer) in spec.layers.iter().enumerate() {
        check_known(layer.known_from, layer.known_until, || format!("layers[{index}].knownUntil"))?;
        for (date, rule) in &layer.days {
            if let DayRule::Hours(hours) = rule {
                check_hours(hours, || format!("layers[{index}].days.{date}"))?;
            }
        }
    }
    check_known(spec.first_known(), spec.last_known(), || "knownUntil".to_owned())
}

fn check_known(
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    field: impl Fn() -> String,
) -> Result<(), CalendarError> {
    match (from, until) {
        (Some(from), Some(until)) if from > until => Err(CalendarError::KnownRange { field: field(), from, until }),
        _ => Ok(()),
    }
}

fn check_hours(hours: &[Interval], field: impl Fn() -> String) -> Result<(), CalendarError> {
    for (index, interval) in hours.iter().enumerate() {
        let field = || format!("{}[{index}]", field());
        if interval.from >= interval.to {
            return Err(CalendarError::EmptyInterval { field: field() });
        }
        if !(0..86_400).contains(&interval.from) || interval.to > 172_800 {
            return Err(CalendarError::OutsideDay { field: field() });
        }
        if index > 0 && hours[index - 1].to > interval.from {
            return Err(CalendarError::Overlap { field: field() });
        }
    }
    Ok(())
}

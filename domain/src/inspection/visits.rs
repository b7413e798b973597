//! On which day each date of a recurrence is inspected: moved off days off, and never two on one day.

use chrono::{Days, NaiveDate};

use super::recurrence::Recurrence;
use super::words::{OccurrenceCause, OffDayRule, Placing};
use crate::Instant;
use crate::calendar::{CompiledCalendar, start_of_day, time_of_day};

/// A working day is looked for so many days away at most.
const MOVED_MOST: u64 = 31;
/// The last day of an inspection is looked for so many days ahead at most.
const WINDOW_LOOKED: u64 = 366;

/// What a plan says of its dates, from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTerms {
    /// The rule.
    pub recurrence: Recurrence,
    /// What happens to days off.
    pub off_day: OffDayRule,
    /// When the ticket is raised: minutes after midnight, in the calendar's zone.
    pub raise_minute: u16,
    /// The days that an inspection has, the one on which it is raised included: working days of the calendar, civil days
    /// where days off are inspected all the same.
    pub window_days: u16,
    /// The last date; none: without end.
    pub valid_until: Option<NaiveDate>,
}

/// One date of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// The date of the recurrence: with the plan and the system it names an inspection for good.
    pub nominal_on: NaiveDate,
    /// The day on which it is inspected; of a skipped one the day on which that is written down.
    pub planned_on: NaiveDate,
    /// How the one became the other.
    pub placing: Placing,
    /// Why it is not inspected; none when it is.
    pub skipped: Option<OccurrenceCause>,
    /// Whether that rests on days that nobody has published yet (S8).
    pub provisional: bool,
}

impl PlanTerms {
    /// Its visits after the date `after`, in the order of their dates, which is also that of their days.
    ///
    /// Of several dates that come to lie on one day, the one that belongs there is inspected, else the first; the others
    /// are skipped as `SAME_DAY`.
    pub fn visits<'t>(
        &'t self,
        calendar: &'t CompiledCalendar,
        after: Option<NaiveDate>,
    ) -> impl Iterator<Item = PlannedVisit> + 't {
        // A date that far before cannot share its day with one behind `after`.
        let first = after.and_then(|after| after.checked_sub_days(Days::new(2 * MOVED_MOST)));
        let until = self.valid_until.unwrap_or(NaiveDate::MAX);
        let near = self.recurrence.dates().take_while(move |date| *date <= until);
        let near = near.skip_while(move |date| first.is_some_and(|first| *date < first));
        let placed = near.map(move |date| place(calendar, self.off_day, date));
        Grouped { placed: placed.peekable(), ready: Vec::new() }
            .skip_while(move |visit| after.is_some_and(|after| visit.nominal_on <= after))
    }

    /// When a visit falls due: its ticket is raised, or that it is skipped is written down.
    pub fn raises_at(&self, calendar: &CompiledCalendar, visit: &PlannedVisit) -> Instant {
        time_of_day(calendar.zone(), visit.planned_on, i32::from(self.raise_minute) * 60)
    }

    /// The last day of an inspection on `planned_on`, and whether it rests on days that nobody has published yet.
    pub fn last_day(&self, calendar: &CompiledCalendar, planned_on: NaiveDate) -> (NaiveDate, bool) {
        let days = u64::from(self.window_days.max(1));
        let civil = planned_on + Days::new(days - 1);
        if self.off_day == OffDayRule::AsIs {
            return (civil, false);
        }
        let ahead = (0..WINDOW_LOOKED).map(|n| planned_on + Days::new(n));
        let mut open = ahead.filter(|date| is_working(calendar, *date));
        match open.nth(usize::from(self.window_days.max(1)) - 1) {
            Some(last) => (last, !known(calendar, planned_on, last)),
            None => (civil, true),
        }
    }
}

/// The moment from which an inspection with this last day is missed.
pub fn ends_at(calendar: &CompiledCalendar, last_on: NaiveDate) -> Instant {
    start_of_day(calendar.zone(), last_on + Days::new(1))
}

fn is_working(calendar: &CompiledCalendar, date: NaiveDate) -> bool {
    calendar.day(date).len() > 0
}

fn known(calendar: &CompiledCalendar, one: NaiveDate, other: NaiveDate) -> bool {
    one.min(other).iter_days().take_while(|date| *date <= one.max(other)).all(|date| calendar.is_known(date))
}

fn place(calendar: &CompiledCalendar, rule: OffDayRule, date: NaiveDate) -> PlannedVisit {
    let on = |planned_on: NaiveDate, placing| PlannedVisit {
        nominal_on: date,
        planned_on,
        placing,
        skipped: None,
        provisional: !known(calendar, date, planned_on),
    };
    let nowhere = |cause, provisional| PlannedVisit {
        nominal_on: date,
        planned_on: date,
        placing: Placing::Nowhere,
        skipped: Some(cause),
        provisional,
    };
    if rule == OffDayRule::AsIs {
        return PlannedVisit { provisional: false, ..on(date, Placing::OnDay) };
    }
    if is_working(calendar, date) {
        return on(date, Placing::OnDay);
    }
    let near = |at: fn(NaiveDate, Days) -> Option<NaiveDate>| {
        let mut days = (1..=MOVED_MOST).filter_map(|n| at(date, Days::new(n)));
        days.find(|day| is_working(calendar, *day))
    };
    let (moved, placing) = match rule {
        OffDayRule::Next => (near(NaiveDate::checked_add_days), Placing::Later),
        OffDayRule::Previous => (near(NaiveDate::checked_sub_days), Placing::Earlier),
        OffDayRule::Skip | OffDayRule::AsIs => {
            return nowhere(OccurrenceCause::OffDay, !calendar.is_known(date));
        }
    };
    moved.map_or_else(|| nowhere(OccurrenceCause::NoWorkingDay, true), |day| on(day, placing))
}

/// Visits with at most one on a day: those of a day follow each other, because moving keeps the order.
struct Grouped<I: Iterator<Item = PlannedVisit>> {
    placed: std::iter::Peekable<I>,
    /// What is left of the present day, the last first.
    ready: Vec<PlannedVisit>,
}

impl<I: Iterator<Item = PlannedVisit>> Iterator for Grouped<I> {
    type Item = PlannedVisit;

    fn next(&mut self) -> Option<PlannedVisit> {
        if let Some(visit) = self.ready.pop() {
            return Some(visit);
        }
        let first = self.placed.next()?;
        if first.skipped.is_some() {
            return Some(first);
        }
        let mut day = vec![first];
        while let Some(next) = self.placed.next_if(|next| next.skipped.is_none() && next.planned_on == first.planned_on)
        {
            day.push(next);
        }
        let holds = day.iter().position(|visit| visit.placing == Placing::OnDay).unwrap_or(0);
        for (n, visit) in day.iter_mut().enumerate() {
            if n != holds {
                (visit.placing, visit.skipped) = (Placing::Nowhere, Some(OccurrenceCause::SameDay));
            }
        }
        day.reverse();
        self.ready = day;
        self.ready.pop()
    }
}

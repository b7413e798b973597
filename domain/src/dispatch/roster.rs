//! The duty roster of a team: single turns and weekly ones, who is on call when, and where nobody is.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::Instant;
use crate::ids::{ShiftId, TeamId, UserId};
use crate::text_enum;

/// The longest single or weekly turn, in hours.
pub const SHIFT_HOURS_MAX: i64 = 24 * 7;
/// Turns are held against each other for so many days; weekly ones repeat within them.
const CLASH_DAYS: u64 = 371;

text_enum! {
    /// Who is called first.
    pub enum DutyRole {
        /// Is called (主班).
        Primary = "PRIMARY",
        /// Is called when the first does not answer (备班).
        Backup = "BACKUP",
    }
}

/// When somebody is on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Once, `[from, until)`.
    Once { from: Instant, until: Instant },
    /// Every week on a civil day of the zone, from a time of day for so many minutes, from `first_on` up to and with
    /// `last_on`.
    Weekly {
        zone: Tz,
        weekday: Weekday,
        starts: NaiveTime,
        minutes: i64,
        first_on: NaiveDate,
        last_on: Option<NaiveDate>,
    },
}

/// Why a turn is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TurnError {
    /// It ends before it begins, or lasts no time.
    #[error("a turn ends after it begins")]
    Empty,
    /// It lasts too long for one person.
    #[error("a turn lasts at most {SHIFT_HOURS_MAX} hours")]
    TooLong,
}

impl TurnError {
    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::Empty => "班次的结束时间须晚于开始时间".to_owned(),
            Self::TooLong => format!("一个班次最长 {SHIFT_HOURS_MAX} 小时"),
        }
    }
}

/// One line of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub id: ShiftId,
    pub team: TeamId,
    pub user: UserId,
    pub role: DutyRole,
    pub turn: Turn,
}

/// A stretch, `[from, until)`, in which nobody is called first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: Instant,
    pub until: Instant,
}

impl Turn {
    /// Refuses what is no turn.
    pub fn check(&self) -> Result<(), TurnError> {
        let (minutes, ends) = match self {
            Self::Once { from, until } => ((*until - *from).num_minutes(), true),
            Self::Weekly { minutes, first_on, last_on, .. } => (*minutes, last_on.is_none_or(|last| *first_on <= last)),
        };
        match minutes {
            _ if !ends => Err(TurnError::Empty),
            1.. if minutes <= SHIFT_HOURS_MAX * 60 => Ok(()),
            1.. => Err(TurnError::TooLong),
            _ => Err(TurnError::Empty),
        }
    }

    /// Whether it covers an instant.
    pub fn covers(&self, at: Instant) -> bool {
        !self.between(at, at + TimeDelta::seconds(1)).is_empty()
    }

    /// What of it touches `[from, until)`, in order.
    pub fn between(&self, from: Instant, until: Instant) -> Vec<(Instant, Instant)> {
        let touches = |(begins, ends): &(Instant, Instant)| *begins < until && from < *ends;
        match *self {
            Self::Once { from, until } => [(from, until)].into_iter().filter(touches).collect(),
            Self::Weekly { zone, weekday, starts, minutes, first_on, last_on } => {
                let lasts = TimeDelta::minutes(minutes);
                let day = |at: Instant| at.with_timezone(&zone).date_naive();
                let last = last_on.map_or(day(until), |last| last.min(day(until)));
                let mut on = day(from - lasts).max(first_on);
                let ahead = (7 + weekday.num_days_from_monday() - on.weekday().num_days_from_monday()) % 7;
                on = on + Days::new(u64::from(ahead));
                let mut found = Vec::new();
                while on <= last {
                    // A time that the zone skips begins with the next one there is; one that comes twice, the first time.
                    let local = zone.from_local_datetime(&on.and_time(starts));
                    let begins = local.earliest().map_or_else(|| next_valid(zone, on, starts), |at| at.to_utc());
                    found.extend(Some((begins, begins + lasts)).filter(touches));
                    on = on + Days::new(7);
                }
                found
            }
        }
    }

    /// The first instant at which it can be on.
    fn begins(&self) -> Instant {
        match *self {
            Self::Once { from, .. } => from,
            Self::Weekly { first_on, .. } => first_on.and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(1),
        }
    }

    fn overlaps(&self, other: &Self) -> Option<Instant> {
        let from = self.begins().max(other.begins()) - TimeDelta::hours(SHIFT_HOURS_MAX);
        let until = from + Days::new(CLASH_DAYS);
        let others = other.between(from, until);
        let mine = self.between(from, until);
        let common = mine.iter().flat_map(|(begins, ends)| {
            others.iter().filter_map(move |other| {
                let at = (*begins).max(other.0);
                (at < (*ends).min(other.1)).then_some(at)
            })
        });
        common.min()
    }
}

fn next_valid(zone: Tz, on: NaiveDate, starts: NaiveTime) -> Instant {
    let after = on.and_time(starts) + TimeDelta::hours(1);
    let found = zone.from_local_datetime(&after).earliest();
    found.map_or_else(|| after.and_utc(), |at| at.to_utc())
}

/// When a turn first falls together with another one of the same person, whichever team it is for.
pub fn clash<'s>(user: UserId, turn: &Turn, others: impl IntoIterator<Item = &'s Shift>) -> Option<(ShiftId, Instant)> {
    let own = others.into_iter().filter(|shift| shift.user == user);
    own.filter_map(|shift| Some((shift.id, turn.overlaps(&shift.turn)?))).min_by_key(|(_, at)| *at)
}

/// Who is on call at an instant: those to be called first, then the backups; each by id.
pub fn on_duty<'s>(shifts: impl IntoIterator<Item = &'s Shift>, at: Instant) -> Vec<&'s Shift> {
    let mut found: Vec<&Shift> = shifts.into_iter().filter(|shift| shift.turn.covers(at)).collect();
    found.sort_unstable_by_key(|shift| (shift.role, shift.user, shift.id));
    found
}

/// Who is called when a ticket of `team` needs somebody at an instant: the first of its own team, else the backups; where
/// nobody of it is on duty, or it has no team, the same of all teams of the vendor. Each once; nobody in a gap.
pub fn called(shifts: &[Shift], team: Option<TeamId>, at: Instant) -> Vec<UserId> {
    let now = on_duty(shifts, at);
    let own: Vec<&Shift> = now.iter().copied().filter(|shift| Some(shift.team) == team).collect();
    let near = if own.is_empty() { now } else { own };
    let first = near.first().map(|shift| shift.role);
    let mut people: Vec<UserId> =
        near.iter().filter(|shift| Some(shift.role) == first).map(|shift| shift.user).collect();
    people.dedup();
    people
}

/// Where nobody is to be called first in `[from, until)`, in order.
pub fn gaps<'s>(shifts: impl IntoIterator<Item = &'s Shift>, (from, until): (Instant, Instant)) -> Vec<Gap> {
    let first = shifts.into_iter().filter(|shift| shift.role == DutyRole::Primary);
    let mut covered: Vec<(Instant, Instant)> = first.flat_map(|shift| shift.turn.between(from, until)).collect();
    covered.sort_unstable();
    let (mut gaps, mut reached) = (Vec::new(), from);
    for (begins, ends) in covered {
        if reached < begins {
            gaps.push(Gap { from: reached, until: begins });
        }
        reached = reached.max(ends);
    }
    if reached < until {
        gaps.push(Gap { from: reached, until });
    }
    gaps
}

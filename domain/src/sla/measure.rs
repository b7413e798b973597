//! How a duration is counted: in open hours, or round the clock (S6).

use super::{SlaTarget, TargetDuration};
use crate::Instant;
use crate::calendar::{BookView, CompiledCalendar, Due};

/// What counts the seconds of a target.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure<'a> {
    Open(&'a CompiledCalendar),
    RealTime,
}

impl<'a> Measure<'a> {
    /// The measure of a target; none when its calendar does not exist.
    pub(super) fn of(target: &SlaTarget, view: BookView<'a>) -> Option<Self> {
        match target.duration {
            TargetDuration::RealTime(_) => Some(Self::RealTime),
            TargetDuration::Working(_) | TargetDuration::WorkingDays(_) => view.get(target.calendar).map(Self::Open),
        }
    }

    /// The seconds that a duration from `start` comes to, and whether that figure rests on unpublished days.
    pub(super) fn seconds(self, duration: TargetDuration, start: i64) -> (i64, bool) {
        match (self, duration) {
            (_, TargetDuration::Working(seconds) | TargetDuration::RealTime(seconds)) => (seconds, false),
            (Self::Open(calendar), TargetDuration::WorkingDays(days)) => {
                let close = calendar.nth_working_day_close(start, days);
                (calendar.between(start, close.at), close.provisional)
            }
            (Self::RealTime, TargetDuration::WorkingDays(days)) => (i64::from(days) * 86_400, false),
        }
    }

    pub(super) fn due(self, start: i64, seconds: i64) -> Due {
        match self {
            Self::Open(calendar) => calendar.due(start, seconds),
            Self::RealTime => Due { at: start + seconds.max(0), provisional: false },
        }
    }

    pub(super) fn between(self, from: i64, to: i64) -> i64 {
        match self {
            Self::Open(calendar) => calendar.between(from, to),
            Self::RealTime => to - from,
        }
    }

    /// Whether no day between two instants may still turn out otherwise.
    pub(super) fn is_certain(self, from: i64, to: i64) -> bool {
        match self {
            Self::Open(calendar) => calendar.is_known_between(from, to),
            Self::RealTime => true,
        }
    }

    pub(super) fn next_opening(self, at: i64) -> i64 {
        match self {
            Self::Open(calendar) => calendar.next_opening(at).at,
            Self::RealTime => at,
        }
    }
}

/// The seconds from one instant to another as a target counts them: open ones, or round the clock. None when its calendar
/// does not exist.
pub fn measured_between(target: &SlaTarget, view: BookView<'_>, from: Instant, to: Instant) -> Option<i64> {
    Some(Measure::of(target, view)?.between(from.timestamp(), to.timestamp()))
}

/// The instant of a whole second.
pub(super) fn instant(second: i64) -> Instant {
    Instant::from_timestamp(second, 0).unwrap_or(Instant::MAX_UTC)
}

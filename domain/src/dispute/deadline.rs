//! By when each step of a dispute has to be taken: working days of the contract's calendar.

use chrono::SubsecRound;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::calendar::CompiledCalendar;
use crate::ids::CalendarId;
use crate::sla::{Metric, PolicyTerms, SlaTarget, TargetDuration};

/// In whose working days the parties to these terms have to answer each other: the calendar in which RESOLVE is counted,
/// else whatever is; what is promised round the clock says nothing of offices, and tells only where nothing else is. None
/// when nothing is promised, and so nothing can be disputed.
pub fn calendar_of(terms: &PolicyTerms) -> Option<CalendarId> {
    let in_hours = |target: &&SlaTarget| !matches!(target.duration, TargetDuration::RealTime(_));
    let mut counted = terms.targets.iter().filter(in_hours);
    let resolve = counted.clone().find(|target| target.metric == Metric::Resolve);
    resolve.or_else(|| counted.next()).or(terms.targets.first()).map(|target| target.calendar)
}

/// How many working days each has; a part of the scoring scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DisputeDays {
    /// The vendor, to appeal from when what it appeals is known.
    pub appeal: i32,
    /// The agency, to decide.
    pub agency: i32,
    /// The vendor, to go further.
    pub escalate: i32,
    /// Whoever stands over the agency, to decide for good.
    pub supervisor: i32,
}

impl DisputeDays {
    /// What holds where nothing else was agreed.
    pub const USUAL: Self = Self { appeal: 5, agency: 10, escalate: 5, supervisor: 10 };

    /// Refuses days that leave nobody time, or let a dispute lie.
    ///
    /// # Errors
    /// The first number out of range, with its field.
    pub fn validate(&self) -> Result<(), DisputeDaysError> {
        let days = [
            ("appeal", self.appeal),
            ("agency", self.agency),
            ("escalate", self.escalate),
            ("supervisor", self.supervisor),
        ];
        let wrong = days.into_iter().find(|(_, days)| !(1..=MOST_DAYS).contains(days));
        wrong.map_or(Ok(()), |(field, _)| Err(DisputeDaysError { field }))
    }
}

/// The most working days that anybody may have.
const MOST_DAYS: i32 = 60;

/// Too few or too many working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("disputeDays.{field} must be 1 to {MOST_DAYS} working days")]
pub struct DisputeDaysError {
    /// Whose.
    pub field: &'static str,
}

impl DisputeDaysError {
    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        format!("disputeDays.{} 须为 1 至 {MOST_DAYS} 个工作日", self.field)
    }
}

impl Default for DisputeDays {
    fn default() -> Self {
        Self::USUAL
    }
}

/// A number of working days from an instant, and when they are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepDeadline {
    /// From when.
    pub from: Instant,
    /// How many working days.
    pub days: i32,
    /// The last second in time: the closing of the last of those days (S6).
    pub at: Instant,
    /// Whether it rests on days that nobody has published yet: nothing happens by itself before they are (S8).
    pub provisional: bool,
}

impl StepDeadline {
    /// So many working days after the day of `from`.
    pub fn of(calendar: &CompiledCalendar, from: Instant, days: i32) -> Self {
        let from = from.trunc_subsecs(0);
        let due = calendar.nth_working_day_close(from.timestamp(), u32::try_from(days).unwrap_or(0));
        let at = Instant::from_timestamp(due.at, 0).unwrap_or(Instant::MAX_UTC);
        Self { from, days, at, provisional: due.provisional }
    }

    /// The same by a calendar that may know more by now. What is certain does not move any more.
    #[must_use]
    pub fn renewed(self, calendar: &CompiledCalendar) -> Self {
        if self.provisional { Self::of(calendar, self.from, self.days) } else { self }
    }

    /// Whether it has passed for certain: at the last second itself it has not (S1).
    pub fn has_passed(&self, now: Instant) -> bool {
        !self.provisional && self.at < now.trunc_subsecs(0)
    }
}

//! By when each step of a dispute has to be taken: working days of the contract's calendar.

use chrono::SubsecRound;

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

/// How many working days each has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeDays {
    /// The vendor, to appeal from when what it appeals is known.
    pub appeal: u32,
    /// The agency, to decide.
    pub agency: u32,
    /// The vendor, to go further.
    pub escalate: u32,
    /// Whoever stands over the agency, to decide for good.
    pub supervisor: u32,
}

impl DisputeDays {
    /// What holds where nothing else was agreed.
    pub const USUAL: Self = Self { appeal: 5, agency: 10, escalate: 5, supervisor: 10 };
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
    pub days: u32,
    /// The last second in time: the closing of the last of those days (S6).
    pub at: Instant,
    /// Whether it rests on days that nobody has published yet: nothing happens by itself before they are (S8).
    pub provisional: bool,
}

impl StepDeadline {
    /// So many working days after the day of `from`.
    pub fn of(calendar: &CompiledCalendar, from: Instant, days: u32) -> Self {
        let from = from.trunc_subsecs(0);
        let due = calendar.nth_working_day_close(from.timestamp(), days);
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

//! What the engine answers: the state of each clock, its verdict and its coming alarms.

use serde::{Deserialize, Serialize};

use super::{Metric, PriorityRule};
use crate::Instant;
use crate::ids::TargetId;
use crate::text_enum;

/// Which promise of a ticket a clock measures: unique on a ticket (S3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClockKey {
    /// What is measured.
    pub metric: Metric,
    /// 1 for the first cycle; each reopening adds one for RESTORE and RESOLVE.
    pub cycle: i32,
    /// 1, and for UPDATE the position in the chain of links.
    pub seq: i32,
}

text_enum! {
    /// The state of a clock. The last five are settled: only a fact or decision on the ticket revises them (I3).
    pub enum ClockState {
        /// Time is counted.
        Running = "RUNNING",
        /// A pause holds.
        Paused = "PAUSED",
        /// Past a provisional due time, waiting for the calendar to be confirmed (S8).
        AwaitingCalendar = "AWAITING_CALENDAR",
        /// Stopped at or before the due time.
        Met = "MET",
        /// The due time passed.
        Breached = "BREACHED",
        /// Not counted, by decision.
        Excluded = "EXCLUDED",
        /// Not needed any more.
        Cancelled = "CANCELLED",
        /// The terms promise nothing here; counted as such (S10).
        NoPromise = "NO_PROMISE",
    }
}

impl ClockState {
    /// Whether a verdict is recorded: MET, BREACHED, EXCLUDED or CANCELLED (I3).
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Met | Self::Breached | Self::Excluded | Self::Cancelled)
    }
}

text_enum! {
    /// What an alarm is for (S9).
    pub enum AlarmKind {
        /// A percentage of the target is used up.
        Warn = "WARN",
        /// The due time has passed.
        Breach = "BREACH",
        /// A provisional due time has passed: the clock waits for its calendar (S8). Once the days are known the same
        /// due time may still be breached, so that this is another kind.
        Await = "AWAIT",
        /// A level after the breach.
        Escalate = "ESCALATE",
        /// The ticket has not been restored in time and becomes one priority graver: not told of by the sweep, but done
        /// by a job of its own, because it is an event in the ticket's log.
        Rise = "RISE",
    }
}

/// A coming alarm of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Alarm {
    /// What for.
    pub kind: AlarmKind,
    /// The percentage (WARN), 0 (BREACH, AWAIT), the level (ESCALATE) or the number of the priority to come (RISE).
    pub level: i32,
    /// From when it may fire. For BREACH and AWAIT one second after the due time: at the due second itself the promise can still be kept.
    pub at: Instant,
}

/// A clock as the engine computes it, and as `sla_clock` caches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlaClock {
    /// Which promise.
    pub key: ClockKey,
    /// Every calendar that the clock touches is taken as of this revision (S7).
    pub calendar_revision: i64,
    /// The target that governs the due time; none with [`ClockState::NoPromise`].
    pub target: Option<TargetId>,
    /// Where it stands.
    pub state: ClockState,
    /// When counting began.
    pub started_at: Instant,
    /// The first open instant at or after `started_at` (E3).
    pub effective_start_at: Instant,
    /// The deadline; none while paused, cancelled before it was known, or without promise.
    pub due_at: Option<Instant>,
    /// Whether `due_at` rests on days that nobody has published yet (S8).
    pub provisional: bool,
    /// The milestone that stopped it.
    pub stopped_at: Option<Instant>,
    /// The deadline that passed, whenever that was noticed (I6).
    pub breached_at: Option<Instant>,
    /// When a breach in the past became known, if later than `breached_at` (E25, S4).
    pub breach_known_at: Option<Instant>,
    /// Open, unpaused seconds used until the stop, or until now.
    pub elapsed_seconds: i64,
    /// Open seconds not charged because of pauses.
    pub paused_seconds: i64,
    /// Seconds of the governing target, by its own measure (working days as the open seconds they came to).
    pub target_seconds: i64,
    /// When it counts in a report (S10): the stop if met, the due time if breached.
    pub counted_at: Option<Instant>,
    /// The rule that a raised priority applied, when it did.
    pub rule: Option<PriorityRule>,
    /// Every level of the current due time, in order of time, those already past included: whoever stores them knows
    /// which have fired (S9). Empty while paused and once the clock is met, excluded or cancelled; a breach that was
    /// stopped keeps its breach and the escalations up to the stop, so that a sweep that comes late still tells (E41).
    pub alarms: Vec<Alarm>,
}

impl SlaClock {
    /// Where it stands in reports (S10): when it counts; without a verdict when it stopped or is due, without a due time
    /// when it started.
    pub fn counts_at(&self) -> Instant {
        self.counted_at.or(self.stopped_at).or(self.due_at).unwrap_or(self.started_at)
    }
}

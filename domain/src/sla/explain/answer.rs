//! The shape of an explanation.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Instant;
use crate::dispute::Ruling;
use crate::ids::{CalendarId, DisputeId, PauseId, TargetId, VendorId};
use crate::sla::{SlaClock, TargetChoice, TargetDuration};
use crate::text_enum;
use crate::ticket::{GuardAtRaising, PauseParty, PauseReason, Priority};

/// Why a clock is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The clock, with the calendar revision used.
    pub clock: SlaClock,
    /// The priority when it started.
    pub priority: Priority,
    /// The calendar of the governing target.
    pub calendar: Option<CalendarId>,
    /// The zone that the sentences speak in.
    pub zone: Tz,
    /// Every target of the metric, chosen and lost, for the priority at the start.
    pub targets: Vec<TargetChoice>,
    /// The guard period that the ticket was raised in, and what that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<GuardExplained>,
    /// Every limit that came up, in order (S5).
    pub limits: Vec<LimitExplained>,
    /// Every declared pause and whether it counts (S4).
    pub pauses: Vec<PauseExplained>,
    /// What disputes decided about it, in order (I3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<DisputeExplained>,
    /// The time from start to end, piece by piece.
    pub segments: Vec<Segment>,
    /// The arithmetic.
    pub steps: Vec<Step>,
    /// The same for reading.
    pub sentences: Vec<Sentence>,
}

/// What a dispute decided about a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisputeExplained {
    /// Which.
    pub dispute: DisputeId,
    /// The revision of the verdict that was disputed.
    pub revision: i32,
    /// What was decided.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub at: Instant,
}

/// What a guard period (重保) did to a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GuardExplained {
    /// Which, and what it was called when the ticket was raised.
    #[serde(flatten)]
    pub raised_in: GuardAtRaising,
    /// The stricter target that applies, for the priority at the start; none when there is no stricter one.
    pub applies: Option<GuardTarget>,
    /// The target that would have applied without it.
    pub ordinary: Option<GuardTarget>,
}

/// A target with its duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardTarget {
    /// Which.
    pub target: TargetId,
    /// How long.
    pub duration: TargetDuration,
}

text_enum! {
    /// Why a limit exists.
    pub enum LimitCause {
        /// The priority when the clock started.
        Start = "START",
        /// A raised priority, by the policy's rule.
        Raised = "RAISED",
        /// A lowered priority.
        Lowered = "LOWERED",
    }
}

text_enum! {
    /// What became of a limit.
    pub enum LimitOutcome {
        /// It decides.
        Governs = "GOVERNS",
        /// It is due later than the one that decides.
        Later = "LATER",
        /// A lowered priority took it out.
        Withdrawn = "WITHDRAWN",
        /// A pause holds it.
        Waiting = "WAITING",
        /// Its calendar does not exist.
        NoCalendar = "NO_CALENDAR",
    }
}

/// One limit of a clock: a duration from an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LimitExplained {
    /// The target that promises it.
    pub target: TargetId,
    /// The promise.
    pub duration: TargetDuration,
    /// In whose hours.
    pub calendar: CalendarId,
    /// From when.
    pub starts_at: Instant,
    /// The seconds that the promise comes to, in its own measure.
    pub seconds: i64,
    /// Why it exists.
    pub cause: LimitCause,
    /// Its deadline with pauses, when it has one.
    pub due_at: Option<Instant>,
    /// What became of it.
    pub outcome: LimitOutcome,
}

text_enum! {
    /// Whether a declared pause counts for a clock, and why.
    pub enum PauseStanding {
        /// It holds from its declaration.
        Declared = "DECLARED",
        /// It holds, and the agency accepted it.
        Accepted = "ACCEPTED",
        /// It held as long as the policy lets a pause last, and not to its end.
        Lapsed = "LAPSED",
        /// The agency rejected it: it never held.
        Rejected = "REJECTED",
        /// The vendor answers for it, and nobody accepted it yet.
        AwaitingAcceptance = "AWAITING_ACCEPTANCE",
        /// The target does not pause.
        NotPausable = "NOT_PAUSABLE",
        /// It began at or after the due time and cannot rescue.
        AfterDue = "AFTER_DUE",
        /// It is empty, or lies before the start or after the end of the clock.
        Outside = "OUTSIDE",
    }
}

/// One declared pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PauseExplained {
    /// Which.
    pub pause: PauseId,
    /// Why it was declared.
    pub reason: PauseReason,
    /// Who answers for it.
    pub party: PauseParty,
    /// From when.
    pub from: Instant,
    /// Until when; none while open.
    pub to: Option<Instant>,
    /// When it stopped holding by itself, because the policy lets no pause last longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed_at: Option<Instant>,
    /// Whether it counts.
    pub standing: PauseStanding,
    /// The open seconds that it spans inside the clock, whether they count or not.
    pub open_seconds: i64,
}

text_enum! {
    /// What a piece of time was.
    pub enum SegmentKind {
        /// Counted.
        Running = "RUNNING",
        /// Open, but a pause held.
        Paused = "PAUSED",
        /// Outside the open hours.
        Closed = "CLOSED",
        /// Open, between a solution and the reopening after which the clock went on; nobody answers for it.
        Gap = "GAP",
        /// Counted, while the agency had to decide on a hand-over that it granted.
        HandOver = "HAND_OVER",
        /// Open, but a dispute found that the vendor does not answer for it.
        Relieved = "RELIEVED",
    }
}

/// A piece of a clock's time, charged to a party (E17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
    /// What it was.
    pub kind: SegmentKind,
    /// Who answers for it: running time is the vendor's, unless a dispute put it down to another; of overlapping pauses the first declared one tells.
    pub party: PauseParty,
    /// The pause that tells.
    pub pause: Option<PauseId>,
    /// Its open seconds; 0 when closed.
    pub open_seconds: i64,
    /// The vendor that is charged, where one is and the ticket had several (E28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorId>,
}

/// The open seconds of a clock that one party answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// Who.
    pub party: PauseParty,
    /// Which vendor, where one is charged and the ticket had several.
    pub vendor: Option<VendorId>,
    /// How long.
    pub open_seconds: i64,
}

/// Adds up who is charged with how many of the open seconds, in the order in which they come up.
pub fn charges(segments: &[Segment]) -> Vec<Charge> {
    let mut charges: Vec<Charge> = Vec::new();
    for Segment { party, vendor, open_seconds, .. } in segments.iter().filter(|piece| piece.open_seconds > 0).cloned() {
        match charges.iter_mut().find(|charge| (charge.party, charge.vendor) == (party, vendor)) {
            Some(charge) => charge.open_seconds += open_seconds,
            None => charges.push(Charge { party, vendor, open_seconds }),
        }
    }
    charges
}

text_enum! {
    /// A term of the arithmetic.
    pub enum StepKind {
        /// The clock started.
        Start = "START",
        /// The first open instant from there.
        EffectiveStart = "EFFECTIVE_START",
        /// The governing limit starts later, at a change of priority.
        LimitStart = "LIMIT_START",
        /// Plus the promised seconds.
        Promise = "PROMISE",
        /// Plus the open seconds of pauses before the due time, and of those between a solution and its reopening.
        PauseCredit = "PAUSE_CREDIT",
        /// Makes the due time.
        Due = "DUE",
        /// The milestone.
        Stop = "STOP",
        /// Seconds from the stop to the due time round the clock; negative when late.
        Margin = "MARGIN",
        /// Open seconds used, without pauses.
        Elapsed = "ELAPSED",
    }
}

/// One term: an instant or a number of seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which term.
    pub kind: StepKind,
    /// Its instant.
    pub at: Option<Instant>,
    /// Its seconds.
    pub seconds: Option<i64>,
}

/// One statement in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

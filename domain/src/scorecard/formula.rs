//! The formulas that a criterion may name (domain-facts §6): a closed list, see docs/adr/0029.

use std::ops::Add;

use super::{Counters, Tally};
use crate::text_enum;
use crate::ticket::Priority;

/// A fault reaches so far forward, in days of 24 hours from its first solution: another one of the same contract, system and
/// cause that is solved by then is its repeat.
pub const REPEAT_DAYS: i64 = 30;

text_enum! {
    /// How a criterion becomes a rate between 0 and 1.
    pub enum Formula {
        /// RESPONSE clocks met / met or breached.
        RespondInTime = "RESPOND_IN_TIME",
        /// ARRIVAL clocks met / met or breached.
        ArriveInTime = "ARRIVE_IN_TIME",
        /// RESTORE clocks, weighted by priority (P1 8, P2 4, P3 2, P4 1): Σ w·met / Σ w·(met or breached).
        RestoreWeighted = "RESTORE_WEIGHTED",
        /// RESOLVE clocks met / met or breached.
        ResolveInTime = "RESOLVE_IN_TIME",
        /// UPDATE clocks met / met or breached: reports on time.
        UpdateInTime = "UPDATE_IN_TIME",
        /// 1 − reopened / resolved; a rejected solution counts as reopened.
        ReopenRate = "REOPEN_RATE",
        /// 1 − repeats / faults; a repeat has the same system and cause within [`REPEAT_DAYS`].
        RepeatFaults = "REPEAT_FAULTS",
        /// 1 − rejected pause time / claimed pause time.
        PauseHonesty = "PAUSE_HONESTY",
        /// (mean of ratings − 1) / 4.
        Satisfaction = "SATISFACTION",
        /// RESOLVE clocks of complaints met / met or breached.
        ComplaintsInTime = "COMPLAINTS_IN_TIME",
        /// Closings with cause, solution and evidence on record / closings.
        RecordsComplete = "RECORDS_COMPLETE",
        /// Inspections done / planned.
        InspectionsDone = "INSPECTIONS_DONE",
        /// Nothing is computed: people give the rate, with evidence, and others review it.
        Manual = "MANUAL",
    }
}

/// A rate before it is divided. `numerator / denominator` lies in 0 to 1 when `denominator > 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotient {
    pub numerator: i64,
    pub denominator: i64,
}

impl Formula {
    /// The rate's numerator and denominator. A denominator of 0 is an empty set: no data. None for what people give.
    pub(super) fn quotient(self, counters: &Counters) -> Option<Quotient> {
        Some(match self {
            Self::RespondInTime => share(counters.respond),
            Self::ArriveInTime => share(counters.arrive),
            Self::ResolveInTime => share(counters.resolve),
            Self::UpdateInTime => share(counters.update),
            Self::ComplaintsInTime => share(counters.complaint),
            Self::RecordsComplete => share(counters.record),
            Self::InspectionsDone => share(counters.inspection),
            Self::RestoreWeighted => {
                let weigh = |(priority, tally): (&Priority, Tally)| tally.times(weight(*priority));
                share(Priority::ALL.iter().zip(counters.restore).map(weigh).fold(Tally::default(), Add::add))
            }
            Self::ReopenRate => complement(counters.reopen),
            Self::RepeatFaults => complement(counters.repeat),
            Self::PauseHonesty => complement(counters.pause),
            Self::Satisfaction => Quotient {
                numerator: counters.rating.part - counters.rating.whole,
                denominator: 4 * counters.rating.whole,
            },
            Self::Manual => return None,
        })
    }
}

/// How much a RESTORE clock of this priority weighs.
const fn weight(priority: Priority) -> i64 {
    match priority {
        Priority::P1 => 8,
        Priority::P2 => 4,
        Priority::P3 => 2,
        Priority::P4 => 1,
    }
}

const fn share(tally: Tally) -> Quotient {
    Quotient { numerator: tally.part, denominator: tally.whole }
}

/// What is not the part. A period can see more reopened than resolved, having resolved them earlier: then nothing is left.
fn complement(tally: Tally) -> Quotient {
    Quotient { numerator: (tally.whole - tally.part).max(0), denominator: tally.whole }
}

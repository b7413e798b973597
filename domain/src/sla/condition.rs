//! What a target is for beside metric and priority, and how much it says by that.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Metric, SlaTarget};
use crate::ids::TargetId;
use crate::ticket::{Circumstances, SiteClass, TicketKind};

/// Levels of classified protection (等级保护), both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ProtectionRange {
    /// The lowest level, 1 to 5.
    pub from: i32,
    /// The highest level, not below `from`.
    pub to: i32,
}

/// The levels that there are (GB/T 22239-2019).
const LEVELS: i32 = 5;

impl ProtectionRange {
    /// Whether a level lies in it.
    pub const fn holds(self, level: i32) -> bool {
        self.from <= level && level <= self.to
    }

    /// How many levels it leaves out: the more, the more it says.
    const fn narrowness(self) -> i32 {
        LEVELS - (self.to - self.from)
    }
}

/// How much a target says: what compares greater wins. In this order: guard period, kind of ticket, system type,
/// narrower range of protection levels, class of site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Specificity(bool, bool, bool, i32, bool);

impl SlaTarget {
    /// How much it says.
    pub fn specificity(&self) -> Specificity {
        Specificity(
            self.guard,
            self.ticket_kind.is_some(),
            self.system_type.is_some(),
            self.protection.map_or(0, ProtectionRange::narrowness),
            self.site_class.is_some(),
        )
    }

    /// What decides between two that fit: more said, then the smaller id.
    pub(super) fn rank(&self) -> (Specificity, Reverse<TargetId>) {
        (self.specificity(), Reverse(self.id))
    }

    /// The first thing that keeps it from a ticket, if anything does.
    pub fn misfit(&self, kind: TicketKind, site: SiteClass, raised: &Circumstances) -> Option<Misfit> {
        if self.guard && raised.guard.is_none() {
            return Some(Misfit::Guard);
        }
        let nobody_comes = raised.off_site && self.metric == Metric::Arrival;
        if nobody_comes || self.ticket_kind.is_some_and(|own| own != kind) {
            return Some(Misfit::Kind);
        }
        if self.system_type.is_some() && self.system_type != raised.system_type {
            return Some(Misfit::SystemType);
        }
        let level = raised.protection_level;
        if self.protection.is_some_and(|range| level.is_none_or(|level| !range.holds(level))) {
            return Some(Misfit::Protection);
        }
        self.site_class.is_some_and(|own| own != site).then_some(Misfit::Site)
    }
}

/// What keeps a target from a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is for guard periods, and the ticket was raised outside one.
    Guard,
    /// It is for another kind of ticket.
    Kind,
    /// It is for another type of system.
    SystemType,
    /// It is for other protection levels.
    Protection,
    /// It is for another class of site.
    Site,
}

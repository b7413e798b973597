//! The table of a policy that rests on another one: what it states takes the place of what its base says for the same.

use serde::{Deserialize, Serialize};

use super::{Metric, ProtectionRange, SlaTarget, TargetOrigin};
use crate::ids::TargetId;
use crate::ticket::{Priority, SiteClass, TicketKind};

/// What a target is for: a version has one target of a slot at most.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Slot {
    /// What is measured.
    pub metric: Metric,
    /// For which priority.
    pub priority: Priority,
    /// For which kind of ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_kind: Option<TicketKind>,
    /// For which class of site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_class: Option<SiteClass>,
    /// For which type of system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_type: Option<String>,
    /// For which protection levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionRange>,
    /// Only in guard periods.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guard: bool,
}

impl SlaTarget {
    /// What it is for.
    pub fn slot(&self) -> Slot {
        Slot {
            metric: self.metric,
            priority: self.priority,
            ticket_kind: self.ticket_kind,
            site_class: self.site_class,
            system_type: self.system_type.clone(),
            protection: self.protection,
            guard: self.guard,
        }
    }
}

/// What becomes of a base's table under what is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited<'b> {
    /// Of each stated slot: where its target comes from, and the base's target that it takes the place of.
    pub stated: Vec<(TargetOrigin, Option<TargetId>)>,
    /// The base's targets that stay as they are.
    pub kept: Vec<&'b SlaTarget>,
    /// Places of removed slots for which the base has nothing, or which are stated as well.
    pub idle: Vec<usize>,
}

/// Lays what is stated and removed over the base's targets.
pub fn inherit<'b>(base: &'b [SlaTarget], stated: &[Slot], removed: &[Slot]) -> Inherited<'b> {
    let of_base = |slot: &Slot| base.iter().find(|target| target.slot() == *slot);
    let origin = |slot: &Slot| match of_base(slot) {
        Some(replaced) => (TargetOrigin::Overridden, Some(replaced.id)),
        None => (TargetOrigin::Own, None),
    };
    let kept = |target: &&SlaTarget| {
        let slot = target.slot();
        !stated.contains(&slot) && !removed.contains(&slot)
    };
    let idle = |slot: &Slot| of_base(slot).is_none() || stated.contains(slot);
    Inherited {
        stated: stated.iter().map(origin).collect(),
        kept: base.iter().filter(kept).collect(),
        idle: removed.iter().enumerate().filter(|(_, slot)| idle(slot)).map(|(place, _)| place).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::CalendarId;
    use crate::sla::TargetDuration;
    use uuid::Uuid;

    fn target(id: u128, metric: Metric, priority: Priority) -> SlaTarget {
        SlaTarget {
            id: TargetId(Uuid::from_u128(id)),
            metric,
            priority,
            ticket_kind: None,
            site_class: None,
            system_type: None,
            protection: None,
            guard: false,
            duration: TargetDuration::RealTime(60),
            calendar: CalendarId(Uuid::nil()),
            pausable: false,
            warn_percent: vec![],
            escalations: vec![],
        }
    }

    #[test]
    fn a_slot_is_taken_over_replaced_or_left_out() {
        use Metric::{Resolve, Response, Restore};
        let base = [Response, Restore, Resolve].map(|metric| target(metric as u128, metric, Priority::P1));
        let slot = |metric, priority| target(0, metric, priority).slot();
        let (p1, p2) = (Priority::P1, Priority::P2);
        let at_night = Slot { guard: true, ..slot(Restore, p1) };
        let stated = [slot(Restore, p1), slot(Restore, p2), at_night.clone()];
        let found = inherit(&base, &stated, &[slot(Resolve, p1), slot(Resolve, p2), slot(Restore, p1)]);
        let id = |metric: Metric| TargetId(Uuid::from_u128(metric as u128));
        assert_eq!(
            found.stated,
            [(TargetOrigin::Overridden, Some(id(Restore))), (TargetOrigin::Own, None), (TargetOrigin::Own, None)]
        );
        assert_eq!(found.kept.iter().map(|target| target.metric).collect::<Vec<_>>(), [Response]);
        assert_eq!(found.idle, [1, 2], "nothing to remove, and stated as well");
        assert_eq!(inherit(&base, &[], &[]).kept.len(), 3, "without a word everything is inherited");
    }
}

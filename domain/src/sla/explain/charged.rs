//! Whom the running time of a ticket that was handed over is charged to (E28): the vendor whose leg it is; the agency,
//! while it had to decide on a hand-over that it then granted. A proposal that was declined, taken back or not answered, or
//! that still waits, changes nothing: nobody sheds time by asking.

use crate::ids::VendorId;
use crate::ticket::{Event, Fact};

/// Nothing for a ticket that one vendor had all the time.
#[derive(Debug, Default)]
pub(super) struct Charged {
    /// From which second which vendor has it.
    legs: Vec<(i64, VendorId)>,
    /// From the proposal to the decision.
    waits: Vec<(i64, i64)>,
}

impl Charged {
    pub(super) fn of(events: &[Event]) -> Self {
        let mut charged = Self::default();
        if !events.iter().any(|event| matches!(event.fact, Fact::HandedOver { .. })) {
            return charged;
        }
        let mut order: Vec<&Event> = events.iter().collect();
        order.sort_unstable_by_key(|event| event.seq);
        let mut proposed = None;
        for event in order {
            let at = event.occurred_at.timestamp();
            match event.fact {
                Fact::HandOverProposed { .. } => proposed = Some(at),
                Fact::HandOverDeclined { .. } | Fact::HandOverWithdrawn | Fact::HandOverLapsed => proposed = None,
                Fact::HandedOver { from, to, .. } => {
                    if charged.legs.is_empty() {
                        charged.legs.push((i64::MIN, from));
                    }
                    charged.legs.push((at, to));
                    charged.waits.extend(proposed.take().map(|from| (from, at)));
                }
                _ => {}
            }
        }
        charged
    }

    /// Where somebody else begins to answer.
    pub(super) fn edges(&self) -> impl Iterator<Item = i64> {
        let waits = self.waits.iter().flat_map(|(from, to)| [*from, *to]);
        self.legs.iter().map(|(from, _)| *from).chain(waits)
    }

    /// Whether the agency had to decide then.
    pub(super) fn decides(&self, at: i64) -> bool {
        self.waits.iter().any(|(from, to)| *from <= at && at < *to)
    }

    /// Who had it then; none for a ticket that one vendor had all the time.
    pub(super) fn vendor(&self, at: i64) -> Option<VendorId> {
        self.legs.iter().rfind(|(from, _)| *from <= at).map(|(_, vendor)| *vendor)
    }
}

//! A level that rises by itself.

use super::decide::Decision;
use super::{ActorSide, Fact, Priority, Ticket, moment};
use crate::Instant;

/// The ticket one priority graver, decided by the platform at `now`; none when it does not stand where it rose from, or
/// need not be restored any more. When that is, the engine says: [`crate::sla::AlarmKind::Rise`].
pub fn risen(ticket: &Ticket, to: Priority, now: Instant) -> Option<Decision> {
    let waits = ticket.is_unsolved() && ticket.restored_at.is_none();
    if !waits || ticket.priority.above() != Some(to) {
        return None;
    }
    let rose = Fact::PriorityRose { from: ticket.priority, to };
    // A decision takes effect when it is made, a machine's as well: no due time moves into the past by it (S5).
    let at = moment::to_second(now).max(ticket.cycle_from);
    Some(Decision::of(ticket, vec![rose], (at, now, ActorSide::System)))
}

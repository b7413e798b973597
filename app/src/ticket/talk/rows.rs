//! The rows that an event leaves beside the log: watchers, work entries, what becomes of files.

use domain::ids::{TicketId, UserId};
use domain::ticket::{Event, Fact, Ticket};
use storage::entity::{ticket_watcher, work_entry};
use storage::write::{FileStep, TicketChange};

use crate::ticket::rows::missing;
use crate::{Op, Result};

/// Adds what comes of an event to a change; `after` is the ticket after it.
pub(in crate::ticket) fn add(op: &Op, change: &mut TicketChange, event: &Event, after: &Ticket) -> Result<()> {
    let ticket = change.ticket.id;
    match &event.fact {
        Fact::Commented { mentions, .. } => {
            change.talk.watchers.extend(mentions.iter().map(|user| watcher(op, ticket, *user)));
        }
        Fact::Attached { attachment, sha256, .. } => {
            let (id, sha256, at) = (*attachment, sha256.clone(), op.now());
            change.talk.files.push(FileStep::Stored { id, sha256, at });
        }
        Fact::AttachmentWithdrawn { attachment, reason, .. } => {
            let (id, at, by, reason) = (*attachment, op.now(), op.actor().user(), reason.clone());
            let name = op.actor().name().to_owned();
            change.talk.files.push(FileStep::Withdrawn { id, at, by, name, reason });
        }
        Fact::WorkLogged { entry, engineer, started_at, minutes, billable, summary, visibility } => {
            change.talk.work.push(work_entry::Model {
                id: *entry,
                ticket_id: ticket,
                vendor_id: change.ticket.vendor_id,
                engineer_id: *engineer,
                started_at: *started_at,
                minutes: *minutes,
                billable: *billable,
                summary: summary.clone(),
                visibility: *visibility,
                reverses_id: None,
                recorded_by: op.actor().user(),
                recorded_at: op.now(),
            });
        }
        Fact::WorkReversed { entry, reverses, visibility, reason } => {
            let work = after.work(*reverses).ok_or_else(|| missing("the reversed entry"))?;
            change.talk.work.push(work_entry::Model {
                id: *entry,
                ticket_id: ticket,
                vendor_id: change.ticket.vendor_id,
                engineer_id: work.engineer,
                started_at: work.started_at,
                minutes: -work.minutes,
                billable: work.billable,
                summary: reason.clone(),
                visibility: *visibility,
                reverses_id: Some(*reverses),
                recorded_by: op.actor().user(),
                recorded_at: op.now(),
            });
        }
        _ => {}
    }
    Ok(())
}

pub(super) fn watcher(op: &Op, ticket: TicketId, user: UserId) -> ticket_watcher::Model {
    ticket_watcher::Model { ticket_id: ticket, user_id: user, added_by: op.actor().user(), added_at: op.now() }
}

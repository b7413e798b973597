//! The work log: an engineer writes down what was done, and takes back what was wrong.

use domain::Instant;
use domain::access::Action;
use domain::ids::{TicketId, WorkEntryId};
use domain::ticket::{Command, NewWork, Visibility};
use storage::query::{talk as query, ticket};

use super::super::act::{Act, act};
use super::readable;
use crate::ticket::legs::reads_inside;
use crate::{Error, Op, Result, TicketRow};

/// An entry as stored.
pub type WorkView = storage::entity::work_entry::Model;

/// Work that the actor has done.
#[derive(Clone, Debug)]
pub struct LogWork {
    pub ticket: TicketId,
    pub started_at: Instant,
    /// 1 to 1,440.
    pub minutes: i32,
    pub billable: bool,
    pub summary: String,
    /// Public, or inside the vendor.
    pub visibility: Visibility,
}

/// Writes down work of the actor. Needs `ticket.log_work`.
///
/// # Errors
/// `BEFORE_RAISED`, `IN_FUTURE` and `INVALID` as the domain says; NOT_FOUND and FORBIDDEN.
pub async fn log_work(op: &Op, new: LogWork) -> Result<TicketRow> {
    op.require(Action::TicketLogWork)?;
    let engineer = op.actor().user().ok_or(Error::Forbidden(Action::TicketLogWork))?;
    let LogWork { ticket, started_at, minutes, billable, summary, visibility } = new;
    let entry = op.id();
    let command = Command::LogWork(NewWork { entry, engineer, started_at, minutes, billable, summary, visibility });
    act(op, &Act { ticket, command, occurred_at: None, late_reason: None }).await
}

/// Takes an entry back by a counter-entry. Needs `ticket.log_work`; another's entry needs `ticket.moderate` as well.
///
/// # Errors
/// NOT_FOUND for an entry that the actor does not see, FORBIDDEN for another's; `ALREADY_DONE` when it was taken back.
pub async fn reverse_work(op: &Op, id: WorkEntryId, reason: &str) -> Result<TicketRow> {
    op.require(Action::TicketLogWork)?;
    let missing = || Error::NotFound("work entry");
    let row = query::work_entry(op.app().store.read(), id).await?;
    let own = |row: &WorkView| reads_inside(op, Some(row.visibility), Some(row.engineer_id));
    let row = row.filter(|row| readable(op).contains(&row.visibility) && own(row)).ok_or_else(missing)?;
    let scope = op.ticket_scope(Action::TicketView);
    ticket::find(op.app().store.read(), &scope, row.ticket_id).await?.ok_or_else(missing)?;
    if !may_reverse(op, &row) {
        return Err(Error::Forbidden(Action::TicketModerate));
    }
    let command = Command::ReverseWork { entry: op.id(), reverses: id, reason: reason.to_owned() };
    act(op, &Act { ticket: row.ticket_id, command, occurred_at: None, late_reason: None }).await
}

/// Whether an entry is the actor's to take back: their own, or one of their vendor's people.
pub fn may_reverse(op: &Op, row: &WorkView) -> bool {
    let own = op.actor().user() == Some(row.engineer_id);
    let moderates = op.read_scope(Action::TicketModerate).covers(None, Some(row.vendor_id));
    op.actor().may(Action::TicketLogWork) && (own || moderates)
}

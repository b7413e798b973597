//! Major incidents: their tickets, the one solution for all of them, and no end before theirs.

use domain::Instant;
use domain::access::Action;
use domain::ids::TicketId;
use domain::ticket::{Command, Decision, Event, Fact, Ticket, TicketState, check_children_solved};
use storage::Transaction;
use storage::query::{ticket as query, ticket_link};

use super::act::{Act, act};
use crate::{Error, Op, Result, TicketRow};

/// Tickets solved by one request at most.
const MOST: usize = 100;

/// The solution of a major incident, to be recorded on its tickets.
#[derive(Clone, Debug)]
pub struct ResolveChildren {
    /// The major incident.
    pub ticket: TicketId,
    /// When they were solved, if not now.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded only now.
    pub late_reason: Option<String>,
}

/// What became of the tickets of a major incident.
#[derive(Debug)]
pub struct Children {
    pub parent: TicketRow,
    /// Each as it was read, and as it is now or why it stayed.
    pub results: Vec<(TicketRow, Result<TicketRow>)>,
    /// Whether others wait: ask once more.
    pub more: bool,
}

/// Records the cause and solution of a solved major incident on each of its tickets that is not solved, at most a hundred.
/// Each is a change of its own: its facts, its clocks, its verdicts, and a refusal of one holds up no other. Needs
/// `ticket.resolve`.
///
/// # Errors
/// `NOT_LINKABLE` for what is no major incident, or has no solution yet; NOT_FOUND, FORBIDDEN; outages half-way: what was
/// done until then is done, and asking again goes on.
pub async fn resolve_children(op: &Op, asked: &ResolveChildren) -> Result<Children> {
    op.require(Action::TicketResolve)?;
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketResolve));
    let parent = query::find(db, &op.ticket_scope(Action::TicketView), asked.ticket).await?;
    let parent = parent.ok_or(Error::NotFound("ticket"))?;
    if !scope.covers(parent.agency_id, Some(parent.vendor_id)) {
        return Err(Error::Forbidden(Action::TicketResolve));
    }
    let solved = matches!(parent.state, TicketState::Resolved | TicketState::Closed);
    let (Some(cause), Some(solution)) = (parent.cause.clone(), parent.solution.clone().filter(|_| solved)) else {
        let en = "the major incident is not solved: solve it first, and its solution is recorded on its tickets";
        return Err(Error::invalid("NOT_LINKABLE", "ticketId", en, "重大事件尚未解决，请先解决该事件"));
    };
    let wait = u64::try_from(MOST).unwrap_or(0) + 1;
    let mut children = ticket_link::unsolved_children(db, &scope, parent.id, wait).await?;
    let more = children.len() > MOST;
    children.truncate(MOST);
    let mut results = Vec::with_capacity(children.len());
    for child in children {
        let solve = Command::Resolve { cause: cause.clone(), solution: solution.clone() };
        let result = resolve(op, asked, child.id, child.state, solve).await;
        match result {
            Err(error @ (Error::Unavailable(_) | Error::Internal(_))) => return Err(error),
            result => results.push((child.into(), result)),
        }
    }
    Ok(Children { parent: parent.into(), results, more })
}

/// Nobody solves what nobody has taken notice of: a new ticket is acknowledged first.
async fn resolve(
    op: &Op,
    asked: &ResolveChildren,
    ticket: TicketId,
    state: TicketState,
    command: Command,
) -> Result<TicketRow> {
    let ask = |command| Act { ticket, command, occurred_at: asked.occurred_at, late_reason: asked.late_reason.clone() };
    if state == TicketState::New {
        act(op, &ask(Command::Acknowledge)).await?;
    }
    act(op, &ask(command)).await
}

/// Refuses to close or cancel a major incident whose tickets are not solved.
pub(super) async fn check_children(
    transaction: &Transaction,
    ticket: TicketId,
    before: &Ticket,
    decision: &Decision,
) -> Result<()> {
    let ends = |event: &Event| matches!(event.fact, Fact::Confirmed | Fact::Cancelled { .. });
    if !before.major || !decision.events.iter().any(ends) {
        return Ok(());
    }
    Ok(check_children_solved(ticket_link::count_unsolved(transaction, ticket).await?)?)
}

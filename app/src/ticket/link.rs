//! Linking two tickets: both change in one transaction, each tells of it in its own log.

use domain::access::{Action, TicketScope};
use domain::ids::{TicketId, TicketLinkId};
use domain::ticket::{
    Asked, Command, Decision, Event, Link, LinkEnd, LinkRelation, Linkable, NewLink, Ticket, TicketKind, check_link,
    check_unlink, decide,
};
use storage::Transaction;
use storage::entity::{ticket, ticket_link};
use storage::query::inspection::hold_of_ticket;
use storage::query::setup::insert;
use storage::query::{ticket as query, ticket_link as links};
use storage::write::act as write;

use super::change::change;
use super::history::check_seen;
use super::rows::{event, missing};
use crate::inspection::follow_ticket;
use crate::{Error, Op, Result, TicketRow};

/// Two tickets, and what the first is to the second.
#[derive(Clone, Copy, Debug)]
pub struct LinkTickets {
    pub ticket: TicketId,
    pub other: TicketId,
    pub relation: LinkRelation,
}

/// A ticket that asks for the same as another, which goes on.
#[derive(Clone, Debug)]
pub struct Duplicate {
    pub ticket: TicketId,
    pub of: TicketId,
    /// May be empty.
    pub reason: String,
    /// Whether what was said on it is referred to from the ticket that goes on.
    pub merge: bool,
}

/// Links two tickets and answers with both. Needs `ticket.link` at both.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `NOT_LINKABLE`, `ALREADY_DONE`, `TOO_MANY`; DUPLICATES is said by [`mark_duplicate`].
pub async fn link_tickets(op: &Op, asked: &LinkTickets) -> Result<[TicketRow; 2]> {
    op.require(Action::TicketLink)?;
    if asked.relation == LinkRelation::Duplicates {
        let en = "a duplicate is marked (markTicketDuplicate) or merged (mergeTickets)";
        return Err(Error::invalid("INVALID", "relation", en, "重复工单请使用 markTicketDuplicate 或 mergeTickets"));
    }
    let new = New { action: Action::TicketLink, relation: asked.relation, merged: false, field: "otherTicketId" };
    let command = |link, end, other| Command::Link { link, relation: asked.relation, end, other, merged: false };
    join(op, [asked.ticket, asked.other], new, command).await
}

/// Cancels a ticket as the duplicate of another, and links them (E33). Needs `ticket.mark_duplicate` at both.
///
/// # Errors
/// As [`link_tickets`]; both tickets are of one agency and one vendor, and the second is not cancelled.
pub async fn mark_duplicate(op: &Op, asked: &Duplicate) -> Result<[TicketRow; 2]> {
    let (action, merged) = (Action::TicketMarkDuplicate, asked.merge);
    op.require(action)?;
    let relation = LinkRelation::Duplicates;
    let field = if merged { "intoTicketId" } else { "ofTicketId" };
    let command = |link, end, other| match end {
        LinkEnd::From => Command::MarkDuplicate { link, of: other, merged, reason: asked.reason.clone() },
        LinkEnd::To => Command::Link { link, relation, end, other, merged },
    };
    join(op, [asked.ticket, asked.of], New { action, relation, merged, field }, command).await
}

/// Takes a link back and answers with both tickets. Needs `ticket.link` at both.
///
/// # Errors
/// NOT_FOUND when either ticket is not the actor's to see; `NOT_LINKABLE` for a duplicate; `REQUIRED` for the reason.
pub async fn withdraw_link(op: &Op, id: TicketLinkId, reason: &str) -> Result<[TicketRow; 2]> {
    let action = Action::TicketLink;
    op.require(action)?;
    for _ in 0..2 {
        let transaction = op.begin().await?;
        let gone = || Error::NotFound("ticket link");
        let row = links::find(&transaction, id).await?.ok_or_else(gone)?;
        let scope = op.ticket_scope(Action::TicketView);
        let ends = [(row.from_ticket_id, LinkEnd::From), (row.to_ticket_id, LinkEnd::To)];
        let mut decided = Vec::with_capacity(2);
        for (ticket, end) in ends {
            let loaded = End::load(&transaction, &scope, ticket).await?.ok_or_else(gone)?;
            loaded.check_allowed(op, action)?;
            decided.push((loaded, end));
        }
        check_unlink(row.relation, op.side(action)?)?;
        let (others, relation) = ([row.to_ticket_id, row.from_ticket_id], row.relation);
        let mut changes = Vec::with_capacity(2);
        for ((loaded, end), other) in decided.into_iter().zip(others) {
            let command = Command::Unlink { link: id, relation, end, other, reason: reason.to_owned() };
            let decision = loaded.decide(op, &command)?;
            changes.push((loaded, decision));
        }
        let withdrawn = links::withdraw(&transaction, id, op.actor().user(), op.now()).await?;
        if !withdrawn {
            return Err(gone());
        }
        if let Some(rows) = write_both(op, &transaction, changes).await? {
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            return Ok(rows);
        }
    }
    Err(Error::Conflict)
}

/// Relates a ticket to another in the caller's transaction and answers with the first: for one that was raised of the
/// other. None when somebody else changed the other meanwhile.
pub(crate) async fn relate_within(
    op: &Op,
    transaction: &Transaction,
    [from, to]: [TicketId; 2],
) -> Result<Option<TicketRow>> {
    let (action, relation) = (Action::TicketLink, LinkRelation::RelatesTo);
    let new = New { action, relation, merged: false, field: "ticketId" };
    let command = |link, end, other| Command::Link { link, relation, end, other, merged: false };
    let joined = join_within(op, transaction, [from, to], new, command).await?;
    Ok(joined.map(|[first, _]| first))
}

/// What a link takes beside its tickets.
#[derive(Clone, Copy)]
struct New {
    action: Action,
    relation: LinkRelation,
    merged: bool,
    /// The input that names the second ticket.
    field: &'static str,
}

async fn join(
    op: &Op,
    [from, to]: [TicketId; 2],
    new: New,
    command: impl Fn(TicketLinkId, LinkEnd, TicketId) -> Command,
) -> Result<[TicketRow; 2]> {
    for _ in 0..2 {
        let transaction = op.begin().await?;
        let Some(rows) = join_within(op, &transaction, [from, to], new, &command).await? else { continue };
        transaction.commit().await?;
        op.app().outbox_filled.notify_one();
        return Ok(rows);
    }
    Err(Error::Conflict)
}

async fn join_within(
    op: &Op,
    transaction: &Transaction,
    [from, to]: [TicketId; 2],
    new: New,
    command: impl Fn(TicketLinkId, LinkEnd, TicketId) -> Command,
) -> Result<Option<[TicketRow; 2]>> {
    let scope = op.ticket_scope(Action::TicketView);
    let first = End::load(transaction, &scope, from).await?.ok_or(Error::NotFound("ticket"))?;
    let unknown =
        || Error::invalid("NOT_FOUND", new.field, "no such ticket, or not for you to see", "工单不存在或无权查看");
    let second = End::load(transaction, &scope, to).await?.ok_or_else(unknown)?;
    first.check_allowed(op, new.action)?;
    second.check_allowed(op, new.action)?;
    if let Some(seen) = op.seen() {
        check_seen(op, transaction, &first.row, seen).await?;
    }
    let known = links::of(transaction, &[from, to]).await?;
    let known: Vec<Link> = known.iter().map(link).collect();
    let line = op.directory().above(first.row.agency_id);
    check_link(&NewLink {
        relation: new.relation,
        from: first.linkable(),
        to: second.linkable(),
        side: op.side(new.action)?,
        line: &line,
        known: &known,
        field: new.field,
    })?;
    let id: TicketLinkId = op.id();
    let decisions =
        [first.decide(op, &command(id, LinkEnd::From, to))?, second.decide(op, &command(id, LinkEnd::To, from))?];
    let changes = [first, second].into_iter().zip(decisions).collect();
    let Some(rows) = write_both(op, transaction, changes).await? else { return Ok(None) };
    let row = ticket_link::Model {
        id,
        relation: new.relation,
        from_ticket_id: from,
        to_ticket_id: to,
        merged: new.merged,
        created_by: op.actor().user(),
        created_at: op.now(),
        withdrawn_by: None,
        withdrawn_at: None,
    };
    insert(transaction, row).await?;
    Ok(Some(rows))
}

/// Writes both changes, the older ticket first: two links over the same tickets wait for each other and never both. None
/// when somebody else changed one of them meanwhile.
async fn write_both(
    op: &Op,
    transaction: &Transaction,
    changes: Vec<(End, Decision)>,
) -> Result<Option<[TicketRow; 2]>> {
    let mut written = Vec::with_capacity(2);
    for (end, decision) in &changes {
        written.push(change(op, transaction, &end.row, &end.events, decision).await?);
    }
    let rows: Vec<TicketRow> = written.iter().map(|change| change.ticket.clone().into()).collect();
    written.sort_by_key(|change| change.ticket.id);
    // Whoever acts on the ticket of an inspection holds the inspection first.
    for change in written.iter().filter(|change| change.ticket.kind == TicketKind::Inspection) {
        hold_of_ticket(transaction, change.ticket.id).await?;
    }
    for change in written {
        let after = change.ticket.clone();
        if !write(transaction, change).await? {
            return Ok(None);
        }
        follow_ticket(op, transaction, &after, &[]).await?;
    }
    let rows: Result<[TicketRow; 2], _> = rows.try_into();
    rows.map(Some).map_err(|_| missing("one of the two tickets"))
}

fn link(row: &ticket_link::Model) -> Link {
    Link { relation: row.relation, from: row.from_ticket_id, to: row.to_ticket_id }
}

/// A ticket to be linked, with its log.
struct End {
    row: ticket::Model,
    events: Vec<Event>,
    before: Ticket,
}

impl End {
    async fn load(transaction: &Transaction, scope: &TicketScope, id: TicketId) -> Result<Option<Self>> {
        let Some(row) = query::find(transaction, scope, id).await? else { return Ok(None) };
        let events = query::events(transaction, row.id).await?;
        let events = events.iter().map(event).collect::<Result<Vec<_>>>()?;
        let mut before = Ticket::fold(&events, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
        before.team = row.team_id;
        Ok(Some(Self { row, events, before }))
    }

    fn check_allowed(&self, op: &Op, action: Action) -> Result<()> {
        let allowed = op.ticket_scope(action).covers(self.row.agency_id, Some(self.row.vendor_id));
        if allowed { Ok(()) } else { Err(Error::Forbidden(action)) }
    }

    const fn linkable(&self) -> Linkable<'_> {
        let row = &self.row;
        Linkable { id: row.id, agency: row.agency_id, vendor: row.vendor_id, ticket: &self.before }
    }

    fn decide(&self, op: &Op, command: &Command) -> Result<Decision> {
        Ok(decide(&self.before, command, &Asked::now(op.side(command.action())?, op.now()))?)
    }
}

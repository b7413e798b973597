//! Acting on a ticket: load in scope, let the domain decide, compute the clocks, write under the version (S2).

use domain::Instant;
use domain::access::{Action, Grant, Org};
use domain::ids::{NoteId, TicketId};
use domain::sla::{PolicyTerms, answer_by};
use domain::ticket::{Asked, Bounds, Command, Decision, Event, Person, Ticket, decide_under};
use storage::Transaction;
use storage::entity::ticket;
use storage::query::setup::insert_all;
use storage::query::ticket as query;
use storage::write::act as write;

use super::change::change;
use super::children::check_children;
use super::hand_over;
use super::history::check_seen;
use super::notes::notes_used;
use super::rows::{event, missing};
use super::talk;
use super::told::{check_told, silence};
use crate::inspection::{check_answered, follow_ticket};
use crate::{Coverage, Error, Op, Result, TicketRow};

/// A command on a ticket, and when it happened if not now.
#[derive(Clone, Debug)]
pub struct Act {
    pub ticket: TicketId,
    pub command: Command,
    pub occurred_at: Option<Instant>,
    /// Why it is recorded only now.
    pub late_reason: Option<String>,
}

/// Carries out a command and answers with the ticket after it.
///
/// # Errors
/// NOT_FOUND outside the scope, FORBIDDEN where visible but not the actor's to do, the domain's refusals, and
/// CONFLICT when somebody else changed the ticket twice in a row meanwhile.
pub async fn act(op: &Op, asked: &Act) -> Result<TicketRow> {
    act_on(op, asked, None, &[]).await
}

/// The same on the version of the ticket that the actor has seen, if one is given, naming the knowledge notes that a
/// solution used.
///
/// # Errors
/// [`Error::Stale`] when something that the actor may see happened to the ticket since, `NOT_FOUND` for a note that the
/// actor does not see; and those of [`act`].
pub async fn act_on(op: &Op, asked: &Act, seen: Option<i64>, notes: &[NoteId]) -> Result<TicketRow> {
    for _ in 0..2 {
        let transaction = op.begin().await?;
        let Loaded { row, events, .. } = &load(op, &transaction, asked).await?;
        if let Some(seen) = seen {
            check_seen(op, &transaction, row, seen).await?;
        }
        check_told(op, asked)?;
        let mut when = Asked {
            side: op.side(asked.command.action())?,
            now: op.now(),
            occurred_at: asked.occurred_at,
            late_reason: asked.late_reason.clone(),
            person: person(op, row),
            answer_by: None,
        };
        let mut before = Ticket::fold(events, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
        before.team = row.team_id;
        check_assignee(op, &before, &asked.command)?;
        check_team(op, row, &asked.command)?;
        talk::check_mentions(op, row, &asked.command)?;
        let coverage = op.coverage_for(&[row.policy_version_id], &[]).await?;
        let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        if asked.command.proposes().is_some() {
            when.answer_by = answer_by(terms, coverage.book.as_of(coverage.book.latest()), op.now());
        }
        let command = hand_over::resolved(op, row, &before, &asked.command)?;
        let decision = decide_under(&terms.severity.matrix, &before, &command, &when)?;
        check_children(&transaction, row.id, &before, &decision).await?;
        check_answered(&transaction, row, &decision).await?;
        let used = notes_used(op, &transaction, row.id, &decision, notes).await?;
        check_contracted(op, row, events, &decision)?;
        check_bounds(op, row, &before, (terms, &coverage), asked, &decision)?;
        let mut change = change(op, &transaction, row, events, &decision).await?;
        let alarms = change.clocks.iter_mut().flat_map(|clock| &mut clock.alarms);
        silence(op, asked.command.action(), asked.occurred_at, alarms);
        let after = change.ticket.clone();
        if write(&transaction, change).await? {
            insert_all(&transaction, used).await?;
            follow_ticket(op, &transaction, &after, &decision.events).await?;
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            return Ok(after.into());
        }
    }
    Err(Error::Conflict)
}

struct Loaded {
    row: ticket::Model,
    events: Vec<Event>,
}

async fn load(op: &Op, transaction: &Transaction, asked: &Act) -> Result<Loaded> {
    let action = asked.command.action();
    let row = query::find(transaction, &op.ticket_scope(Action::TicketView), asked.ticket).await?;
    let row = row.ok_or(Error::NotFound("ticket"))?;
    if !op.ticket_scope(action).covers(row.agency_id, Some(row.vendor_id)) {
        return Err(Error::Forbidden(action));
    }
    let events = query::events(transaction, row.id).await?;
    let events = events.iter().map(event).collect::<Result<_>>()?;
    Ok(Loaded { row, events })
}

/// The person who asks, with the roles that reach the ticket.
fn person(op: &Op, row: &ticket::Model) -> Option<Person> {
    let directory = op.directory();
    let above = directory.above(row.agency_id);
    let reaches = |grant: &&Grant| match grant.org {
        Org::Agency(agency) => above.contains(&agency),
        Org::Vendor(vendor) => vendor == row.vendor_id,
        Org::Platform => false,
    };
    let roles = op.actor().grants().iter().filter(reaches).map(|grant| grant.role).collect();
    op.actor().user().map(|user| Person { user, roles })
}

/// What the policy that binds the ticket says about pauses and reopening.
fn check_bounds(
    op: &Op,
    row: &ticket::Model,
    before: &Ticket,
    (terms, coverage): (&PolicyTerms, &Coverage),
    asked: &Act,
    decision: &Decision,
) -> Result<()> {
    let grants = hand_over::grants_at(op, row);
    let at = decision.events.first().map_or(op.now(), |event| event.occurred_at);
    let bounds = Bounds::of(terms, coverage.book.as_of(coverage.book.latest()));
    Ok(bounds.check(before, &asked.command, grants.as_deref(), at)?)
}

/// A vendor that is named must be there, and an engineer works for the vendor that the ticket is given to.
fn check_assignee(op: &Op, before: &Ticket, command: &Command) -> Result<()> {
    let Command::Assign { vendor, engineer } = command else { return Ok(()) };
    let directory = op.directory();
    if vendor.is_some_and(|vendor| directory.vendors.get(&vendor).is_none_or(|vendor| !vendor.active)) {
        return Err(Error::invalid("NOT_FOUND", "vendorId", "no such vendor", "没有此服务商"));
    }
    let Some(engineer) = engineer else { return Ok(()) };
    let works = vendor.or(before.vendor).is_some_and(|vendor| directory.works_for(*engineer, vendor, op.now()));
    if works {
        return Ok(());
    }
    let en = "no such engineer at the ticket's vendor";
    Err(Error::invalid("NOT_FOUND", "engineerId", en, "该服务商没有此工程师"))
}

/// A ticket is assigned to no vendor but the one that its contract is with: another has promised nothing about it (E28), and
/// is given it by a hand-over.
fn check_contracted(op: &Op, row: &ticket::Model, events: &[Event], decision: &Decision) -> Result<()> {
    if hand_over::is_handed_over(&decision.events) {
        return Ok(());
    }
    let coverage = op.coverage();
    let to = decision.after.vendor.filter(|to| *to != row.vendor_id);
    let handed_over = hand_over::is_handed_over(events);
    let refuses = |contract: &&crate::Contract| handed_over || to != Some(contract.row.vendor_id);
    let contract = coverage.contracts.get(&row.contract_id).filter(refuses);
    let (Some(_), Some(contract)) = (to, contract) else { return Ok(()) };
    let number = &contract.row.number;
    let en = format!("the ticket is bound by contract {number}, which is with another vendor");
    Err(Error::invalid("NOT_CONTRACTED", "vendorId", en, format!("工单受合同 {number} 约束，其服务商为另一单位")))
}

/// A team that is named is one of the ticket's vendor, and takes work.
fn check_team(op: &Op, row: &ticket::Model, command: &Command) -> Result<()> {
    let Command::Route { team: Some(team), .. } = command else { return Ok(()) };
    let coverage = op.coverage();
    let found = coverage.teams.get(team).filter(|team| team.row.vendor_id == row.vendor_id && team.row.active);
    if found.is_some() {
        return Ok(());
    }
    Err(Error::invalid("NOT_FOUND", "teamId", "the ticket's vendor has no such active team", "该服务商没有此在用班组"))
}

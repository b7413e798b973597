//! What changed on tickets, field by field, and who changed it; and whether a ticket is still as somebody saw it.

use std::collections::HashMap;

use chrono::SecondsFormat;
use domain::Instant;
use domain::access::Action;
use domain::ids::{TicketId, UserId, VendorId};
use domain::ticket::{Content, Event, Fact, TicketField, history as fold};
use storage::Transaction;
use storage::entity::{ticket, ticket_event};
use storage::query::{audit, ticket as query};

use super::rows::event;
use super::view::{EventView, events, grouped};
use crate::{Coverage, Error, Op, Result, Sight};

/// One field before and after one event, in words for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The event's place in the log.
    pub seq: i32,
    pub field: TicketField,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Who did it: a person, `system: JOB` for the platform, `import` for a log that was imported.
    pub by: String,
    /// None for the platform and an import.
    pub user: Option<UserId>,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
}

/// What changed on tickets that the actor may see, oldest first; what stands in comments inside the other side is left
/// out. A few statements, however many tickets.
pub async fn history(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<FieldChange>>> {
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketView));
    let bound: HashMap<_, _> = query::contracts_of(db, &scope, ids).await?.into_iter().collect();
    let rows = query::events_of(db, &scope, ids).await?;
    let seen = events(op, ids).await?;
    let jobs = audit::jobs(db, ids, &unnamed(&rows)).await?;
    let coverage = op.coverage();
    let teller = Teller { op, teams: Sight::of(op, Action::TeamView, &coverage), coverage: &coverage, jobs: &jobs };
    let mut told = HashMap::new();
    for (id, rows) in grouped(rows, |row| row.ticket_id) {
        let contract = bound.get(&id).and_then(|id| coverage.contracts.get(id));
        let vendor = contract.map(|contract| contract.row.vendor_id);
        told.insert(id, teller.tell(&rows, vendor, seen.get(&id).map_or(&[], Vec::as_slice))?);
    }
    Ok(told)
}

/// Refuses when something that the actor may see happened to a ticket since the version that they saw. What the platform
/// did to its clocks alone is no reason: nobody decided anything.
pub(super) async fn check_seen(op: &Op, transaction: &Transaction, row: &ticket::Model, seen: i64) -> Result<()> {
    if seen == row.version {
        return Ok(());
    }
    if seen > row.version || seen < 1 {
        let (en, zh) = (format!("the ticket is at version {}", row.version), format!("工单当前版本为 {}", row.version));
        return Err(Error::invalid("INVALID", "expectedVersion", en, zh));
    }
    let rows = query::events(transaction, row.id).await?;
    let news: Vec<i32> = rows.iter().filter(|row| row.version > seen).map(|row| row.seq).collect();
    let jobs = audit::jobs(transaction, &[row.id], &unnamed(&rows)).await?;
    let coverage = op.coverage();
    let teller = Teller { op, teams: Sight::of(op, Action::TeamView, &coverage), coverage: &coverage, jobs: &jobs };
    let readable = events(op, &[row.id]).await?;
    let readable = readable.get(&row.id).map_or(&[][..], Vec::as_slice);
    let mut changes = teller.tell(&rows, Some(row.vendor_id), readable)?;
    changes.retain(|change| news.contains(&change.seq));
    if changes.is_empty() { Ok(()) } else { Err(Error::Stale(changes)) }
}

/// When the events were recorded that name nobody.
fn unnamed(rows: &[ticket_event::Model]) -> Vec<Instant> {
    let mut times: Vec<Instant> = rows.iter().filter(|row| row.actor_id.is_none()).map(|row| row.recorded_at).collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// Tells changes to one reader.
struct Teller<'t> {
    op: &'t Op,
    coverage: &'t Coverage,
    /// A vendor's teams are its own affair.
    teams: Sight,
    jobs: &'t HashMap<(TicketId, Instant), String>,
}

impl Teller<'_> {
    /// What the events that the reader may read changed; `vendor` is the contract's.
    fn tell(
        &self,
        rows: &[ticket_event::Model],
        vendor: Option<VendorId>,
        readable: &[EventView],
    ) -> Result<Vec<FieldChange>> {
        let log = rows.iter().map(event).collect::<Result<Vec<Event>>>()?;
        let first = log.iter().find_map(|event| match event.fact {
            Fact::HandedOver { from, .. } => Some(from),
            _ => None,
        });
        let vendor = first.or(vendor);
        let directory = self.op.directory();
        let mut told = Vec::new();
        for change in fold(&log, vendor) {
            let Some((row, event)) = rows.iter().zip(&log).find(|(row, _)| row.seq == change.seq) else { continue };
            let seen = readable.iter().any(|view| view.event.seq == change.seq);
            if !seen || !self.may_know(&event.fact, change.field, [&change.from, &change.to]) {
                continue;
            }
            let person = row.actor_id.and_then(|id| directory.users.get(&id));
            let job = || self.jobs.get(&(row.ticket_id, row.recorded_at)).map(|job| format!("system: {job}"));
            let by = person.map(|user| user.name.clone()).or_else(job);
            told.push(FieldChange {
                seq: change.seq,
                field: change.field,
                from: change.from.map(|content| self.words(content)),
                to: change.to.map(|content| self.words(content)),
                by: by.unwrap_or_else(|| "import".to_owned()),
                user: row.actor_id,
                occurred_at: event.occurred_at,
                recorded_at: event.recorded_at,
            });
        }
        Ok(told)
    }

    /// The move between teams of a vendor is told to whoever may see them, and to others that there was one.
    fn may_know(&self, fact: &Fact, field: TicketField, contents: [&Option<Content>; 2]) -> bool {
        let seen = |content: &Option<Content>| match content {
            Some(Content::Team(id)) => self.coverage.teams.get(id).is_some_and(|team| self.teams.team(team)),
            _ => true,
        };
        field != TicketField::Team || matches!(fact, Fact::Routed { .. }) && contents.into_iter().all(seen)
    }

    fn words(&self, content: Content) -> String {
        let directory = self.op.directory();
        match content {
            Content::Word(word) => word.to_owned(),
            Content::Number(number) => number.to_string(),
            Content::Time(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            Content::Text(text) => text,
            Content::Person(id) => directory.users.get(&id).map_or_else(|| id.to_string(), |user| user.name.clone()),
            Content::Vendor(id) => directory.vendors.get(&id).map_or_else(|| id.to_string(), |row| row.name.clone()),
            Content::Team(id) => self.coverage.teams.get(&id).map_or_else(|| id.to_string(), |of| of.row.name.clone()),
        }
    }
}

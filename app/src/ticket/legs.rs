//! The legs of tickets: whose promise a clock counts for, and what a vendor may go on reading of a ticket it gave away.

use std::collections::HashMap;

use chrono_tz::Tz;
use domain::access::{Action, TicketScope};
use domain::ids::{ContractId, LegId, TicketId, UserId, VendorId};
use domain::sla::{Explanation, ReplayInput, SlaClock, explain, replay};
use domain::ticket::{Event, Fact, Leg, Visibility, holder, legs};
use storage::query::leg::{self as query, LegFilter};
use storage::query::ticket_link;

use super::clocks::pins;
use super::rows::{event, missing};
use super::view::{EventView, grouped, linked_to, readable, unsealed};
use crate::{Contract, Coverage, Error, Op, Result};

/// A leg as stored.
pub type LegView = storage::entity::ticket_leg::Model;

/// The legs of a ticket that was handed over, each with the zone of its contract; none for all others.
pub(crate) fn holders(coverage: &Coverage, contract: &Contract, log: &[Event]) -> Result<Vec<(Leg, Tz)>> {
    if !super::hand_over::is_handed_over(log) {
        return Ok(Vec::new());
    }
    let zoned = |leg: Leg| {
        let of = coverage.contracts.get(&leg.contract).ok_or_else(|| missing("the contract of a leg"))?;
        Ok((leg, of.zone))
    };
    legs(log, (contract.row.vendor_id, contract.row.id)).into_iter().map(zoned).collect()
}

/// The contract that a clock counts for, and its zone.
pub(crate) fn held(holders: &[(Leg, Tz)], clock: &SlaClock) -> Option<(ContractId, Tz)> {
    let legs: Vec<Leg> = holders.iter().map(|(leg, _)| leg.clone()).collect();
    let leg = holder(&legs, clock)?;
    holders.iter().find(|(of, _)| of.number == leg.number).map(|(of, zone)| (of.contract, *zone))
}

/// Leaves out what other vendors said among themselves: a comment inside the vendor is read by the one in whose leg it was
/// written. The present leg is the scope's own.
pub(super) fn of_own_leg(vendors: Option<&[VendorId]>, views: &mut Vec<EventView>) {
    let Some(vendors) = vendors else { return };
    let ended = |view: &EventView| match view.event.fact {
        Fact::HandedOver { from, .. } => Some((view.event.seq, from)),
        _ => None,
    };
    let ends: Vec<(i32, VendorId)> = views.iter().filter_map(ended).collect();
    views.retain(|view| {
        let inside = view.event.fact.visibility() == Visibility::VendorInternal;
        let leg = ends.iter().find(|(last, _)| inside && view.event.seq <= *last);
        leg.is_none_or(|(_, vendor)| vendors.contains(vendor))
    });
}

/// Whether somebody is of a vendor that the actor reads tickets for; everybody is, for whoever reads them for an agency.
pub(crate) fn is_of_own_vendor(op: &Op, user: UserId) -> bool {
    let scope = op.ticket_scope(Action::TicketView);
    let Some(vendors) = vendors_of(&scope).filter(|vendors| !vendors.is_empty()) else { return true };
    let directory = op.directory();
    let mut grants = directory.users.get(&user).into_iter().flat_map(|user| &user.grants);
    grants.any(|grant| grant.vendor_id.is_some_and(|vendor| vendors.contains(&vendor)))
}

/// Whether what somebody put on a ticket may be read: what is inside a vendor, by that vendor alone (E28).
pub(crate) fn reads_inside(op: &Op, visibility: Option<Visibility>, author: Option<UserId>) -> bool {
    let inside = visibility == Some(Visibility::VendorInternal);
    !inside || author.is_none_or(|author| is_of_own_vendor(op, author))
}

/// The vendors that a scope is of; none where it is not by organisations.
pub(super) fn vendors_of(scope: &TicketScope) -> Option<&[VendorId]> {
    match scope {
        TicketScope::Orgs { vendors, .. } => Some(vendors),
        TicketScope::Everything | TicketScope::Nothing => None,
    }
}

/// Which legs, and which page. `None` does not narrow.
#[derive(Clone, Copy, Debug, Default)]
pub struct LegQuery {
    pub ticket: Option<TicketId>,
    pub vendor: Option<VendorId>,
    /// Only those that have ended, or only present ones.
    pub ended: Option<bool>,
    /// The last one already seen.
    pub after: Option<LegId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of legs, the latest first.
#[derive(Clone, Debug)]
pub struct LegList {
    pub rows: Vec<LegView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the legs that the actor may see: those of the agency's tickets, and a vendor's own. Needs `leg.view`.
pub async fn ticket_legs(op: &Op, asked: &LegQuery) -> Result<LegList> {
    op.require(Action::LegView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::LegView));
    let filter = LegFilter { ticket: asked.ticket, vendor: asked.vendor, ended: asked.ended };
    let mut rows = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(LegList { rows, more, total })
}

/// One leg. Needs `leg.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_leg(op: &Op, id: LegId) -> Result<LegView> {
    let found = query::find(op.app().store.read(), &op.read_scope(Action::LegView), id).await?;
    found.ok_or(Error::NotFound("leg"))
}

/// The legs of tickets that the actor may see, by ticket, in order; none for tickets that were never handed over.
pub async fn legs_of(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<LegView>>> {
    let rows = query::of_tickets(op.app().store.read(), &op.read_scope(Action::LegView), ids).await?;
    Ok(grouped(rows, |row| row.ticket_id))
}

/// What was recorded up to the end of a leg, and the clocks as they stood then.
#[derive(Clone, Debug, Default)]
pub struct LegStory {
    /// The events that the actor may read.
    pub events: Vec<EventView>,
    /// Every clock that had begun, with its time charged second by second.
    pub clocks: Vec<Explanation>,
}

/// The stories of legs, each told from nothing but what was recorded up to its end: what came later cannot show. Two
/// statements, however many legs.
pub async fn leg_stories(op: &Op, legs: &[LegView]) -> Result<HashMap<LegId, LegStory>> {
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::LegView));
    let ids: Vec<LegId> = legs.iter().map(|leg| leg.id).collect();
    let tickets: Vec<TicketId> = legs.iter().map(|leg| leg.ticket_id).collect();
    let mut logs = grouped(query::events(db, &scope, &ids).await?, |(leg, _)| *leg);
    let stored = query::clocks(db, &tickets).await?;
    let versions: Vec<_> = legs.iter().map(|leg| leg.policy_version_id).collect();
    let coverage = op.coverage_for(&versions, &stored).await?;
    let stored = grouped(stored, |clock| clock.ticket_id);
    let own = op.ticket_scope(Action::TicketView);
    let events = logs.values().flatten().map(|(_, row)| event(row)).collect::<Result<Vec<Event>>>()?;
    let mut others: Vec<TicketId> = events.iter().filter_map(linked_to).collect();
    others.sort_unstable();
    others.dedup();
    let seen = if others.is_empty() { others } else { ticket_link::visible(db, &own, &others).await? };
    let mut stories = HashMap::new();
    for leg in legs {
        let Some(rows) = logs.remove(&leg.id) else { continue };
        let log = rows.iter().map(|(_, row)| event(row)).collect::<Result<Vec<Event>>>()?;
        let terms = coverage.terms.get(&leg.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        let pins = pins(stored.get(&leg.ticket_id).map_or(&[], Vec::as_slice), coverage.book.latest());
        let now = leg.until_at.min(op.now());
        let input = ReplayInput { events: &log, terms, book: &coverage.book, pins: &pins, now };
        let begun = replay(&input).into_iter().filter(|clock| clock.started_at <= now && clock.target.is_some());
        let clocks = begun.filter_map(|clock| explain(&input, clock.key)).collect();
        let view = |((_, row), event): (&(LegId, storage::entity::ticket_event::Model), &Event)| EventView {
            id: row.id,
            event: event.clone(),
            actor: row.actor_id,
        };
        let mut events: Vec<EventView> = rows.iter().zip(&log).map(view).collect();
        let linked = |view: &EventView| linked_to(&view.event).is_none_or(|other| seen.contains(&other));
        events.retain(|view| readable(op, &view.event) && linked(view));
        of_own_leg(vendors_of(&own), &mut events);
        unsealed(op, &mut events);
        stories.insert(leg.id, LegStory { events, clocks });
    }
    Ok(stories)
}

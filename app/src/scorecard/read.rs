//! Reading scorecards in scope, and the tickets behind their terms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, ContractId, ScorecardId, TicketId, VendorId};
use domain::scorecard::{PeriodKind, SubjectKind};
use storage::query::scorecard::{self as query, Behind, CardFilter, CardScope, Span};
use storage::read::{TicketFilter, TicketPage, tickets};

use super::view::{ScorecardView, views};
use crate::{Error, Op, Result, TicketOrder, TicketRow};

/// Which scorecards, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ScorecardQuery {
    pub subject: Option<SubjectKind>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub period: Option<PeriodKind>,
    /// Periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The last card already seen: the first day of its period, and its id.
    pub after: Option<(NaiveDate, ScorecardId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of scorecards, the latest period first.
#[derive(Clone, Debug)]
pub struct ScorecardList {
    pub rows: Vec<ScorecardView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the cards that the actor reaches: contracts' by either party and those above the agency; a vendor's by
/// the vendor, and by whoever reaches every contract that it counts, so that no count tells of others (I7).
/// Needs `scorecard.view`.
pub async fn scorecards(op: &Op, asked: &ScorecardQuery) -> Result<ScorecardList> {
    op.require(Action::ScorecardView)?;
    let filter = CardFilter {
        subject: asked.subject,
        contract: asked.contract,
        vendor: asked.vendor,
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        period: asked.period,
        from: asked.from,
        until: asked.until,
    };
    let (db, scope) = (op.app().store.read(), scope(op));
    let mut cards = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = cards.len() as u64 > asked.limit;
    cards.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(ScorecardList { rows: views(op, cards).await?, more, total })
}

/// One card. Needs `scorecard.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_scorecard(op: &Op, id: ScorecardId) -> Result<ScorecardView> {
    op.require(Action::ScorecardView)?;
    let card = query::find(op.app().store.read(), &scope(op), id).await?;
    let found = views(op, card.into_iter().collect()).await?.pop();
    found.ok_or(Error::NotFound("scorecard"))
}

fn scope(op: &Op) -> CardScope {
    let rows = op.read_scope(Action::ScorecardView);
    let mut whole: BTreeSet<VendorId> = BTreeSet::new();
    if let ReadScope::Orgs { agencies, .. } = &rows {
        let coverage = op.coverage();
        let inside = |agency: &AgencyId| agencies.binary_search(agency).is_ok();
        let contracts = || coverage.contracts.values().map(|contract| &contract.row);
        whole.extend(contracts().filter(|row| inside(&row.agency_id)).map(|row| row.vendor_id));
        for row in contracts().filter(|row| !inside(&row.agency_id)) {
            whole.remove(&row.vendor_id);
        }
    }
    CardScope { rows, whole_vendors: whole.into_iter().collect() }
}

/// Which tickets behind a term, and which page.
#[derive(Clone, Debug)]
pub struct BehindQuery {
    /// The criterion's code.
    pub criterion: String,
    pub after: Option<TicketId>,
    pub limit: u64,
    /// Whether to count all of them.
    pub with_total: bool,
}

/// A page of the tickets behind a term, by id.
#[derive(Clone, Debug)]
pub struct TicketsBehind {
    pub rows: Vec<TicketRow>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// The tickets that a term of a card counted, as far as the actor may see tickets: two statements, and
/// one more when the total is wanted.
///
/// # Errors
/// NOT_FOUND when the card has no such criterion.
pub async fn tickets_behind(op: &Op, card: &ScorecardView, asked: &BehindQuery) -> Result<TicketsBehind> {
    let term = card.terms.iter().find(|term| term.code == asked.criterion).ok_or(Error::NotFound("criterion"))?;
    let behind = Behind { formula: term.formula, months: card.period.months(), spans: spans(op, card) };
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketView));
    let mut ids = query::tickets_behind(db, &scope, &behind, asked.after, asked.limit + 1).await?;
    let more = ids.len() as u64 > asked.limit;
    ids.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count_behind(db, &scope, &behind).await?) } else { None };
    if ids.is_empty() {
        return Ok(TicketsBehind { rows: Vec::new(), more, total });
    }
    let page = TicketPage { order: TicketOrder::default(), after: None, limit: ids.len() as u64, with_text: true };
    let filter = TicketFilter { ids, ..TicketFilter::default() };
    let mut rows = tickets(db, &scope, &filter, &page).await?;
    rows.sort_unstable_by_key(|row| row.id);
    Ok(TicketsBehind { rows, more, total })
}

/// The card's contracts and its period in each of their zones.
fn spans(op: &Op, card: &ScorecardView) -> Vec<Span> {
    let coverage = op.coverage();
    let counted = coverage.contracts.values().filter(|contract| match card.contract {
        Some(id) => contract.row.id == id,
        None => contract.row.vendor_id == card.vendor,
    });
    let mut zones: BTreeMap<&str, Span> = BTreeMap::new();
    for contract in counted {
        let (from, until) = card.period.bounds(contract.zone);
        let span = zones.entry(contract.zone.name());
        span.or_insert_with(|| Span { from, until, contracts: Vec::new() }).contracts.push(contract.row.id);
    }
    zones.into_values().collect()
}

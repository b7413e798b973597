//! Reading what people brought to scorecards: ledger entries and scores, by either party and those above the agency.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, LedgerEntryId, ManualScoreId, VendorId};
use domain::scorecard::{ManualScoreState, check_reviewer, is_own};
use storage::entity::{ledger_entry, manual_score};
use storage::query::ledger::{self, LedgerFilter};
use storage::query::manual_score::{self as scores, ManualScoreFilter};

use super::ledger::LedgerEntryView;
use super::manual::ManualScoreView;
use crate::dispute::{disputable_scores, disputed_entries};
use crate::{Error, Op, Result};

/// Which entries, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct LedgerQuery {
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Of contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub item: Option<String>,
    /// Those that happened in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Only those that stand, or only those that were struck.
    pub struck: Option<bool>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, LedgerEntryId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of entries, the latest day first.
#[derive(Clone, Debug)]
pub struct LedgerList {
    pub rows: Vec<LedgerEntryView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the entries of contracts that the actor reaches. Needs `scorecard.view`.
pub async fn ledger_entries(op: &Op, asked: &LedgerQuery) -> Result<LedgerList> {
    op.require(Action::ScorecardView)?;
    let filter = LedgerFilter {
        contract: asked.contract,
        vendor: asked.vendor,
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        item: asked.item.clone(),
        from: asked.from,
        until: asked.until,
        struck: asked.struck,
    };
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::ScorecardView));
    let mut rows = ledger::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(ledger::count(db, &scope, &filter).await?) } else { None };
    Ok(LedgerList { rows: with_strikes(op, rows).await?, more, total })
}

/// Some entries that the actor reaches, by their ids: two statements, and one more for a vendor. Without the permission
/// there are none.
pub async fn some_ledger_entries(op: &Op, ids: &[LedgerEntryId]) -> Result<HashMap<LedgerEntryId, LedgerEntryView>> {
    let scope = op.read_scope(Action::ScorecardView);
    let rows = ledger::some(op.app().store.read(), &scope, ids).await?;
    Ok(with_strikes(op, rows).await?.into_iter().map(|view| (view.row.id, view)).collect())
}

/// One entry.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_ledger_entry(op: &Op, id: LedgerEntryId) -> Result<LedgerEntryView> {
    some_ledger_entries(op, &[id]).await?.remove(&id).ok_or(Error::NotFound("ledger entry"))
}

/// Whether the actor may strike it now.
pub fn may_strike(op: &Op, entry: &LedgerEntryView) -> bool {
    let own = is_own(entry.row.booked_by, op.actor().user());
    let reached = op.read_scope(Action::LedgerStrike).covers(Some(entry.row.agency_id), None);
    reached && !own && entry.strike.is_none()
}

async fn with_strikes(op: &Op, rows: Vec<ledger_entry::Model>) -> Result<Vec<LedgerEntryView>> {
    let ids: Vec<LedgerEntryId> = rows.iter().map(|row| row.id).collect();
    let mut strikes = ledger::strikes(op.app().store.read(), &ids).await?;
    let disputed = disputed_entries(op, &ids).await?;
    let view = |row: ledger_entry::Model| LedgerEntryView {
        strike: strikes.remove(&row.id),
        disputed: disputed.contains(&row.id),
        row,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Which scores, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ManualScoreQuery {
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Of contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub criterion: Option<String>,
    pub state: Option<ManualScoreState>,
    /// Those of periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, ManualScoreId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of scores, the latest period first.
#[derive(Clone, Debug)]
pub struct ManualScoreList {
    pub rows: Vec<ManualScoreView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the scores of contracts that the actor reaches. Needs `scorecard.view`.
pub async fn manual_scores(op: &Op, asked: &ManualScoreQuery) -> Result<ManualScoreList> {
    op.require(Action::ScorecardView)?;
    let filter = ManualScoreFilter {
        contract: asked.contract,
        vendor: asked.vendor,
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        criterion: asked.criterion.clone(),
        state: asked.state,
        from: asked.from,
        until: asked.until,
    };
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::ScorecardView));
    let mut rows = scores::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(scores::count(db, &scope, &filter).await?) } else { None };
    Ok(ManualScoreList { rows: with_reviews(op, rows).await?, more, total })
}

/// Some scores that the actor reaches, by their ids: three statements, and two more for a vendor. Without the permission there are none.
pub async fn some_manual_scores(op: &Op, ids: &[ManualScoreId]) -> Result<HashMap<ManualScoreId, ManualScoreView>> {
    let scope = op.read_scope(Action::ScorecardView);
    let rows = scores::some(op.app().store.read(), &scope, ids).await?;
    Ok(with_reviews(op, rows).await?.into_iter().map(|view| (view.row.id, view)).collect())
}

/// One score.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_manual_score(op: &Op, id: ManualScoreId) -> Result<ManualScoreView> {
    some_manual_scores(op, &[id]).await?.remove(&id).ok_or(Error::NotFound("manual score"))
}

/// Whether the actor may review it now.
pub fn may_review(op: &Op, score: &ManualScoreView) -> bool {
    let reached = op.read_scope(Action::ManualScoreReview).covers(Some(score.row.agency_id), None);
    let other = check_reviewer(score.row.given_by, op.actor().user()).is_ok();
    reached && other && score.review.is_none()
}

async fn with_reviews(op: &Op, rows: Vec<manual_score::Model>) -> Result<Vec<ManualScoreView>> {
    let ids: Vec<ManualScoreId> = rows.iter().map(|row| row.id).collect();
    let mut reviews = scores::reviews(op.app().store.read(), &ids).await?;
    let mut revisions = scores::revisions(op.app().store.read(), &ids).await?;
    let disputable = disputable_scores(op, &rows).await?;
    let view = |row: manual_score::Model| ManualScoreView {
        review: reviews.remove(&row.id),
        revision: revisions.remove(&row.id),
        disputable: disputable.contains(&row.id),
        row,
    };
    Ok(rows.into_iter().map(view).collect())
}

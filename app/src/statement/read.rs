//! Reading statements: by either party and those above the buyer.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, StatementId, VendorId};
use domain::statement::{StatementRecord, StatementState, StatementStep, available_steps, four_eyes, needs};
use storage::query::statement::{self as query, StatementFilter};

use super::current;
use crate::{Error, Op, Result, StatementRow, StatementStepRow};

/// Which statements, and which page. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct StatementQuery {
    pub contract: Option<ContractId>,
    /// Contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub states: Vec<StatementState>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, StatementId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page, the latest period first.
#[derive(Clone, Debug)]
pub struct StatementList {
    pub rows: Vec<StatementRow>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of what the actor sees. Needs `statement.view`.
pub async fn statements(op: &Op, asked: &StatementQuery) -> Result<StatementList> {
    op.require(Action::StatementView)?;
    let filter = StatementFilter {
        contract: asked.contract,
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        vendor: asked.vendor,
        states: asked.states.clone(),
    };
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::StatementView));
    let mut rows = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(StatementList { rows, more, total })
}

/// One.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_statement(op: &Op, id: StatementId) -> Result<StatementRow> {
    let found = query::find(op.app().store.read(), &op.read_scope(Action::StatementView), id).await?;
    found.ok_or(Error::NotFound("statement"))
}

/// What was done to statements that the actor sees, in order.
pub async fn history(op: &Op, ids: &[StatementId]) -> Result<HashMap<StatementId, Vec<StatementStepRow>>> {
    let mut found: HashMap<StatementId, Vec<StatementStepRow>> = HashMap::new();
    for step in query::steps(op.app().store.read(), &op.read_scope(Action::StatementView), ids).await? {
        found.entry(step.statement_id).or_default().push(step);
    }
    Ok(found)
}

/// What a row rests on and comes to.
pub fn record(row: &StatementRow) -> Result<StatementRecord> {
    Ok(serde_json::from_value(row.record.clone())?)
}

/// Which of some prepared statements that the actor sees rest on what no longer holds: nobody asks but who could approve
/// them.
pub async fn outdated(op: &Op, ids: &[StatementId]) -> Result<HashMap<StatementId, bool>> {
    if !op.actor().may(needs(StatementStep::Approve)) {
        return Ok(HashMap::new());
    }
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::StatementView));
    let rows = query::some(db, &scope, StatementState::Prepared, ids).await?;
    let found = current::outdated(db, &op.coverage(), &rows).await?;
    Ok(found.into_keys().map(|id| (id, true)).collect())
}

/// The steps that the actor may take with a statement that they see, by whether what it rests on no longer holds.
pub fn available_statement_steps(op: &Op, row: &StatementRow, is_outdated: bool) -> Vec<StatementStep> {
    let may = |step: &StatementStep| {
        let reached = op.read_scope(needs(*step)).covers(Some(row.agency_id), None);
        let stands_in_the_way = *step == StatementStep::Approve && is_outdated;
        reached && !stands_in_the_way && four_eyes(*step, op.actor().user(), row.prepared_by).is_ok()
    };
    available_steps(row.state).filter(may).collect()
}

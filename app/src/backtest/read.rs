//! Reading back-tests: for whoever may write what is tried and reads reports of every agency that it looked at (I7).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{BacktestId, ContractId, SchemeId, TicketId};
use domain::money::Fen;
use domain::scorecard::{Name, Scheme, Score};
use domain::sla::Metric;
use domain::trial::{BacktestState, CandidateKind, owner_needs};
use storage::entity::backtest;
use storage::query::backtest::{self as query, BacktestScope, CardKey, ChangeKey, ChangeRow, ExclusionRow};

use super::candidate::written;
use crate::{Error, Op, Result};

/// A back-test as stored.
pub type BacktestView = backtest::Model;

/// Which back-tests, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct BacktestQuery {
    /// Empty: in any state.
    pub states: Vec<BacktestState>,
    /// The last one already seen.
    pub after: Option<BacktestId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of back-tests, or of what one found.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// A contract month scored twice.
#[derive(Clone, Debug)]
pub struct CardView {
    pub contract: ContractId,
    pub month: NaiveDate,
    pub scheme_before: SchemeId,
    /// None: not rated.
    pub score_before: Option<Score>,
    pub score_after: Option<Score>,
    pub grade_before: Option<Name>,
    pub grade_after: Option<Name>,
    /// None where the scheme says nothing of money.
    pub pay_before: Option<Fen>,
    pub pay_after: Option<Fen>,
}

/// Refuses who may manage nothing that can be tried.
pub(super) fn required(op: &Op) -> Result<()> {
    let may = CandidateKind::ALL.iter().any(|kind| op.actor().may(owner_needs(*kind)));
    if may { Ok(()) } else { Err(Error::Forbidden(Action::PolicyManage)) }
}

fn scope(op: &Op) -> BacktestScope {
    let owners = CandidateKind::ALL.iter().map(|kind| (*kind, op.read_scope(owner_needs(*kind))));
    BacktestScope { owners: owners.collect(), tickets: op.ticket_scope(Action::ReportView) }
}

/// One page of the back-tests that the actor reaches, the newest first. Needs `policy.manage`, `calendar.manage` or `scheme.manage`.
pub async fn backtests(op: &Op, asked: &BacktestQuery) -> Result<Page<BacktestView>> {
    required(op)?;
    let (db, scope) = (op.app().store.read(), scope(op));
    let mut rows = query::page(db, &scope, &asked.states, asked.after, asked.limit + 1).await?;
    let more = cut(&mut rows, asked.limit);
    let total = if asked.with_total { Some(query::count(db, &scope, &asked.states).await?) } else { None };
    Ok(Page { rows, more, total })
}

/// One back-test.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_backtest(op: &Op, id: BacktestId) -> Result<BacktestView> {
    required(op)?;
    let found = query::find(op.app().store.read(), &scope(op), id).await?;
    found.ok_or(Error::NotFound("back-test"))
}

/// The clocks that a back-test in sight judges otherwise, by ticket.
pub async fn changes(
    op: &Op,
    of: &BacktestView,
    metric: Option<Metric>,
    after: Option<ChangeKey>,
    (limit, with_total): (u64, bool),
) -> Result<Page<ChangeRow>> {
    let db = op.app().store.read();
    let mut rows = query::changes(db, of.id, metric, after, limit + 1).await?;
    let more = cut(&mut rows, limit);
    let total = if with_total { Some(query::count_changes(db, of.id, metric).await?) } else { None };
    Ok(Page { rows, more, total })
}

/// The tickets that a back-test in sight leaves out.
pub async fn exclusions(
    op: &Op,
    of: &BacktestView,
    after: Option<TicketId>,
    (limit, with_total): (u64, bool),
) -> Result<Page<ExclusionRow>> {
    let db = op.app().store.read();
    let mut rows = query::exclusions(db, of.id, after, limit + 1).await?;
    let more = cut(&mut rows, limit);
    let total = if with_total { Some(query::count_exclusions(db, of.id).await?) } else { None };
    Ok(Page { rows, more, total })
}

/// The contract months that a back-test in sight scored.
pub async fn cards(
    op: &Op,
    of: &BacktestView,
    after: Option<CardKey>,
    (limit, with_total): (u64, bool),
) -> Result<Page<CardView>> {
    let db = op.app().store.read();
    let mut rows = query::cards(db, of.id, after, limit + 1).await?;
    let more = cut(&mut rows, limit);
    let total = if with_total { Some(query::count_cards(db, of.id).await?) } else { None };
    let coverage = op.coverage();
    let held: BTreeSet<SchemeId> = rows.iter().map(|row| row.scheme_before_id).collect();
    let schemes = held.into_iter().map(|id| Ok((id, written(&coverage, id)?)));
    let schemes = schemes.collect::<Result<HashMap<SchemeId, Scheme>>>()?;
    // Only a back-test of a scheme has such rows.
    let candidate = if rows.is_empty() { None } else { Some(serde_json::from_value::<Scheme>(of.candidate.clone())?) };
    let grade = |scheme: Option<&Scheme>, score: Option<Score>| Some(scheme?.grade(score?)?.name.clone());
    let rows = rows.into_iter().map(|row| {
        let [score_before, score_after] =
            [row.score_before, row.score_after].map(|score| score.and_then(Score::from_hundredths));
        CardView {
            contract: row.contract_id,
            month: row.period_start,
            scheme_before: row.scheme_before_id,
            grade_before: grade(schemes.get(&row.scheme_before_id), score_before),
            grade_after: grade(candidate.as_ref(), score_after),
            score_before,
            score_after,
            pay_before: row.pay_before,
            pay_after: row.pay_after,
        }
    });
    Ok(Page { rows: rows.collect(), more, total })
}

/// Leaves a page of what was read with one row more than it; whether there was one.
fn cut<T>(rows: &mut Vec<T>, limit: u64) -> bool {
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    more
}

//! What a worker does with a back-test: takes it, walks over tickets in the order of their ids, says how far it is.

use domain::Instant;
use domain::ids::{AgencyId, BacktestId, PolicyVersionId, TicketId};
use domain::trial::{BacktestState, Outcome};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{backtest, backtest_agency};
use crate::read::Sql;

/// The oldest one that waits, or that nobody has ended.
pub async fn next(db: &impl ConnectionTrait) -> Result<Option<backtest::Model>, DbErr> {
    backtest::Entity::find()
        .filter(backtest::Column::State.is_in([BacktestState::Queued, BacktestState::Running]))
        .order_by_asc(backtest::Column::Id)
        .one(db)
        .await
}

/// Takes one as it was read; `false` when somebody else has, or it was given up.
pub async fn take(db: &impl ConnectionTrait, row: &backtest::Model, now: Instant) -> Result<bool, DbErr> {
    let started = row.started_at.unwrap_or(now);
    let taken = backtest::Entity::update_many()
        .col_expr(backtest::Column::State, Expr::value(BacktestState::Running))
        .col_expr(backtest::Column::Epoch, Expr::col(backtest::Column::Epoch).add(1))
        .col_expr(backtest::Column::StartedAt, Expr::value(started))
        .filter(backtest::Column::Id.eq(row.id))
        .filter(backtest::Column::Epoch.eq(row.epoch))
        .filter(backtest::Column::State.is_in([BacktestState::Queued, BacktestState::Running]))
        .exec(db)
        .await?;
    Ok(taken.rows_affected > 0)
}

/// Says how many there are to look at; `false` when it is another's by now.
pub async fn set_total(db: &impl ConnectionTrait, row: &backtest::Model, total: i64) -> Result<bool, DbErr> {
    let set = backtest::Entity::update_many().col_expr(backtest::Column::Total, Expr::value(total));
    let set = set.filter(backtest::Column::Id.eq(row.id)).filter(backtest::Column::Epoch.eq(row.epoch));
    Ok(set.filter(backtest::Column::State.eq(BacktestState::Running)).exec(db).await?.rows_affected > 0)
}

/// Writes how far it is, in the transaction that writes what was found; `false` when it is another's by now, or over.
pub async fn advance(
    db: &impl ConnectionTrait,
    row: &backtest::Model,
    (position, done): (Uuid, i64),
    outcome: &Outcome,
) -> Result<bool, DbErr> {
    let outcome = serde_json::to_value(outcome).map_err(|error| DbErr::Json(error.to_string()))?;
    let moved = backtest::Entity::update_many()
        .col_expr(backtest::Column::Position, Expr::value(position))
        .col_expr(backtest::Column::Done, Expr::value(done))
        .col_expr(backtest::Column::Outcome, Expr::value(outcome))
        .filter(backtest::Column::Id.eq(row.id))
        .filter(backtest::Column::Epoch.eq(row.epoch))
        .filter(backtest::Column::State.eq(BacktestState::Running))
        .exec(db)
        .await?;
    Ok(moved.rows_affected > 0)
}

/// Ends one that this worker holds; `false` when it is another's by now, or over.
pub async fn end(
    db: &impl ConnectionTrait,
    row: &backtest::Model,
    state: BacktestState,
    now: Instant,
) -> Result<bool, DbErr> {
    let ended = backtest::Entity::update_many()
        .col_expr(backtest::Column::State, Expr::value(state))
        .col_expr(backtest::Column::FinishedAt, Expr::value(now))
        .filter(backtest::Column::Id.eq(row.id))
        .filter(backtest::Column::Epoch.eq(row.epoch))
        .filter(backtest::Column::State.eq(BacktestState::Running))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Gives one up, whoever is at it; `false` when it was over.
pub async fn cancel(db: &impl ConnectionTrait, id: BacktestId, now: Instant) -> Result<bool, DbErr> {
    let cancelled = backtest::Entity::update_many()
        .col_expr(backtest::Column::State, Expr::value(BacktestState::Cancelled))
        .col_expr(backtest::Column::FinishedAt, Expr::value(now))
        .filter(backtest::Column::Id.eq(id))
        .filter(backtest::Column::State.is_in([BacktestState::Queued, BacktestState::Running]))
        .exec(db)
        .await?;
    Ok(cancelled.rows_affected > 0)
}

/// A ticket that was passed, and whether the back-test is about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub ticket: TicketId,
    pub version: PolicyVersionId,
    pub wanted: bool,
}

/// The next tickets after one in the order of their ids, wanted or not: a look costs the same however few are wanted.
pub async fn window(
    db: &impl ConnectionTrait,
    row: &backtest::Model,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Candidate>, DbErr> {
    let mut sql = Sql::new("SELECT t.id, t.policy_version_id, CASE WHEN ");
    wanted(&mut sql, row);
    sql.push(" THEN 1 ELSE 0 END FROM ticket t");
    if let Some(after) = after {
        sql.push(" WHERE t.id > ").bind(after);
    }
    sql.push(" ORDER BY t.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Candidate {
            ticket: row.try_get_by_index(0)?,
            version: row.try_get_by_index(1)?,
            wanted: row.try_get_by_index::<i32>(2)? == 1,
        })
    };
    rows.iter().map(read).collect()
}

/// How many tickets a back-test is about.
pub async fn count_wanted(db: &impl ConnectionTrait, row: &backtest::Model) -> Result<i64, DbErr> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM ticket t WHERE ");
    wanted(&mut sql, row);
    let found = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    found.map_or(Ok(0), |row| row.try_get_by_index(0))
}

fn wanted(sql: &mut Sql, row: &backtest::Model) {
    sql.push("t.state = 'CLOSED' AND t.raised_at >= ").bind(row.from_at);
    sql.push(" AND t.raised_at < ").bind(row.until_at);
    sql.push(" AND t.closed_at <= ").bind(row.created_at);
    sql.push(" AND t.agency_id IN (SELECT a.agency_id FROM backtest_agency a WHERE a.backtest_id = ").bind(row.id.0);
    sql.push(")");
    if let Some(contract) = row.contract_id {
        sql.push(" AND t.contract_id = ").bind(contract.0);
    }
    if let Some(vendor) = row.vendor_id {
        sql.push(" AND t.vendor_id = ").bind(vendor.0);
    }
}

/// The agencies whose tickets a back-test looks at.
pub async fn agencies(db: &impl ConnectionTrait, id: BacktestId) -> Result<Vec<AgencyId>, DbErr> {
    backtest_agency::Entity::find()
        .select_only()
        .column(backtest_agency::Column::AgencyId)
        .filter(backtest_agency::Column::BacktestId.eq(id))
        .into_tuple()
        .all(db)
        .await
}

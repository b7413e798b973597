//! What back-tests found: clocks judged otherwise, tickets left out, contract months scored twice.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{BacktestId, ContractId, TicketId};
use domain::sla::{ClockKey, ClockState, Metric};
use domain::trial::Exclusion;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QueryResult, QuerySelect,
};

use crate::entity::{backtest_card, backtest_change, backtest_exclusion};
use crate::read::Sql;

/// Rows in one statement; SQLite binds at most 32,766 values.
const ROWS_A_STATEMENT: usize = 1_000;

/// Writes rows of one of the three tables.
pub async fn insert_found<E>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<E::ActiveModel> = rows.by_ref().take(ROWS_A_STATEMENT).collect();
        E::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The place of a changed clock in its list.
pub type ChangeKey = (TicketId, ClockKey);

/// A clock that is judged otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    pub ticket: TicketId,
    pub number: String,
    pub key: ClockKey,
    pub before: ClockState,
    pub after: ClockState,
    pub due_before: Option<Instant>,
    pub due_after: Option<Instant>,
}

/// A page of changed clocks, by ticket and key.
pub async fn changes(
    db: &impl ConnectionTrait,
    id: BacktestId,
    metric: Option<Metric>,
    after: Option<ChangeKey>,
    limit: u64,
) -> Result<Vec<ChangeRow>, DbErr> {
    let mut sql = Sql::new(
        "SELECT c.ticket_id, t.number, c.metric, c.cycle, c.seq, c.state_before, c.state_after, c.due_before,
             c.due_after FROM backtest_change c JOIN ticket t ON t.id = c.ticket_id WHERE c.backtest_id = ",
    );
    sql.bind(id.0);
    if let Some(metric) = metric {
        sql.push(" AND c.metric = ").bind(metric.as_str());
    }
    if let Some((ticket, key)) = after {
        sql.push(" AND (c.ticket_id, c.metric, c.cycle, c.seq) > (").bind(ticket.0).push(", ");
        sql.bind(key.metric.as_str()).push(", ").bind(key.cycle).push(", ").bind(key.seq).push(")");
    }
    sql.push(" ORDER BY c.ticket_id, c.metric, c.cycle, c.seq LIMIT ").bind(limit);
    let row = |row: &QueryResult| {
        let key = ClockKey {
            metric: row.try_get_by_index(2)?,
            cycle: row.try_get_by_index(3)?,
            seq: row.try_get_by_index(4)?,
        };
        Ok(ChangeRow {
            ticket: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            key,
            before: row.try_get_by_index(5)?,
            after: row.try_get_by_index(6)?,
            due_before: row.try_get_by_index(7)?,
            due_after: row.try_get_by_index(8)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(row).collect()
}

/// How many clocks are judged otherwise.
pub async fn count_changes(db: &impl ConnectionTrait, id: BacktestId, metric: Option<Metric>) -> Result<u64, DbErr> {
    let mut query = backtest_change::Entity::find().filter(backtest_change::Column::BacktestId.eq(id));
    if let Some(metric) = metric {
        query = query.filter(backtest_change::Column::Metric.eq(metric));
    }
    query.count(db).await
}

/// A ticket that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionRow {
    pub ticket: TicketId,
    pub number: String,
    pub reason: Exclusion,
}

/// A page of the tickets left out, by id.
pub async fn exclusions(
    db: &impl ConnectionTrait,
    id: BacktestId,
    after: Option<TicketId>,
    limit: u64,
) -> Result<Vec<ExclusionRow>, DbErr> {
    let mut sql = Sql::new(
        "SELECT x.ticket_id, t.number, x.reason FROM backtest_exclusion x JOIN ticket t ON t.id = x.ticket_id
         WHERE x.backtest_id = ",
    );
    sql.bind(id.0);
    if let Some(after) = after {
        sql.push(" AND x.ticket_id > ").bind(after.0);
    }
    sql.push(" ORDER BY x.ticket_id LIMIT ").bind(limit);
    let row = |row: &QueryResult| {
        Ok(ExclusionRow {
            ticket: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            reason: row.try_get_by_index(2)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(row).collect()
}

/// How many tickets are left out.
pub async fn count_exclusions(db: &impl ConnectionTrait, id: BacktestId) -> Result<u64, DbErr> {
    backtest_exclusion::Entity::find().filter(backtest_exclusion::Column::BacktestId.eq(id)).count(db).await
}

/// The place of a contract month in its list.
pub type CardKey = (ContractId, NaiveDate);

/// A page of contract months, by contract and month.
pub async fn cards(
    db: &impl ConnectionTrait,
    id: BacktestId,
    after: Option<CardKey>,
    limit: u64,
) -> Result<Vec<backtest_card::Model>, DbErr> {
    use backtest_card::Column::{BacktestId as Of, ContractId as Contract, PeriodStart};
    let mut query = backtest_card::Entity::find().filter(Of.eq(id));
    if let Some((contract, start)) = after {
        let later = Condition::all().add(Contract.eq(contract)).add(PeriodStart.gt(start));
        query = query.filter(Condition::any().add(Contract.gt(contract)).add(later));
    }
    query.order_by_asc(Contract).order_by_asc(PeriodStart).limit(limit).all(db).await
}

/// How many contract months were scored.
pub async fn count_cards(db: &impl ConnectionTrait, id: BacktestId) -> Result<u64, DbErr> {
    backtest_card::Entity::find().filter(backtest_card::Column::BacktestId.eq(id)).count(db).await
}

//! The seals of the audit log, and the entries that they cover.

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::AuditId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};

use crate::Store;
use crate::entity::audit_entry;
use crate::entity::audit_seal::{Column, Entity, Model};
use crate::keyset;

/// The last seal.
pub async fn last(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().order_by_desc(Column::Seq).one(db).await
}

/// The seal at a place of the chain.
pub async fn at(db: &impl ConnectionTrait, seq: i64) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(seq).one(db).await
}

/// A page of seals, the newest first: those behind `after`.
pub async fn page(db: &impl ConnectionTrait, after: Option<i64>, limit: u64) -> Result<Vec<Model>, DbErr> {
    let earlier = Entity::find().filter(Column::Seq.lt(after.unwrap_or(i64::MAX)));
    earlier.order_by_desc(Column::Seq).limit(limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find().count(db).await
}

/// Seals of which something lies in a range, the oldest first: those after `after`.
pub async fn range(
    db: &impl ConnectionTrait,
    (from, until): (Option<Instant>, Option<Instant>),
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut later = Entity::find().filter(Column::Seq.gt(after.unwrap_or(i64::MIN)));
    if let Some(from) = from {
        later = later.filter(Column::BeforeAt.gt(from));
    }
    if let Some(until) = until {
        later = later.filter(Column::FromAt.lt(until));
    }
    later.order_by_asc(Column::Seq).limit(limit).all(db).await
}

/// Adds a seal; false when another worker has sealed that place of the chain or that time meanwhile.
pub async fn add(db: &impl ConnectionTrait, seal: Model) -> Result<bool, DbErr> {
    let added = Entity::insert_many([seal.into_active_model()])
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(added == 1)
}

/// When the first entry was written, from an instant on.
pub async fn first_entry(db: &impl ConnectionTrait, from: Option<Instant>) -> Result<Option<Instant>, DbErr> {
    let mut later = audit_entry::Entity::find().select_only().column(audit_entry::Column::At);
    if let Some(from) = from {
        later = later.filter(audit_entry::Column::At.gte(from));
    }
    later.order_by_asc(audit_entry::Column::At).limit(1).into_tuple().one(db).await
}

/// The entries of a stretch from one instant to before another, in the order in which they are sealed: those behind `after`.
pub async fn entries(
    db: &impl ConnectionTrait,
    (from, before): (Instant, Instant),
    after: Option<(Instant, AuditId)>,
    limit: u64,
) -> Result<Vec<audit_entry::Model>, DbErr> {
    use audit_entry::Column;
    // The index is on the time alone: where the page goes on it begins to read.
    let from = after.map_or(from, |(at, _)| at);
    let stretch = audit_entry::Entity::find().filter(Column::At.gte(from)).filter(Column::At.lt(before));
    keyset::ascending(stretch, (Column::At, Column::Id), after, limit).all(db).await
}

/// How many entries were written before an instant.
pub async fn entries_before(db: &impl ConnectionTrait, before: Instant) -> Result<u64, DbErr> {
    audit_entry::Entity::find().filter(audit_entry::Column::At.lt(before)).count(db).await
}

/// How long the oldest transaction beside this one has been open. On SQLite, where one writes at a time, none of those that
/// were is open any more once it was our turn.
pub async fn open_for(store: &Store) -> Result<TimeDelta, DbErr> {
    if !store.is_postgres() {
        store.begin().await?.rollback().await?;
        return Ok(TimeDelta::zero());
    }
    let text = "SELECT CAST(COALESCE(MAX(EXTRACT(epoch FROM clock_timestamp() - xact_start)), 0) * 1000000 AS bigint)
        FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
    let db = store.read();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await?;
    row.map_or(Ok(TimeDelta::zero()), |row| Ok(TimeDelta::microseconds(row.try_get_by_index(0)?)))
}

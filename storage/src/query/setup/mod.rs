//! Rows of the set-up: parties, contracts, calendars, policies and schemes, written one at a time.
//!
//! What may be written is decided on the snapshots in memory; the caller holds the epoch's row, so they are exact.

pub mod calendar;
pub mod contract;
pub mod party;
pub mod policy;
pub mod team;

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, ModelTrait};

/// Inserts a row of any table.
pub async fn insert<M>(db: &impl ConnectionTrait, row: M) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    M::Entity::insert(row.into_active_model()).exec_without_returning(db).await.map(drop)
}

/// Inserts rows of any table in one statement; a set-up never has so many that they exceed the limit of binds.
pub async fn insert_all<M>(db: &impl ConnectionTrait, rows: Vec<M>) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    M::Entity::insert_many(rows).exec_without_returning(db).await.map(drop)
}

/// SQLite binds at most 32,766 values, and no table of the set-up has 30 columns.
pub(crate) const ROWS_A_STATEMENT: usize = 1_000;

/// Inserts rows of any table and number, in their order.
pub async fn insert_in_batches<M>(db: &impl ConnectionTrait, mut rows: Vec<M>) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_A_STATEMENT));
        insert_all(db, std::mem::replace(&mut rows, rest)).await?;
    }
    Ok(())
}

/// Writes every column of a row over what its key names.
///
/// # Errors
/// `RecordNotUpdated` when there is no such row.
pub async fn update<M>(db: &impl ConnectionTrait, row: M) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    M::Entity::update(row.into_active_model().reset_all()).exec_without_returning(db).await.map(drop)
}

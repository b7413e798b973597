//! Files that hang on things, and the addresses that are good once for them.

use domain::Instant;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::AttachmentId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::entity::{attachment, file_address};

/// One file.
pub async fn find(db: &impl ConnectionTrait, id: AttachmentId) -> Result<Option<attachment::Model>, DbErr> {
    attachment::Entity::find_by_id(id).one(db).await
}

/// The whole files of several owners, the oldest first: those that were withdrawn included.
pub async fn of_owners(db: &impl ConnectionTrait, owners: &[Uuid]) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::OwnerType.is_in(FileOwner::ALL.iter().copied()))
        .filter(attachment::Column::OwnerId.is_in(owners.iter().copied()))
        .filter(attachment::Column::State.ne(AttachmentState::Pending))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await
}

/// How many files an owner has, and has begun.
pub async fn count(db: &impl ConnectionTrait, owner: FileOwner, id: Uuid) -> Result<u64, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::OwnerType.eq(owner))
        .filter(attachment::Column::OwnerId.eq(id))
        .count(db)
        .await
}

/// Marks a file as whole; `false` when it was not awaited any more.
pub async fn mark_stored(
    db: &impl ConnectionTrait,
    id: AttachmentId,
    sha256: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let marked = attachment::Entity::update_many()
        .col_expr(attachment::Column::State, Expr::value(AttachmentState::Stored.as_str()))
        .col_expr(attachment::Column::Sha256, Expr::value(sha256))
        .col_expr(attachment::Column::StoredAt, Expr::value(now))
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::State.eq(AttachmentState::Pending))
        .exec(db)
        .await?;
    Ok(marked.rows_affected > 0)
}

/// An address by the hash of its token.
pub async fn address(db: &impl ConnectionTrait, hash: &str) -> Result<Option<file_address::Model>, DbErr> {
    file_address::Entity::find_by_id(hash).one(db).await
}

/// Uses an address up; `false` when it was used before or its time is over.
pub async fn use_address(db: &impl ConnectionTrait, hash: &str, now: Instant) -> Result<bool, DbErr> {
    let used = file_address::Entity::update_many()
        .col_expr(file_address::Column::UsedAt, Expr::value(now))
        .filter(file_address::Column::TokenHash.eq(hash))
        .filter(file_address::Column::UsedAt.is_null())
        .filter(file_address::Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(used.rows_affected > 0)
}

/// Writes an address down as used; `false` when it was before.
pub async fn note_used(db: &impl ConnectionTrait, row: file_address::Model) -> Result<bool, DbErr> {
    let written = file_address::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::column(file_address::Column::TokenHash).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}

/// Files that were begun before an instant and never became whole.
pub async fn unfinished(
    db: &impl ConnectionTrait,
    before: Instant,
    limit: u64,
) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::State.eq(AttachmentState::Pending))
        .filter(attachment::Column::CreatedAt.lt(before))
        .order_by_asc(attachment::Column::CreatedAt)
        .limit(limit)
        .all(db)
        .await
}

/// Forgets a file that never became whole; `false` when it has, or is forgotten.
pub async fn forget(db: &impl ConnectionTrait, id: AttachmentId) -> Result<bool, DbErr> {
    let gone = attachment::Entity::delete_many()
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::State.eq(AttachmentState::Pending))
        .exec(db)
        .await?;
    Ok(gone.rows_affected > 0)
}

/// Forgets addresses that were good until before an instant.
pub async fn forget_addresses(db: &impl ConnectionTrait, before: Instant) -> Result<u64, DbErr> {
    let gone = file_address::Entity::delete_many().filter(file_address::Column::ExpiresAt.lt(before)).exec(db).await?;
    Ok(gone.rows_affected)
}

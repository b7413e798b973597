//! Accounts by their log-in name, and refresh tokens.

use domain::Instant;
use domain::ids::{RefreshTokenId, UserId};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::{refresh_token, user_account};

/// The account with this log-in name.
pub async fn account(db: &impl ConnectionTrait, login: &str) -> Result<Option<user_account::Model>, DbErr> {
    user_account::Entity::find().filter(user_account::Column::Login.eq(login)).one(db).await
}

/// The account of a person.
pub async fn account_of(db: &impl ConnectionTrait, user: UserId) -> Result<Option<user_account::Model>, DbErr> {
    user_account::Entity::find_by_id(user).one(db).await
}

/// The version of a person's grants; none when the account is locked or gone.
pub async fn grant_version(db: &impl ConnectionTrait, user: UserId) -> Result<Option<i64>, DbErr> {
    user_account::Entity::find_by_id(user)
        .select_only()
        .column(user_account::Column::GrantVersion)
        .filter(user_account::Column::Active.eq(true))
        .into_tuple()
        .one(db)
        .await
}

/// Holds a person's row until the end of the transaction: of those who rotate and those who revoke tokens, each sees
/// what the one before has written. SQLite has one writer anyway.
pub async fn hold_account(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    let held = user_account::Entity::find_by_id(user).select_only().column(user_account::Column::Id).lock_exclusive();
    held.into_tuple::<UserId>().one(db).await.map(drop)
}

/// Sets the hash of a person's password.
pub async fn set_password(db: &impl ConnectionTrait, user: UserId, hash: &str) -> Result<(), DbErr> {
    user_account::Entity::update_many()
        .col_expr(user_account::Column::PasswordHash, Expr::value(hash))
        .filter(user_account::Column::Id.eq(user))
        .exec(db)
        .await
        .map(drop)
}

/// The token with this hash, whatever became of it.
pub async fn token(db: &impl ConnectionTrait, hash: &str) -> Result<Option<refresh_token::Model>, DbErr> {
    refresh_token::Entity::find().filter(refresh_token::Column::TokenHash.eq(hash)).one(db).await
}

/// Marks a token used. Of two callers with the same token one gets true: the statement decides, not a read before it.
pub async fn use_token(db: &impl ConnectionTrait, id: RefreshTokenId, now: Instant) -> Result<bool, DbErr> {
    let marked = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .filter(refresh_token::Column::Id.eq(id))
        .filter(refresh_token::Column::UsedAt.is_null())
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// Revokes every token that came from one log-in.
pub async fn revoke_family(db: &impl ConnectionTrait, family: Uuid, now: Instant) -> Result<u64, DbErr> {
    revoke(db, Condition::all().add(refresh_token::Column::Family.eq(family)), now).await
}

/// Revokes every token of a person.
pub async fn revoke_all(db: &impl ConnectionTrait, user: UserId, now: Instant) -> Result<u64, DbErr> {
    revoke(db, Condition::all().add(refresh_token::Column::UserId.eq(user)), now).await
}

async fn revoke(db: &impl ConnectionTrait, which: Condition, now: Instant) -> Result<u64, DbErr> {
    let revoked = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, Expr::value(now))
        .filter(which)
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(revoked.rows_affected)
}

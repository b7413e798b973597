//! What the set-up asks about regions and people beside the directory in memory.

use std::collections::HashSet;

use domain::ids::UserId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::{region, user_account};

/// Those of some divisions of GB/T 2260 that are known; no more codes than a statement binds.
pub async fn regions(db: &impl ConnectionTrait, codes: Vec<String>) -> Result<HashSet<String>, DbErr> {
    let found = region::Entity::find().filter(region::Column::Code.is_in(codes)).all(db).await?;
    Ok(found.into_iter().map(|row| row.code).collect())
}

/// Locks or unlocks a person, and counts up the version of their grants, which writes check.
pub async fn set_active(db: &impl ConnectionTrait, user: UserId, active: bool) -> Result<(), DbErr> {
    user_account::Entity::update_many()
        .col_expr(user_account::Column::Active, Expr::value(active))
        .col_expr(user_account::Column::GrantVersion, Expr::col(user_account::Column::GrantVersion).add(1))
        .filter(user_account::Column::Id.eq(user))
        .exec(db)
        .await
        .map(drop)
}

/// Counts up the version of a person's grants.
pub async fn advance_grants(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    user_account::Entity::update_many()
        .col_expr(user_account::Column::GrantVersion, Expr::col(user_account::Column::GrantVersion).add(1))
        .filter(user_account::Column::Id.eq(user))
        .exec(db)
        .await
        .map(drop)
}

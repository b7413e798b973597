//! Tokens of service accounts.

use chrono::NaiveDate;
use domain::ids::AccessTokenId;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::access_token::{Column, Entity, Model};

/// Every token that was not revoked, oldest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::RevokedAt.is_null()).order_by_asc(Column::Id).all(db).await
}

/// Notes the day of a token's use, unless a later one stands there.
pub async fn note_use(db: &impl ConnectionTrait, id: AccessTokenId, day: NaiveDate) -> Result<(), DbErr> {
    let earlier = Condition::any().add(Column::LastUsedOn.is_null()).add(Expr::col(Column::LastUsedOn).lt(day));
    Entity::update_many()
        .col_expr(Column::LastUsedOn, Expr::value(day))
        .filter(Column::Id.eq(id))
        .filter(earlier)
        .exec(db)
        .await
        .map(drop)
}

//! The divisions of GB/T 2260.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder};

use crate::entity::region;

/// Every division, by code: a division comes before those below it.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<region::Model>, DbErr> {
    region::Entity::find().order_by_asc(region::Column::Code).all(db).await
}

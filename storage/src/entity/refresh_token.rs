//! A refresh token, by the hash of its secret.

use domain::Instant;
use domain::ids::{RefreshTokenId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RefreshTokenId,
    pub user_id: UserId,
    pub family: Uuid,
    pub token_hash: String,
    pub issued_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    pub revoked_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

//! A token of a service account, by the hash of its secret.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AccessTokenId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccessTokenId,
    pub user_id: UserId,
    pub name: String,
    pub token_hash: String,
    /// Its last characters, so that people tell one from another.
    pub hint: String,
    pub issued_by: Option<UserId>,
    pub issued_at: Instant,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
    pub revoked_by: Option<UserId>,
    /// The UTC day of its last use.
    pub last_used_on: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

//! A person with a log-in.

use domain::Instant;
use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub password_hash: String,
    pub active: bool,
    pub grant_version: i64,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

//! A seal of the audit log.

use domain::Instant;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seal")]
pub struct Model {
    /// 1, 2, 3 …
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub from_at: Instant,
    pub before_at: Instant,
    pub entries: i64,
    /// Empty for the first.
    pub previous_hash: String,
    pub hash: String,
    pub sealed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

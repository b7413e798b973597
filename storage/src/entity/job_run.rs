//! A run of a scheduled job.

use domain::Instant;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot: Instant,
    pub holder: String,
    pub epoch: i64,
    pub state: String,
    pub lease_until: Instant,
    pub started_at: Instant,
    pub finished_at: Option<Instant>,
    #[sea_orm(column_type = "JsonBinary")]
    pub report: Option<serde_json::Value>,
    pub error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

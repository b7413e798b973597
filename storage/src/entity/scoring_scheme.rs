//! One version of a scoring scheme.

use domain::Instant;
use domain::ids::{AgencyId, SchemeId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scoring_scheme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SchemeId,
    pub owner_id: Option<AgencyId>,
    pub code: String,
    pub version: i32,
    pub name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub spec: serde_json::Value,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

//! An agency.

use domain::Instant;
use domain::ids::AgencyId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgencyId,
    pub short_code: String,
    pub name: String,
    pub name_en: Option<String>,
    pub region_code: String,
    pub parent_id: Option<AgencyId>,
    pub supervisor: bool,
    pub active: bool,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

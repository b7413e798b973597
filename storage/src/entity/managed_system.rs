//! A government information system.

use domain::Instant;
use domain::ids::{AgencyId, SystemId};
use domain::ticket::SiteClass;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "managed_system")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SystemId,
    pub agency_id: AgencyId,
    pub code: String,
    pub name: String,
    pub name_en: Option<String>,
    pub system_type: String,
    pub protection_level: i32,
    pub filing_number: Option<String>,
    pub site_class: SiteClass,
    pub active: bool,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

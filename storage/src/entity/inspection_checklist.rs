//! A checklist of inspections.

use domain::Instant;
use domain::ids::{AgencyId, InspectionChecklistId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_checklist")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InspectionChecklistId,
    pub owner_id: AgencyId,
    pub code: String,
    /// Whether plans may be written with it.
    pub active: bool,
    /// The number of its newest version.
    pub version: i32,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

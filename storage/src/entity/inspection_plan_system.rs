//! A system that a plan inspects by its newest terms, and the agency that owns it.

use domain::ids::{AgencyId, InspectionPlanId, SystemId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_plan_system")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: InspectionPlanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub system_id: SystemId,
    pub agency_id: AgencyId,
}

impl ActiveModelBehavior for ActiveModel {}

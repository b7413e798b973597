//! An agency that takes part in a pilot, with everything under it.

use domain::ids::{AgencyId, PilotId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pilot_agency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pilot_id: PilotId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
}

impl ActiveModelBehavior for ActiveModel {}

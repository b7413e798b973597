//! An item of the service catalogue.

use domain::Instant;
use domain::ids::{AgencyId, ServiceItemId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServiceItemId,
    pub owner_id: AgencyId,
    pub code: String,
    /// Whether it can be asked for.
    pub active: bool,
    /// The number of its newest version.
    pub version: i32,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

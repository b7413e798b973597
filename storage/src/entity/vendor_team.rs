//! A team of a vendor.

use domain::Instant;
use domain::ids::{TeamId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "vendor_team")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TeamId,
    pub vendor_id: VendorId,
    pub code: String,
    pub name: String,
    pub active: bool,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

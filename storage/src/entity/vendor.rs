//! A vendor.

use domain::Instant;
use domain::ids::VendorId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "vendor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VendorId,
    pub credit_code: String,
    pub name: String,
    pub name_en: Option<String>,
    pub active: bool,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

//! A view of tickets that somebody saved.

use domain::Instant;
use domain::ids::{AgencyId, UserId, VendorId, ViewId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ViewId,
    pub owner_id: UserId,
    /// The agency whose people see it too.
    pub agency_id: Option<AgencyId>,
    /// The vendor whose people see it too.
    pub vendor_id: Option<VendorId>,
    /// Unique for its owner.
    pub name: String,
    /// What it shows; the use case gives it its form.
    #[sea_orm(column_type = "JsonBinary")]
    pub spec: serde_json::Value,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! A role held by a person at an organisation for a period.

use domain::Instant;
use domain::access::Role;
use domain::ids::{AgencyId, RoleGrantId, UserId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleGrantId,
    pub user_id: UserId,
    pub role: Role,
    pub agency_id: Option<AgencyId>,
    pub vendor_id: Option<VendorId>,
    pub valid_from: Instant,
    pub valid_until: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

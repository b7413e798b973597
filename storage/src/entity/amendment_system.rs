//! A system covered by a contract as amended.

use domain::ids::{AmendmentId, SystemId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment_system")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub amendment_id: AmendmentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub system_id: SystemId,
}

impl ActiveModelBehavior for ActiveModel {}

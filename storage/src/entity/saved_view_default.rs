//! The view that somebody begins with.

use domain::ids::{UserId, ViewId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view_default")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub view_id: ViewId,
}

impl ActiveModelBehavior for ActiveModel {}

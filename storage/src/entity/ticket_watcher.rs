//! Somebody who watches a ticket.

use domain::Instant;
use domain::ids::{TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_watcher")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub added_by: Option<UserId>,
    pub added_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

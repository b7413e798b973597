//! One event of a ticket's append-only log.

use domain::Instant;
use domain::ids::{EventId, TicketId, UserId};
use domain::ticket::ActorSide;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub id: EventId,
    #[sea_orm(column_name = "type")]
    pub type_: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub fact: serde_json::Value,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
    pub side: ActorSide,
    pub actor_id: Option<UserId>,
    /// The version of the ticket that it brought.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! A coming or fired alarm of a clock.

use domain::Instant;
use domain::ids::{AlarmId, ClockId, TicketId};
use domain::sla::AlarmKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_alarm")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub clock_id: ClockId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: AlarmKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: Instant,
    /// Names what comes of its firing: the message and the verdict (docs/adr/0003).
    pub id: AlarmId,
    pub ticket_id: TicketId,
    pub fired_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

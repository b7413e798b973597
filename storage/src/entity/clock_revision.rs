//! A clock's move to another calendar revision: what its deadline was and what it is. Append-only.

use domain::Instant;
use domain::ids::{ClockId, ClockRevisionId, TicketId};
use domain::sla::ClockState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clock_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClockRevisionId,
    pub clock_id: ClockId,
    pub ticket_id: TicketId,
    pub from_revision: i64,
    pub calendar_revision: i64,
    pub old_state: ClockState,
    pub new_state: ClockState,
    pub old_due_at: Option<Instant>,
    pub new_due_at: Option<Instant>,
    pub old_provisional: bool,
    pub new_provisional: bool,
    /// Whether its deadline, or how certain it is, or its state became another.
    pub moved: bool,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

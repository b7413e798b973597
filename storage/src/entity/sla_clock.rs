//! A clock as the engine last computed it.

use domain::Instant;
use domain::ids::{ClockId, ContractId, TargetId, TicketId};
use domain::sla::{ClockState, Metric, PriorityRule};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_clock")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClockId,
    pub ticket_id: TicketId,
    pub metric: Metric,
    pub cycle: i32,
    pub seq: i32,
    pub contract_id: ContractId,
    pub target_id: Option<TargetId>,
    pub state: ClockState,
    pub started_at: Instant,
    pub effective_start_at: Instant,
    pub due_at: Option<Instant>,
    pub provisional: bool,
    pub stopped_at: Option<Instant>,
    pub breached_at: Option<Instant>,
    pub breach_known_at: Option<Instant>,
    pub elapsed_seconds: i64,
    pub paused_seconds: i64,
    pub target_seconds: i64,
    pub counted_at: Instant,
    pub counted_month: i32,
    pub rule: Option<PriorityRule>,
    pub calendar_revision: i64,
    pub input_hash: String,
}

impl ActiveModelBehavior for ActiveModel {}

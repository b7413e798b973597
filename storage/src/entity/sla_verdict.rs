//! One revision of a clock's verdict.

use domain::Instant;
use domain::ids::{ClockId, PolicyVersionId, TicketId, VerdictId};
use domain::sla::ClockState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_verdict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VerdictId,
    pub clock_id: ClockId,
    pub ticket_id: TicketId,
    pub revision: i32,
    pub verdict: ClockState,
    pub due_at: Option<Instant>,
    pub stopped_at: Option<Instant>,
    pub breached_at: Option<Instant>,
    pub breach_known_at: Option<Instant>,
    pub cause: String,
    pub cause_seq: Option<i32>,
    pub policy_version_id: PolicyVersionId,
    pub calendar_revision: i64,
    pub input_hash: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

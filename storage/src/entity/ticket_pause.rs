//! A pause of a ticket.

use domain::Instant;
use domain::ids::{PauseId, TicketId, UserId};
use domain::ticket::{PauseDecision, PauseParty, PauseReason};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_pause")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PauseId,
    pub ticket_id: TicketId,
    pub reason: PauseReason,
    pub party: PauseParty,
    pub note: String,
    pub from_at: Instant,
    pub to_at: Option<Instant>,
    pub declared_by: Option<UserId>,
    pub decision: PauseDecision,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    pub decision_reason: Option<String>,
    /// When it stops holding by itself, if the policy says so.
    pub lapses_at: Option<Instant>,
    /// Whether the clocks have gone on since.
    pub lapsed: bool,
    /// When the agency's silence becomes a decision, if the policy says so.
    pub silent_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

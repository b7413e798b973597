//! An answer that a proposal on a ticket waits for: a reminder to look, what became of it stands in the log.

use domain::Instant;
use domain::ids::TicketId;
use domain::ticket::ProposalKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_answer_due")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ProposalKind,
    /// Until when it may be answered.
    pub answer_by: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

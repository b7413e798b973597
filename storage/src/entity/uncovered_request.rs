//! A request for a system that no contract covers.

use domain::Instant;
use domain::ids::{AgencyId, SystemId, TicketId, UncoveredRequestId, UserId};
use domain::routing::UncoveredState;
use domain::ticket::{Impact, TicketKind, Urgency};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "uncovered_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UncoveredRequestId,
    pub number: String,
    pub agency_id: AgencyId,
    pub system_id: SystemId,
    pub kind: TicketKind,
    pub title: String,
    pub description: String,
    pub impact: Impact,
    pub urgency: Urgency,
    /// When work was asked for.
    pub asked_at: Instant,
    /// Why that was written down only later.
    pub late_reason: Option<String>,
    pub state: UncoveredState,
    pub filed_by: Option<UserId>,
    pub filed_at: Instant,
    /// Who routed or dismissed it.
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    /// Why it was dismissed.
    pub reason: Option<String>,
    /// The ticket that was raised of it.
    pub ticket_id: Option<TicketId>,
}

impl ActiveModelBehavior for ActiveModel {}

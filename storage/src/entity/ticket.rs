//! A ticket with the summary of its clocks.

use domain::Instant;
use domain::ids::{AgencyId, ContractId, PolicyVersionId, SystemId, TeamId, TicketId, UserId, VendorId};
use domain::routing::TeamRule;
use domain::sla::ClockState;
use domain::ticket::{Impact, Priority, SiteClass, TicketKind, TicketState, Urgency};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    pub number: String,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub system_id: SystemId,
    pub contract_id: ContractId,
    pub policy_version_id: PolicyVersionId,
    pub kind: TicketKind,
    pub title: String,
    pub description: String,
    pub site_class: SiteClass,
    pub impact: Impact,
    pub urgency: Urgency,
    pub priority: Priority,
    pub state: TicketState,
    pub is_open: bool,
    pub assignee_id: Option<UserId>,
    pub raised_by: Option<UserId>,
    pub raised_at: Instant,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub resolved_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub cycle: i32,
    pub last_seq: i32,
    pub version: i64,
    pub next_due_at: Instant,
    pub breached: bool,
    pub response_state: ClockState,
    pub response_due_at: Option<Instant>,
    pub arrival_state: ClockState,
    pub arrival_due_at: Option<Instant>,
    pub restore_state: ClockState,
    pub restore_due_at: Option<Instant>,
    pub resolve_state: ClockState,
    pub resolve_due_at: Option<Instant>,
    pub update_state: ClockState,
    pub update_due_at: Option<Instant>,
    pub stars: Option<i32>,
    pub cause: Option<String>,
    pub solution: Option<String>,
    /// The version of the contract's terms that binds it.
    pub terms_number: i32,
    /// The vendor's team that has it; none: the common queue.
    pub team_id: Option<TeamId>,
    /// Why that team.
    pub team_rule: Option<TeamRule>,
    /// The contracts that lost when it was raised; see `domain::contract::Contest`.
    #[sea_orm(column_type = "JsonBinary")]
    pub bound_over: Option<serde_json::Value>,
    /// When it was closed or cancelled; none while it is open.
    pub ended_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

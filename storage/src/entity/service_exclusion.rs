//! A maintenance window or force majeure over many tickets.

use domain::Instant;
use domain::exclusion::{ExclusionKind, ExclusionState};
use domain::ids::{AgencyId, ContractId, ExclusionId, UserId, VendorId};
use domain::ticket::ActorSide;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_exclusion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExclusionId,
    pub kind: ExclusionKind,
    /// Whose contract manager decides.
    pub agency_id: AgencyId,
    /// Only tickets given to this vendor.
    pub vendor_id: Option<VendorId>,
    /// Only tickets that this contract binds; none: those of the agency and everything under it.
    pub contract_id: Option<ContractId>,
    /// Only tickets for these systems; empty: for any.
    #[sea_orm(column_type = "JsonBinary")]
    pub system_ids: serde_json::Value,
    pub from_at: Instant,
    pub to_at: Instant,
    pub reason: String,
    /// Perhaps empty.
    pub evidence: String,
    pub state: ExclusionState,
    pub proposed_by: Option<UserId>,
    pub proposed_side: ActorSide,
    pub proposed_at: Instant,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    pub decision_reason: Option<String>,
    /// The end as it was approved, where an earlier one took its place.
    pub planned_to_at: Option<Instant>,
    /// Who ended or withdrew it last, when and why.
    pub ended_by: Option<UserId>,
    pub ended_at: Option<Instant>,
    pub end_reason: Option<String>,
    /// When tickets were looked for last.
    pub listed_at: Option<Instant>,
    /// When no further ticket can fall under it.
    pub finished_at: Option<Instant>,
    /// How many tickets it was written into.
    pub touched: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! A back-test: what is tried, over which tickets, how far it has come and what it found.

use domain::Instant;
use domain::ids::{AgencyId, BacktestId, CalendarChangeId, ContractId, PolicyVersionId, SchemeId, UserId, VendorId};
use domain::trial::{BacktestState, CandidateKind};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "backtest")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BacktestId,
    pub kind: CandidateKind,
    pub state: BacktestState,
    /// Of what is tried.
    pub owner_id: Option<AgencyId>,
    /// One of these three.
    pub policy_version_id: Option<PolicyVersionId>,
    pub calendar_change_id: Option<CalendarChangeId>,
    pub scheme_id: Option<SchemeId>,
    /// The terms, calendar or scheme as they stood when it was asked for: a draft may be edited meanwhile.
    #[sea_orm(column_type = "JsonBinary")]
    pub candidate: serde_json::Value,
    /// One of these three.
    pub agency_id: Option<AgencyId>,
    pub contract_id: Option<ContractId>,
    pub vendor_id: Option<VendorId>,
    pub from_at: Instant,
    pub until_at: Instant,
    pub created_by: Option<UserId>,
    /// Only tickets closed by then count, and verdicts are those of then.
    pub created_at: Instant,
    pub started_at: Option<Instant>,
    pub finished_at: Option<Instant>,
    /// Counts who took it: only the last may write.
    pub epoch: i64,
    /// The last ticket, or contract, that was looked at.
    pub position: Option<Uuid>,
    pub done: i64,
    /// Known once a worker has taken it.
    pub total: Option<i64>,
    #[sea_orm(column_type = "JsonBinary")]
    pub outcome: serde_json::Value,
}

impl ActiveModelBehavior for ActiveModel {}

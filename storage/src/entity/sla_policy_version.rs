//! One version of an SLA policy.

use domain::Instant;
use domain::contract::PolicyState;
use domain::ids::{PolicyId, PolicyVersionId};
use domain::sla::{ClockStart, PriorityRule, Reopening};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_policy_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PolicyVersionId,
    pub policy_id: PolicyId,
    pub number: i32,
    pub state: PolicyState,
    pub clock_start: ClockStart,
    pub priority_rule: PriorityRule,
    pub created_at: Instant,
    pub published_at: Option<Instant>,
    /// The version of the base policy that its table was made with.
    pub base_version_id: Option<PolicyVersionId>,
    /// What was written of a version with a base: its table follows from both.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub stated: Option<serde_json::Value>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub pause_rules: Option<serde_json::Value>,
    pub reopening: Reopening,
    pub reopen_days: Option<i32>,
    /// None: the usual ones.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub severity_rules: Option<serde_json::Value>,
}

impl ActiveModelBehavior for ActiveModel {}

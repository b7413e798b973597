//! An SLA policy.

use domain::Instant;
use domain::ids::{AgencyId, PolicyId, PolicyVersionId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PolicyId,
    pub owner_id: Option<AgencyId>,
    pub code: String,
    pub name: String,
    pub published_version_id: Option<PolicyVersionId>,
    pub created_at: Instant,
    /// The policy that its versions inherit from.
    pub base_policy_id: Option<PolicyId>,
}

impl ActiveModelBehavior for ActiveModel {}

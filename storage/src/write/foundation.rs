//! A whole set-up at once: the parties, systems, promises and contracts that an import or the demo stands on.

use domain::ids::CalendarId;
use sea_orm::{ConnectionTrait, DbErr};

use super::act::insert_many;
use crate::entity::{
    agency, amendment_system, calendar_revision, contract_amendment, contract_quota, contract_step, contract_system,
    contract_system_team, contract_team, guard_period, managed_system, payment_milestone, payment_step, quota_decision,
    quota_use, review_expert, role_grant, scoring_scheme, service_calendar, service_contract, sla_policy,
    sla_policy_version, sla_target, user_account, vendor, vendor_team, vendor_team_member,
};
use crate::query::epoch;

/// A calendar and its first revision; the counter gives the revision's number.
#[derive(Clone, Debug)]
pub struct NewCalendar {
    pub row: service_calendar::Model,
    pub spec: serde_json::Value,
    pub reason: String,
}

/// Rows that do not exist yet.
#[derive(Clone, Debug, Default)]
pub struct Foundation {
    pub agencies: Vec<agency::Model>,
    pub vendors: Vec<vendor::Model>,
    pub users: Vec<user_account::Model>,
    pub grants: Vec<role_grant::Model>,
    pub experts: Vec<review_expert::Model>,
    pub systems: Vec<managed_system::Model>,
    pub calendars: Vec<NewCalendar>,
    pub policies: Vec<sla_policy::Model>,
    pub versions: Vec<sla_policy_version::Model>,
    pub targets: Vec<sla_target::Model>,
    pub guards: Vec<guard_period::Model>,
    pub schemes: Vec<scoring_scheme::Model>,
    pub contracts: Vec<service_contract::Model>,
    pub covered: Vec<contract_system::Model>,
    pub amendments: Vec<contract_amendment::Model>,
    pub amended: Vec<amendment_system::Model>,
    pub steps: Vec<contract_step::Model>,
    pub teams: Vec<vendor_team::Model>,
    pub members: Vec<vendor_team_member::Model>,
    pub serving: Vec<contract_team::Model>,
    pub serving_systems: Vec<contract_system_team::Model>,
    pub quotas: Vec<contract_quota::Model>,
    pub quota_uses: Vec<quota_use::Model>,
    pub quota_decisions: Vec<quota_decision::Model>,
    pub milestones: Vec<payment_milestone::Model>,
    pub payment_steps: Vec<payment_step::Model>,
}

impl Foundation {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        let parties = self.agencies.len() + self.vendors.len() + self.users.len() + self.grants.len();
        let parties = parties + self.experts.len();
        let promises = self.calendars.len() + self.policies.len() + self.versions.len() + self.targets.len();
        let promises = promises + self.guards.len();
        let contracts = self.schemes.len() + self.contracts.len() + self.covered.len();
        let lives = self.amendments.len() + self.amended.len() + self.steps.len();
        let teams = self.teams.len() + self.members.len() + self.serving.len() + self.serving_systems.len();
        parties + promises + contracts + lives + teams + self.systems.len() == 0
    }
}

/// Writes the rows inside the caller's transaction and advances the epochs of both snapshots.
pub async fn lay_foundation(db: &impl ConnectionTrait, foundation: Foundation) -> Result<(), DbErr> {
    insert_many::<agency::Entity>(db, foundation.agencies).await?;
    insert_many::<vendor::Entity>(db, foundation.vendors).await?;
    insert_many::<user_account::Entity>(db, foundation.users).await?;
    insert_many::<role_grant::Entity>(db, foundation.grants).await?;
    insert_many::<review_expert::Entity>(db, foundation.experts).await?;
    insert_many::<managed_system::Entity>(db, foundation.systems).await?;
    for calendar in foundation.calendars {
        insert_calendar(db, calendar).await?;
    }
    insert_many::<sla_policy::Entity>(db, foundation.policies).await?;
    insert_many::<sla_policy_version::Entity>(db, foundation.versions).await?;
    insert_many::<sla_target::Entity>(db, foundation.targets).await?;
    insert_many::<guard_period::Entity>(db, foundation.guards).await?;
    insert_many::<scoring_scheme::Entity>(db, foundation.schemes).await?;
    insert_many::<service_contract::Entity>(db, foundation.contracts).await?;
    insert_many::<contract_system::Entity>(db, foundation.covered).await?;
    insert_many::<contract_amendment::Entity>(db, foundation.amendments).await?;
    insert_many::<amendment_system::Entity>(db, foundation.amended).await?;
    insert_many::<contract_step::Entity>(db, foundation.steps).await?;
    insert_many::<vendor_team::Entity>(db, foundation.teams).await?;
    insert_many::<vendor_team_member::Entity>(db, foundation.members).await?;
    insert_many::<contract_team::Entity>(db, foundation.serving).await?;
    insert_many::<contract_system_team::Entity>(db, foundation.serving_systems).await?;
    insert_many::<contract_quota::Entity>(db, foundation.quotas).await?;
    insert_many::<quota_use::Entity>(db, foundation.quota_uses).await?;
    insert_many::<quota_decision::Entity>(db, foundation.quota_decisions).await?;
    insert_many::<payment_milestone::Entity>(db, foundation.milestones).await?;
    insert_many::<payment_step::Entity>(db, foundation.payment_steps).await?;
    epoch::advance(db, "directory").await?;
    epoch::advance(db, "coverage").await.map(drop)
}

async fn insert_calendar(db: &impl ConnectionTrait, calendar: NewCalendar) -> Result<(), DbErr> {
    let revision = epoch::advance(db, "calendar").await?;
    let id: CalendarId = calendar.row.id;
    let snapshot = calendar_revision::Model {
        revision,
        calendar_id: id,
        spec: calendar.spec,
        reason: calendar.reason,
        created_by: None,
        created_at: calendar.row.created_at,
    };
    insert_many::<service_calendar::Entity>(db, vec![service_calendar::Model { revision, ..calendar.row }]).await?;
    insert_many::<calendar_revision::Entity>(db, vec![snapshot]).await
}

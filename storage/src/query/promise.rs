//! Contracts, policies and calendars, all at once: what binds a ticket is looked up in memory.

use std::collections::HashMap;

use domain::change::ObjectKind;
use domain::ids::PolicyVersionId;
use domain::sla::{
    EscalationLevel, PauseRules, PolicyTerms, ProtectionRange, ReopeningRule, SeverityRules, SlaTarget, TargetDuration,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{
    amendment_system, calendar_revision, compliance_review, contract_amendment, contract_quota, contract_step,
    contract_system, contract_system_team, contract_team, guard_period, payment_milestone, payment_step, pilot,
    pilot_agency, review_checklist, review_expert, review_seat, scoring_scheme, service_calendar, service_contract,
    sla_policy, sla_policy_version, sla_target, vendor_team, vendor_team_member,
};

/// What the coverage snapshot holds of what is counted.
const KINDS: [ObjectKind; 5] =
    [ObjectKind::Expert, ObjectKind::Team, ObjectKind::Policy, ObjectKind::PolicyVersion, ObjectKind::Calendar];

/// Everything that the coverage snapshot holds.
#[derive(Debug)]
pub struct Promises {
    pub contracts: Vec<service_contract::Model>,
    pub covered: Vec<contract_system::Model>,
    /// By number.
    pub amendments: Vec<contract_amendment::Model>,
    pub amended: Vec<amendment_system::Model>,
    /// In their order.
    pub steps: Vec<contract_step::Model>,
    pub quotas: Vec<contract_quota::Model>,
    /// By number.
    pub milestones: Vec<payment_milestone::Model>,
    /// In their order.
    pub payment_steps: Vec<payment_step::Model>,
    pub policies: Vec<sla_policy::Model>,
    pub versions: Vec<sla_policy_version::Model>,
    pub targets: Vec<sla_target::Model>,
    pub guards: Vec<guard_period::Model>,
    pub calendars: Vec<service_calendar::Model>,
    pub schemes: Vec<scoring_scheme::Model>,
    pub teams: Vec<vendor_team::Model>,
    pub members: Vec<vendor_team_member::Model>,
    pub serving: Vec<contract_team::Model>,
    pub serving_systems: Vec<contract_system_team::Model>,
    /// In the order in which they were convened.
    pub reviews: Vec<compliance_review::Model>,
    /// In the order in which they were drawn.
    pub seats: Vec<review_seat::Model>,
    pub checklists: Vec<review_checklist::Model>,
    pub experts: Vec<review_expert::Model>,
    /// By id, and so by time.
    pub pilots: Vec<pilot::Model>,
    pub piloting: Vec<pilot_agency::Model>,
    /// Of whatever was ever changed.
    pub changed: HashMap<(ObjectKind, Uuid), i64>,
}

/// Reads all promises; calendar revisions apart, see [`revisions_after`].
pub async fn all(db: &impl ConnectionTrait) -> Result<Promises, DbErr> {
    // First: a version that is older than what it stands beside makes a conflict too many, a newer one would hide one.
    let changed = super::change::versions(db, &KINDS).await?;
    Ok(Promises {
        contracts: service_contract::Entity::find().all(db).await?,
        covered: contract_system::Entity::find().all(db).await?,
        amendments: contract_amendment::Entity::find().order_by_asc(contract_amendment::Column::Number).all(db).await?,
        amended: amendment_system::Entity::find().all(db).await?,
        steps: contract_step::Entity::find().order_by_asc(contract_step::Column::Seq).all(db).await?,
        quotas: contract_quota::Entity::find().all(db).await?,
        milestones: payment_milestone::Entity::find()
            .order_by_asc(payment_milestone::Column::Number)
            .order_by_asc(payment_milestone::Column::Plan)
            .all(db)
            .await?,
        payment_steps: payment_step::Entity::find().order_by_asc(payment_step::Column::Seq).all(db).await?,
        policies: sla_policy::Entity::find().all(db).await?,
        versions: sla_policy_version::Entity::find().all(db).await?,
        targets: sla_target::Entity::find().order_by_asc(sla_target::Column::Id).all(db).await?,
        guards: guard_period::Entity::find().all(db).await?,
        calendars: service_calendar::Entity::find().all(db).await?,
        schemes: scoring_scheme::Entity::find().all(db).await?,
        teams: vendor_team::Entity::find().all(db).await?,
        members: vendor_team_member::Entity::find().all(db).await?,
        serving: contract_team::Entity::find().all(db).await?,
        serving_systems: contract_system_team::Entity::find().all(db).await?,
        reviews: compliance_review::Entity::find().order_by_asc(compliance_review::Column::Id).all(db).await?,
        seats: review_seat::Entity::find().order_by_asc(review_seat::Column::Id).all(db).await?,
        checklists: review_checklist::Entity::find().all(db).await?,
        experts: review_expert::Entity::find().all(db).await?,
        pilots: pilot::Entity::find().order_by_asc(pilot::Column::Id).all(db).await?,
        piloting: pilot_agency::Entity::find().order_by_asc(pilot_agency::Column::AgencyId).all(db).await?,
        changed,
    })
}

/// Calendar revisions with a higher number: a revision never changes, so a snapshot reads only the new ones.
pub async fn revisions_after(db: &impl ConnectionTrait, known: i64) -> Result<Vec<calendar_revision::Model>, DbErr> {
    calendar_revision::Entity::find()
        .filter(calendar_revision::Column::Revision.gt(known))
        .order_by_asc(calendar_revision::Column::Revision)
        .all(db)
        .await
}

/// Some calendar revisions by their numbers, in order.
pub async fn revisions(db: &impl ConnectionTrait, numbers: &[i64]) -> Result<Vec<calendar_revision::Model>, DbErr> {
    calendar_revision::Entity::find()
        .filter(calendar_revision::Column::Revision.is_in(numbers.iter().copied()))
        .order_by_asc(calendar_revision::Column::Revision)
        .all(db)
        .await
}

/// The terms of a policy version from its rows.
pub fn terms(version: &sla_policy_version::Model, targets: &[sla_target::Model]) -> Result<PolicyTerms, DbErr> {
    let own = targets.iter().filter(|target| target.version_id == version.id);
    let severity = version.severity_rules.clone().map(serde_json::from_value::<SeverityRules>).transpose();
    let pauses = version.pause_rules.clone().map(serde_json::from_value::<PauseRules>).transpose();
    Ok(PolicyTerms {
        version: PolicyVersionId(version.id.0),
        start: version.clock_start,
        priority_rule: version.priority_rule,
        pauses: pauses.map_err(json)?.unwrap_or_default(),
        reopening: ReopeningRule { mode: version.reopening, window_days: version.reopen_days },
        severity: severity.map_err(json)?.unwrap_or_default(),
        targets: own.map(target).collect::<Result<_, _>>()?,
    })
}

fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}

fn target(row: &sla_target::Model) -> Result<SlaTarget, DbErr> {
    let duration = serde_json::json!({ "kind": row.duration_kind, "value": row.duration_value });
    Ok(SlaTarget {
        id: row.id,
        metric: row.metric,
        priority: row.priority,
        ticket_kind: row.ticket_kind,
        site_class: row.site_class,
        system_type: row.system_type.clone(),
        protection: row.protection_from.zip(row.protection_to).map(|(from, to)| ProtectionRange { from, to }),
        guard: row.guard,
        duration: serde_json::from_value::<TargetDuration>(duration).map_err(json)?,
        calendar: row.calendar_id,
        pausable: row.pausable,
        warn_percent: serde_json::from_value(row.warn_percent.clone()).map_err(json)?,
        escalations: serde_json::from_value::<Vec<EscalationLevel>>(row.escalations.clone()).map_err(json)?,
    })
}

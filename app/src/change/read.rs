//! Reading what changed of the objects of the set-up.

use domain::Instant;
use domain::access::{Action, ReadScope};
use domain::change::{Difference, ObjectKind};
use domain::ids::{AgencyId, AuditId, CalendarId, ContractId, PolicyId, PolicyVersionId, UserId};
use storage::entity::object_change;
use storage::query::change as query;
use uuid::Uuid;

use super::names::Names;
use crate::{Error, Op, Result, Sight};

/// One write of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectChange {
    pub id: AuditId,
    /// The object's version after it.
    pub version: i64,
    /// Never empty.
    pub fields: Vec<FieldDifference>,
    /// Who did it: a person or service account by name, `system: JOB` for the platform.
    pub by: String,
    /// None for the platform.
    pub user: Option<UserId>,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
}

/// One field before and after a write, in words for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Which changes of an object.
#[derive(Clone, Copy, Debug)]
pub struct ChangeQuery {
    pub kind: ObjectKind,
    pub object: Uuid,
    /// Only those after this one.
    pub after: Option<AuditId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all.
    pub with_total: bool,
}

/// A page of changes, oldest first.
#[derive(Clone, Debug)]
pub struct ChangeList {
    pub changes: Vec<ObjectChange>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// What changed of an object, for those who see it where it is kept: the agency's side of a contract, of a policy and of
/// a calendar, and for the audit administrator.
///
/// # Errors
/// NOT_FOUND when it is not the actor's to read.
pub async fn history(op: &Op, asked: &ChangeQuery) -> Result<ChangeList> {
    if !op.actor().may(Action::AuditView) && !reads(op, asked.kind, asked.object) {
        return Err(Error::NotFound("object"));
    }
    page(op, asked).await
}

/// What changed of any object. Needs `audit.view`.
///
/// # Errors
/// FORBIDDEN without it.
pub async fn of_objects(op: &Op, asked: &ChangeQuery) -> Result<ChangeList> {
    op.require(Action::AuditView)?;
    page(op, asked).await
}

async fn page(op: &Op, asked: &ChangeQuery) -> Result<ChangeList> {
    let (db, object) = (op.app().store.read(), (asked.kind, asked.object));
    let mut rows = query::page(db, object, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::total(db, object).await?) } else { None };
    Ok(ChangeList { changes: told(op, rows)?, more, total })
}

/// As the actor reads it.
pub(super) fn told(op: &Op, rows: Vec<object_change::Model>) -> Result<Vec<ObjectChange>> {
    let names = Names::new(op);
    let one = |row: object_change::Model| {
        let differences: Vec<Difference> = serde_json::from_value(row.fields)?;
        let field = |of: &Difference| FieldDifference {
            field: names.field(&of.field),
            from: names.value(&of.field, &of.from),
            to: names.value(&of.field, &of.to),
        };
        Ok(ObjectChange {
            id: row.id,
            version: row.version,
            fields: differences.iter().map(field).collect(),
            by: if row.actor_id.is_some() { row.actor_name } else { format!("system: {}", row.actor_name) },
            user: row.actor_id,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Whether the actor sees an object where it is kept. A party that only a contract leads to does not read what was
/// written before it was concluded.
fn reads(op: &Op, kind: ObjectKind, id: Uuid) -> bool {
    let (directory, coverage) = (op.directory(), op.coverage());
    let sight = |action| Sight::of(op, action, &coverage);
    let at = |action, owner: Option<AgencyId>| match owner {
        Some(owner) => op.read_scope(action).covers(Some(owner), None),
        None => op.read_scope(action) != ReadScope::Nothing,
    };
    match kind {
        ObjectKind::Agency => at(Action::AgencyView, Some(AgencyId(id))),
        ObjectKind::Vendor => {
            directory.vendors.get(&id.into()).is_some_and(|row| sight(Action::VendorView).vendor(row))
        }
        ObjectKind::User => {
            let own = op.actor().user() == Some(UserId(id));
            own || directory.users.get(&UserId(id)).is_some_and(|user| sight(Action::UserView).user(user))
        }
        ObjectKind::System => {
            let system = directory.systems.get(&id.into());
            system.is_some_and(|row| at(Action::SystemView, Some(row.agency_id)))
        }
        ObjectKind::Expert => sight(Action::ExpertView).experts(),
        ObjectKind::Team => coverage.teams.get(&id.into()).is_some_and(|team| sight(Action::TeamView).team(team)),
        ObjectKind::Policy => {
            let policy = coverage.policies.get(&PolicyId(id));
            policy.is_some_and(|row| at(Action::PolicyView, row.owner_id))
        }
        ObjectKind::PolicyVersion => {
            let version = coverage.versions.get(&PolicyVersionId(id));
            let policy = version.and_then(|version| coverage.policies.get(&version.policy_id));
            policy.is_some_and(|row| at(Action::PolicyView, row.owner_id))
        }
        ObjectKind::Calendar => {
            let calendar = coverage.calendars.get(&CalendarId(id));
            calendar.is_some_and(|row| at(Action::CalendarView, row.owner_id))
        }
        ObjectKind::Contract | ObjectKind::PaymentPlan => {
            let contract = coverage.contracts.get(&ContractId(id));
            contract.is_some_and(|contract| at(Action::ContractView, Some(contract.row.agency_id)))
        }
        // These tell their own life, to each side as far as it sees it.
        ObjectKind::Milestone
        | ObjectKind::Rectification
        | ObjectKind::ServiceItem
        | ObjectKind::Note
        | ObjectKind::View => false,
    }
}

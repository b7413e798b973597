//! Reading what changed of the objects of the set-up.

use std::collections::{BTreeMap, HashMap};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// What changed of each object, for those who see it where it is kept: the agency's side of a contract, of a policy and
/// of a calendar, and for the audit administrator; none of what is not the actor's to read. Objects of one kind that are
/// asked for alike are read together.
///
/// # Errors
/// Outages.
pub async fn histories(op: &Op, asked: &[ChangeQuery]) -> Result<HashMap<ChangeQuery, Option<ChangeList>>> {
    let audits = op.actor().may(Action::AuditView);
    let seen = |of: &&ChangeQuery| audits || reads(op, of.kind, of.object);
    pages(op, &asked.iter().filter(seen).copied().collect::<Vec<_>>()).await
}

/// What changed of any object. Needs `audit.view`.
///
/// # Errors
/// FORBIDDEN without it.
pub async fn of_objects(op: &Op, asked: &ChangeQuery) -> Result<ChangeList> {
    op.require(Action::AuditView)?;
    let found = pages(op, &[*asked]).await?.remove(asked).flatten();
    found.ok_or_else(|| Error::Internal(anyhow::anyhow!("no page was read")))
}

async fn pages(op: &Op, asked: &[ChangeQuery]) -> Result<HashMap<ChangeQuery, Option<ChangeList>>> {
    let mut alike: BTreeMap<_, Vec<Uuid>> = BTreeMap::new();
    for of in asked {
        alike.entry((of.kind, of.after, of.limit, of.with_total)).or_default().push(of.object);
    }
    let (db, mut found) = (op.app().store.read(), HashMap::new());
    for ((kind, after, limit, with_total), objects) in alike {
        let mut rows: HashMap<Uuid, Vec<object_change::Model>> = HashMap::new();
        for row in query::pages(db, (kind, &objects), after, limit + 1).await? {
            rows.entry(row.object_id).or_default().push(row);
        }
        let totals = if with_total { Some(query::totals(db, (kind, &objects)).await?) } else { None };
        for object in objects {
            let mut rows = rows.remove(&object).unwrap_or_default();
            let more = rows.len() as u64 > limit;
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let total = totals.as_ref().map(|totals| totals.get(&object).copied().unwrap_or(0));
            let list = ChangeList { changes: told(op, rows)?, more, total };
            found.insert(ChangeQuery { kind, object, after, limit, with_total }, Some(list));
        }
    }
    Ok(found)
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
            by: by(row.actor_id, row.actor_name),
            user: row.actor_id,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
        })
    };
    rows.into_iter().map(one).collect()
}

/// A person or service account by name, `system: JOB` for the platform.
pub(super) fn by(actor: Option<UserId>, name: String) -> String {
    if actor.is_some() { name } else { format!("system: {name}") }
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
        | ObjectKind::View
        | ObjectKind::ReportSchedule
        | ObjectKind::WebhookEndpoint => false,
    }
}

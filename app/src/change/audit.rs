//! Reading the audit log: who did what, to which object, and what changed of it.

use std::collections::HashMap;

use domain::Instant;
use domain::access::{Action, Role};
use domain::ids::{AuditId, TicketId, UserId, WebhookEndpointId};
use serde_json::Value;
use storage::entity::{audit_entry, object_change};
use storage::query::audit as query;
use storage::query::audit::{AuditFilter, Logged};
use uuid::Uuid;

use super::names::Names;
use super::read::{ObjectChange, by, told};
use crate::{Op, Result, webhook};

/// How the log names what no snapshot holds and has a name all the same.
const TICKET: &str = "ticket";
const ENDPOINT: &str = "webhook_endpoint";

/// One entry, as the audit administrator reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: AuditId,
    pub at: Instant,
    /// Who did it: a person or service account by name, `system: JOB` for the platform.
    pub by: String,
    /// None for the platform, and for whoever was not let in.
    pub user: Option<UserId>,
    /// The roles that they held then.
    pub roles: Vec<Role>,
    /// What was done, such as `role.grant`.
    pub action: String,
    /// The type of the object, as the log names it.
    pub object_type: String,
    /// None when it is about no known object.
    pub object: Option<Uuid>,
    /// The object's name or number; none when it has none or is gone.
    pub object_name: Option<String>,
    pub details: Vec<AuditDetail>,
    /// What changed of the object with it, where its changes are kept.
    pub changes: Vec<ObjectChange>,
    /// Whether the time that it was written at is sealed.
    pub sealed: bool,
}

/// Something that was noted with an entry, in words for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDetail {
    pub name: String,
    /// None for nothing, and for what has no name.
    pub value: Option<String>,
}

/// Which entries of the log.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    pub filter: AuditFilter,
    /// Only those behind this one.
    pub after: Option<(Instant, AuditId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all.
    pub with_total: bool,
}

/// A page of entries, the newest first.
#[derive(Clone, Debug)]
pub struct AuditList {
    pub entries: Vec<AuditEntry>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// Entries of the audit log. Needs `audit.view`.
///
/// # Errors
/// FORBIDDEN without it.
pub async fn audit_entries(op: &Op, asked: &AuditQuery) -> Result<AuditList> {
    op.require(Action::AuditView)?;
    let db = op.app().store.read();
    let mut rows = query::page(db, &asked.filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &asked.filter).await?) } else { None };
    let about = |row: &audit_entry::Model| row.object_id.filter(|id| !id.is_nil());
    let objects: Vec<Uuid> = rows.iter().filter_map(|row| about(&row.entry)).collect();
    let times: Vec<Instant> = rows.iter().map(|row| row.entry.at).collect();
    let mut changes: HashMap<(Uuid, Instant), Vec<object_change::Model>> = HashMap::new();
    for row in query::changes(db, &objects, &times).await? {
        changes.entry((row.object_id, row.recorded_at)).or_default().push(row);
    }
    let ids = |of: &str| -> Vec<Uuid> {
        rows.iter().map(|row| &row.entry).filter(|row| row.object_type == of).filter_map(about).collect()
    };
    let tickets: Vec<TicketId> = ids(TICKET).into_iter().map(TicketId).collect();
    let endpoints: Vec<WebhookEndpointId> = ids(ENDPOINT).into_iter().map(WebhookEndpointId).collect();
    let mut read = query::ticket_numbers(db, &tickets).await?;
    read.extend(webhook::names(op, &endpoints).await?);
    let (names, directory) = (Names::new(op), op.directory());
    let one = |Logged { entry: row, sealed }: Logged| {
        let object = about(&row);
        let changed = object.and_then(|id| changes.get(&(id, row.at))).into_iter().flatten();
        let own = changed.filter(|change| change.actor_id == row.actor_id).cloned().collect();
        let actor = row.actor_id.and_then(|id| directory.users.get(&id));
        Ok(AuditEntry {
            id: row.id,
            at: row.at,
            by: by(row.actor_id, row.actor_name),
            user: row.actor_id,
            roles: actor.map(|user| user.roles_at(row.at)).unwrap_or_default(),
            action: row.action,
            object_type: row.object_type,
            object,
            object_name: object.and_then(|id| read.get(&id).cloned().or_else(|| names.name(id))),
            details: details(&names, &row.detail),
            changes: told(op, own)?,
            sealed,
        })
    };
    let entries = rows.into_iter().map(one).collect::<Result<_>>()?;
    Ok(AuditList { entries, more, total })
}

fn details(names: &Names<'_>, of: &Value) -> Vec<AuditDetail> {
    let parts = of.as_object().into_iter().flatten();
    parts.map(|(name, value)| AuditDetail { name: names.field(name), value: names.value(name, value) }).collect()
}

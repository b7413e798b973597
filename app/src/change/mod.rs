//! Changes of the set-up: made on what somebody saw, and kept field by field with who made them.
//!
//! A use case watches the object that it writes, once it has authorised and loaded it: that checks the version that the
//! caller saw and takes the fields as they stand; before the transaction commits they are compared with those of then.

mod audit;
mod names;
mod read;

pub use audit::{AuditDetail, AuditEntry, AuditList, AuditQuery, audit_entries};
pub use read::{ChangeList, ChangeQuery, FieldDifference, ObjectChange, histories, of_objects};
pub use storage::query::audit::AuditFilter;

use std::collections::HashMap;

use domain::change::{Fields, ObjectKind, differences};
use domain::ids::AuditId;
use storage::Transaction;
use storage::entity::object_change;
use storage::query::change as query;
use storage::query::image::{image, version};
use storage::query::setup::insert;
use uuid::Uuid;

use crate::{Error, Op, Result};

/// The versions of the objects of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Versions(HashMap<(ObjectKind, Uuid), i64>);

impl Versions {
    pub(crate) fn new(versions: HashMap<(ObjectKind, Uuid), i64>) -> Self {
        Self(versions)
    }

    /// The version of an object: 1 until it is changed.
    pub fn of(&self, kind: ObjectKind, id: Uuid) -> i64 {
        self.0.get(&(kind, id)).copied().unwrap_or(1)
    }
}

/// Changes of an object that a refusal tells of; more are in its history.
const TOLD: u64 = 100;

/// An object that is being written, as it stood before.
#[derive(Debug)]
pub(crate) struct Watched {
    kind: ObjectKind,
    id: Uuid,
    before: Fields,
    /// After the write; none when the object's own row tells.
    version: Option<i64>,
}

impl Watched {
    /// Watches an object that the actor may write, in the transaction that writes it.
    ///
    /// # Errors
    /// [`Error::StaleObject`] when it was changed since the version that the caller saw.
    pub(crate) async fn begin(op: &Op, transaction: &Transaction, kind: ObjectKind, id: Uuid) -> Result<Self> {
        let own = version(transaction, kind, id).await?;
        let counted = match kind.counts_itself() {
            true => None,
            false => Some(query::count(transaction, kind, id).await?),
        };
        let present = own.or(counted.map(|next| next - 1)).unwrap_or(1);
        match op.seen() {
            None => {}
            Some(seen) if seen == present => {}
            Some(seen) if seen > present || seen < 1 => {
                let (en, zh) = (format!("it is at version {present}"), format!("当前版本为 {present}"));
                return Err(Error::invalid("INVALID", "expectedVersion", en, zh));
            }
            Some(seen) => return Err(stale(op, transaction, (kind, id), seen).await),
        }
        let before = Box::pin(image(transaction, kind, id)).await?.unwrap_or_default();
        Ok(Self { kind, id, before, version: counted })
    }

    /// The same for an object that belongs to the one that the caller saw.
    pub(crate) async fn beside(op: &Op, transaction: &Transaction, kind: ObjectKind, id: Uuid) -> Result<Self> {
        Self::begin(&op.having_seen(None), transaction, kind, id).await
    }

    /// An object that this transaction makes.
    pub(crate) fn made(kind: ObjectKind, id: Uuid) -> Self {
        Self { kind, id, before: Fields::default(), version: (!kind.counts_itself()).then_some(1) }
    }

    /// Keeps what became of its fields, before the transaction commits.
    pub(crate) async fn end(self, op: &Op, transaction: &Transaction) -> Result<()> {
        let after = Box::pin(image(transaction, self.kind, self.id)).await?.unwrap_or_default();
        let differences = differences(&self.before, &after);
        if differences.is_empty() {
            return Ok(());
        }
        let version = match self.version {
            Some(version) => version,
            // What is gone has no version any more.
            None => version(transaction, self.kind, self.id).await?.unwrap_or(i64::MAX),
        };
        let row = object_change::Model {
            id: op.id::<AuditId>(),
            kind: self.kind,
            object_id: self.id,
            version,
            actor_id: op.actor().user(),
            actor_name: op.actor().name().to_owned(),
            // A promise is changed by being written: what it is to hold from is a field of its own.
            occurred_at: op.now(),
            recorded_at: op.now(),
            fields: serde_json::to_value(differences)?,
        };
        Ok(insert(transaction, row).await?)
    }
}

/// What a client is told that acts on a version that is not the newest; the actor may write the object.
pub(crate) async fn stale(op: &Op, transaction: &Transaction, object: (ObjectKind, Uuid), seen: i64) -> Error {
    match query::since(transaction, object, seen, TOLD).await {
        Ok(rows) => read::told(op, rows).map_or_else(|error| error, Error::StaleObject),
        Err(error) => error.into(),
    }
}

/// The object that an audit entry is about, where its changes are kept.
pub(crate) fn kind_of(object_type: &str) -> Option<ObjectKind> {
    Some(match object_type {
        "agency" => ObjectKind::Agency,
        "vendor" => ObjectKind::Vendor,
        "user" => ObjectKind::User,
        "system" => ObjectKind::System,
        "team" => ObjectKind::Team,
        "policy" => ObjectKind::Policy,
        "calendar" => ObjectKind::Calendar,
        "contract" => ObjectKind::Contract,
        _ => return None,
    })
}

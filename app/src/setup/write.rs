//! One set-up write: the snapshot it was decided on, the rows, the audit entry, one transaction.

use std::ops::Deref;

use domain::change::ObjectKind;
use storage::Transaction;
use storage::entity::audit_entry;
use storage::query::{auth, epoch, setup};
use uuid::Uuid;

use crate::change::{Watched, kind_of};
use crate::{Error, Op, Result};

/// Others may write between a reload and the lock; so often in a row only when something is wrong.
const ATTEMPTS: usize = 5;

/// The snapshot that a write makes stale.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Snapshot {
    Directory,
    Coverage,
}

/// An open writing transaction that holds the epoch's row, so that writes of one snapshot follow each other.
///
/// The snapshot in memory is exactly the one that the database stands at, and the actor's roles are those of now:
/// what is decided on them (unique codes, overlaps, scope) holds when the transaction commits.
pub(crate) struct Write {
    op: Op,
    transaction: Transaction,
    watched: Vec<Watched>,
}

impl Write {
    pub(crate) async fn begin(op: &Op, snapshot: Snapshot) -> Result<Self> {
        let mut op = op.clone();
        for _ in 0..ATTEMPTS {
            let transaction = op.begin().await?;
            let (name, known) = match snapshot {
                Snapshot::Directory => ("directory", op.directory().epoch),
                Snapshot::Coverage => ("coverage", op.coverage().epoch),
            };
            let exact = epoch::advance(&transaction, name).await? == known + 1;
            let trusted = match op.actor().user() {
                Some(user) => auth::grant_version(&transaction, user).await? == Some(op.actor().grant_version()),
                None => true,
            };
            if exact && trusted {
                return Ok(Self { op, transaction, watched: Vec::new() });
            }
            transaction.rollback().await?;
            op.app().refresh().await?;
            op = op.as_now_known()?;
        }
        Err(Error::Conflict)
    }

    /// For the rows of the write.
    pub(crate) fn transaction(&self) -> &Transaction {
        &self.transaction
    }

    /// Watches an object that is written, after the actor was found to be allowed to: the first one is the one whose version
    /// the caller saw, others belong to it.
    ///
    /// # Errors
    /// [`Error::StaleObject`] when it was changed since.
    pub(crate) async fn watch(&mut self, kind: ObjectKind, id: Uuid) -> Result<()> {
        let watched = match self.watched.is_empty() {
            true => Watched::begin(&self.op, &self.transaction, kind, id).await?,
            false => Watched::beside(&self.op, &self.transaction, kind, id).await?,
        };
        self.watched.push(watched);
        Ok(())
    }

    /// Notes an object that the write makes beside the one that its audit entry is about.
    pub(crate) fn made(&mut self, kind: ObjectKind, id: Uuid) {
        self.watched.push(Watched::made(kind, id));
    }

    /// Commits with an audit entry and reloads the snapshot.
    pub(crate) async fn commit(self, action: &str, object: (&str, Uuid), detail: serde_json::Value) -> Result<()> {
        let entry = self.op.audit(action, object, detail);
        self.commit_all(vec![entry]).await
    }

    /// Commits with several audit entries: a job changes many objects at once.
    pub(crate) async fn commit_all(mut self, entries: Vec<audit_entry::Model>) -> Result<()> {
        self.watched.extend(made(&entries));
        for watched in self.watched {
            watched.end(&self.op, &self.transaction).await?;
        }
        setup::insert_in_batches(&self.transaction, entries).await?;
        self.transaction.commit().await?;
        if let Err(error) = self.op.app().refresh().await {
            // It is written: the next reload, a few seconds on, brings it.
            tracing::warn!(%error, "the snapshot could not be reloaded after a write");
        }
        Ok(())
    }
}

/// The object that a single entry tells was made; of an import, the table is the record.
fn made(entries: &[audit_entry::Model]) -> Option<Watched> {
    let [entry] = entries else { return None };
    let makes = [".create", ".copy"].iter().any(|verb| entry.action.ends_with(verb));
    Some(Watched::made(kind_of(&entry.object_type).filter(|_| makes)?, entry.object_id?))
}

impl Deref for Write {
    type Target = Op;

    fn deref(&self) -> &Op {
        &self.op
    }
}

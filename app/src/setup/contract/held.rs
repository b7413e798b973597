//! A write about a contract that changes nothing of what it promises: the contract is held, the snapshots stay.

use std::ops::Deref;

use domain::ids::{ContractId, OutboxId};
use storage::Transaction;
use storage::entity::outbox;
use storage::query::setup::insert;
use storage::query::{auth, quota};

use crate::setup::reach::CONTRACT;
use crate::{Contract, Error, Op, Result};

/// Others may write between a reload and the lock; so often in a row only when something is wrong.
const ATTEMPTS: usize = 5;

/// An open transaction that holds the contract's row, so that what is booked and decided follows one after the other.
pub(crate) struct Held {
    op: Op,
    pub(crate) transaction: Transaction,
    /// As it stands in the database, by its version.
    pub(crate) contract: Contract,
}

impl Held {
    /// # Errors
    /// NOT_FOUND; CONFLICT when the snapshots cannot catch up.
    pub(crate) async fn begin(op: &Op, id: ContractId) -> Result<Self> {
        let mut op = op.clone();
        for _ in 0..ATTEMPTS {
            let transaction = op.begin().await?;
            let row = quota::hold_contract(&transaction, id).await?.ok_or(Error::NotFound(CONTRACT.what))?;
            let known = op.coverage().contracts.get(&id).filter(|known| known.row.version == row.version).cloned();
            let trusted = match op.actor().user() {
                Some(user) => auth::grant_version(&transaction, user).await? == Some(op.actor().grant_version()),
                None => true,
            };
            if let Some(contract) = known.filter(|_| trusted) {
                return Ok(Self { op, transaction, contract });
            }
            transaction.rollback().await?;
            op.app().refresh().await?;
            op = op.as_now_known()?;
        }
        Err(Error::Conflict)
    }

    /// Tells both parties.
    pub(crate) async fn tell(&self, topic: &str, payload: serde_json::Value) -> Result<()> {
        let message = self.message(self.id::<OutboxId>(), topic, payload);
        Ok(insert(&self.transaction, message).await?)
    }

    /// A message to both parties.
    pub(crate) fn message(&self, id: OutboxId, topic: &str, mut payload: serde_json::Value) -> outbox::Model {
        payload["contractId"] = serde_json::json!(self.contract.row.id);
        payload["contractNumber"] = serde_json::json!(self.contract.row.number);
        outbox::Model {
            id,
            feed_seq: None,
            topic: topic.to_owned(),
            ticket_id: None,
            agency_id: Some(self.contract.row.agency_id),
            vendor_id: Some(self.contract.row.vendor_id),
            payload,
            created_at: self.now(),
        }
    }

    /// Commits with an audit entry.
    pub(crate) async fn commit(
        self,
        action: &str,
        object: (&str, uuid::Uuid),
        detail: serde_json::Value,
    ) -> Result<()> {
        insert(&self.transaction, self.op.audit(action, object, detail)).await?;
        self.transaction.commit().await?;
        self.op.app().outbox_filled.notify_one();
        Ok(())
    }
}

impl Deref for Held {
    type Target = Op;

    fn deref(&self) -> &Op {
        &self.op
    }
}

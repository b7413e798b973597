//! What hangs on the contracts of one list and is no part of the snapshot: read for all of them at once.

use std::collections::HashMap;
use std::sync::Arc;

use app::Op;
use app::file::{AttachmentView, attachments};
use app::setup::contract::quota::{QuotaUseView, quota_uses};
use domain::ids::ContractId;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::Language;

/// Rows by what they hang on.
type Part<K, V> = OnceCell<HashMap<K, Arc<Vec<V>>>>;

/// The parts of the contracts of one list, read as the actor of one operation; never shared between requests.
pub struct ContractParts {
    op: Op,
    contracts: Vec<ContractId>,
    attachments: Part<Uuid, AttachmentView>,
    quota_uses: Part<ContractId, QuotaUseView>,
}

impl ContractParts {
    /// For the contracts of one list.
    pub fn new(op: Op, contracts: Vec<ContractId>) -> Self {
        Self { op, contracts, attachments: OnceCell::new(), quota_uses: OnceCell::new() }
    }

    /// The files of a contract of the list, or of one of its milestones.
    pub async fn attachments(&self, owner: Uuid) -> Result<Arc<Vec<AttachmentView>>, ApiError> {
        let read = async || shared(attachments(&self.op, &self.contracts).await);
        let all: &HashMap<_, _> = self.attachments.get_or_try_init(read).await?;
        Ok(all.get(&owner).cloned().unwrap_or_default())
    }

    /// What was booked on a contract of the list.
    pub async fn quota_uses(&self, contract: ContractId) -> Result<Arc<Vec<QuotaUseView>>, ApiError> {
        let read = async || shared(quota_uses(&self.op, &self.contracts).await);
        let all: &HashMap<_, _> = self.quota_uses.get_or_try_init(read).await?;
        Ok(all.get(&contract).cloned().unwrap_or_default())
    }
}

fn shared<K: Eq + std::hash::Hash, V>(
    found: app::Result<HashMap<K, Vec<V>>>,
) -> Result<HashMap<K, Arc<Vec<V>>>, ApiError> {
    // No refusal of input can come from such a read, so the language does not matter.
    let found = found.map_err(|error| failure(error, Language::default()))?;
    Ok(found.into_iter().map(|(id, rows)| (id, Arc::new(rows))).collect())
}

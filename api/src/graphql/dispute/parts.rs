//! What hangs on the disputes of one list, read for all of them at once, when the first is asked for it.

use std::collections::HashMap;
use std::sync::Arc;

use app::dispute::{DisputeStepView, DisputeView};
use app::file::AttachmentView;
use app::{Op, TicketRow};
use domain::ids::{DisputeId, TicketId};
use tokio::sync::OnceCell;

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};

/// The parts of the disputes of one list, read as the actor of one operation.
pub struct DisputeParts {
    op: Op,
    disputes: Vec<DisputeView>,
    steps: OnceCell<HashMap<DisputeId, Arc<Vec<DisputeStepView>>>>,
    files: OnceCell<HashMap<DisputeId, Vec<AttachmentView>>>,
    tickets: OnceCell<HashMap<TicketId, TicketRow>>,
}

impl DisputeParts {
    pub fn new(op: Op, disputes: Vec<DisputeView>) -> Self {
        Self { op, disputes, steps: OnceCell::new(), files: OnceCell::new(), tickets: OnceCell::new() }
    }

    fn ids(&self) -> Vec<DisputeId> {
        self.disputes.iter().map(|row| row.id).collect()
    }

    /// The steps of a dispute of the list, in order.
    pub async fn steps(&self, id: DisputeId) -> Result<Arc<Vec<DisputeStepView>>, ApiError> {
        let read = async || -> Result<_, ApiError> {
            let found = app::dispute::steps_of(&self.op, &self.ids()).await.map_err(unexpected)?;
            Ok(found.into_iter().map(|(id, steps)| (id, Arc::new(steps))).collect())
        };
        let all: &HashMap<DisputeId, Arc<Vec<DisputeStepView>>> = self.steps.get_or_try_init(read).await?;
        Ok(all.get(&id).cloned().unwrap_or_default())
    }

    /// The evidence of a dispute of the list, the oldest first.
    pub async fn files(&self, id: DisputeId) -> Result<&[AttachmentView], ApiError> {
        let read = async || app::file::dispute_attachments(&self.op, &self.ids()).await.map_err(unexpected);
        Ok(self.files.get_or_try_init(read).await?.get(&id).map(Vec::as_slice).unwrap_or_default())
    }

    /// A ticket of the list, if the actor sees it. What hangs on the tickets is read together as well.
    pub async fn ticket(&self, id: TicketId, request: &Request) -> Result<Option<&TicketRow>, ApiError> {
        let read = async || {
            let found = app::dispute::tickets_of(&self.op, &self.disputes).await.map_err(unexpected)?;
            request.also_listed(found.values().map(|row| (row.id, row.policy_version_id)).collect());
            Ok::<_, ApiError>(found)
        };
        Ok(self.tickets.get_or_try_init(read).await?.get(&id))
    }
}

/// No refusal of input can come from such a read, so the language does not matter.
fn unexpected(error: app::Error) -> ApiError {
    failure(error, Language::default())
}

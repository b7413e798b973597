//! The tickets that the rows of one page lead to, read for all of them at once when the first is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use app::ticket::tickets_of;
use app::{Op, TicketRow};
use domain::ids::TicketId;
use tokio::sync::OnceCell;

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};

/// The tickets of one page, as far as the actor sees them.
pub struct TicketsRead {
    op: Op,
    ids: Vec<TicketId>,
    tickets: OnceCell<HashMap<TicketId, TicketRow>>,
}

impl TicketsRead {
    /// Reads these when the first of them is asked for.
    pub fn of(op: Op, ids: impl Iterator<Item = TicketId>) -> Arc<Self> {
        let mut ids: Vec<TicketId> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        Arc::new(Self { op, ids, tickets: OnceCell::new() })
    }

    /// A ticket of the page, if the actor sees it. What hangs on the tickets is read together as well.
    pub async fn ticket(&self, id: TicketId, request: &Request) -> Result<Option<&TicketRow>, ApiError> {
        let read = async || {
            // No refusal of input can come from such a read, so the language does not matter.
            let found = tickets_of(&self.op, &self.ids).await.map_err(|error| failure(error, Language::default()))?;
            request.also_listed(found.values().map(|row| (row.id, row.policy_version_id)).collect());
            Ok::<_, ApiError>(found)
        };
        Ok(self.tickets.get_or_try_init(read).await?.get(&id))
    }
}

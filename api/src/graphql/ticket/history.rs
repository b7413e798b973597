//! What changed on a ticket, field by field.

use async_graphql::{ID, SimpleObject};
use domain::Instant;

use crate::graphql::node_id::NodeType;
use crate::graphql::words::TicketField;

/// One field of a ticket before and after one event of its log, and who did it.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(serial)]
pub struct FieldChange {
    /// The event's place in the ticket's log.
    pub seq: i32,
    /// What.
    pub field: TicketField,
    /// What stood there before, as it is shown; null for nothing.
    pub from: Option<String>,
    /// What stands there since; null for nothing.
    pub to: Option<String>,
    /// Who did it: the person's name, `system: JOB` for the platform, `import` for a log that was imported.
    pub by: String,
    /// The person; null for the platform and an import.
    pub user_id: Option<ID>,
    /// When it happened, in whole seconds.
    pub occurred_at: Instant,
    /// When the platform learnt of it.
    pub recorded_at: Instant,
}

impl From<app::ticket::FieldChange> for FieldChange {
    fn from(change: app::ticket::FieldChange) -> Self {
        Self {
            seq: change.seq,
            field: change.field.into(),
            from: change.from,
            to: change.to,
            by: change.by,
            user_id: change.user.map(|id| NodeType::User.id(id.0)),
            occurred_at: change.occurred_at,
            recorded_at: change.recorded_at,
        }
    }
}

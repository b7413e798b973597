//! Requests for systems that no contract covers: filed by clerks, routed or dismissed by contract managers, watched by
//! the worker.

mod decide;
mod file;
mod read;
mod watch;

pub use decide::{dismiss_uncovered, route_uncovered};
pub use file::file_uncovered;
pub use read::{UncoveredList, UncoveredQuery, available_uncovered_steps, find_uncovered, uncovered_requests};
pub use watch::{UncoveredReport, check_uncovered};

use domain::ids::OutboxId;
use storage::entity::outbox;

use crate::Op;

/// A request as stored.
pub type UncoveredView = storage::entity::uncovered_request::Model;

/// A message about a request: for the agency's side only.
fn message(op: &Op, id: OutboxId, topic: &str, row: &UncoveredView) -> outbox::Model {
    outbox::Model {
        id,
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: None,
        payload: serde_json::json!({ "requestId": row.id, "systemId": row.system_id, "filedAt": row.filed_at }),
        created_at: op.now(),
    }
}

//! Maintenance windows and force majeure over many tickets at once: proposed by either side, decided by the agency's
//! contract manager, written into the tickets by the worker (E44).

mod apply;
mod decide;
mod propose;
mod read;
mod shorten;

pub use apply::{ApplyReport, apply_exclusions};
pub use decide::{ExclusionDecision, decide_exclusion};
pub use propose::{NewExclusion, propose_exclusion};
pub use read::{ExclusionList, ExclusionQuery, available_steps, exclusions, find_exclusion, scope_of, systems_of};
pub use shorten::{Shortening, shorten_exclusion};

use domain::Instant;
use domain::exclusion::ExclusionState;
use domain::ids::{OutboxId, SystemId};
use storage::entity::outbox;

use crate::Op;

/// An exclusion as stored.
pub type ExclusionView = storage::entity::service_exclusion::Model;

/// A message about an exclusion, for both sides.
fn message(op: &Op, topic: &str, row: &ExclusionView) -> outbox::Model {
    outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: row.vendor_id,
        payload: detail(row),
        created_at: op.now(),
    }
}

fn detail(row: &ExclusionView) -> serde_json::Value {
    serde_json::json!({
        "exclusionId": row.id, "kind": row.kind, "contractId": row.contract_id, "systemIds": row.system_ids,
        "from": row.from_at, "to": row.to_at, "state": row.state, "touched": row.touched,
    })
}

/// Until when it holds, exclusive: one that was withdrawn never does.
fn holds_to(row: &ExclusionView) -> Instant {
    if row.state == ExclusionState::Withdrawn { row.from_at } else { row.to_at }
}

fn systems(row: &ExclusionView) -> Vec<SystemId> {
    serde_json::from_value(row.system_ids.clone()).unwrap_or_default()
}

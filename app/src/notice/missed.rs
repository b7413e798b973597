//! A missed inspection is told to those who answer for the contract: the contract managers of its agency, or of the nearest
//! one above it that has any.

use domain::access::{Org, Role};
use domain::ids::{AgencyId, NotificationId, UserId};
use domain::ticket::{NoticeKind, Visibility};
use storage::entity::{notification, outbox};

use crate::Op;
use crate::outbox::id_of;

/// The topic of an inspection that is missed.
const MISSED: &str = "inspection.missed";

/// The notifications of missed inspections among messages, one a person. One without a ticket stands in the list of
/// inspections and in the feed alone.
pub(super) fn rows(op: &Op, messages: &[outbox::Model]) -> Vec<notification::Model> {
    let mut rows = Vec::new();
    for message in messages.iter().filter(|message| message.topic == MISSED) {
        let (Some(feed_seq), Some(ticket_id), Some(agency)) = (message.feed_seq, message.ticket_id, message.agency_id)
        else {
            continue;
        };
        rows.extend(managers(op, agency).into_iter().map(|user| notification::Model {
            id: NotificationId(id_of(&format!("notification {} {user}", message.id)).0),
            user_id: user,
            feed_seq,
            outbox_id: message.id,
            ticket_id,
            leg_id: None,
            delivery_id: None,
            webhook_endpoint_id: None,
            event_seq: None,
            metric: None,
            kind: NoticeKind::InspectionMissed,
            visibility: Visibility::Public,
            created_at: message.created_at,
            read_at: None,
        }));
    }
    rows
}

/// Those who manage an agency's contracts: its own, or those of the nearest one above it that has any.
pub(super) fn managers(op: &Op, agency: AgencyId) -> Vec<UserId> {
    let directory = op.directory();
    let at = |of: AgencyId| -> Vec<UserId> {
        let mut found = directory.holders(Role::ContractManager, Org::Agency(of), op.now());
        found.sort_unstable();
        found
    };
    directory.above(agency).into_iter().map(at).find(|managers| !managers.is_empty()).unwrap_or_default()
}

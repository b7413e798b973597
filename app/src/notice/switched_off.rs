//! A webhook endpoint that the platform switched off is told to those who may do something about it: the security
//! administrators, and at its organisation those who manage contracts there, or the vendor.

use domain::access::{Org, Role};
use domain::ids::{NotificationId, TicketId, UserId, WebhookEndpointId};
use domain::ticket::{NoticeKind, Visibility};
use serde::Deserialize;
use storage::entity::{notification, outbox};
use uuid::Uuid;

use super::ended;
use super::missed;
use crate::Op;
use crate::outbox::id_of;
use crate::webhook::DISABLED;

/// What such a message says.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    endpoint_id: WebhookEndpointId,
}

/// The notifications of endpoints that were switched off among messages, one a person.
pub(super) fn rows(op: &Op, messages: &[outbox::Model]) -> Vec<notification::Model> {
    let mut rows = Vec::new();
    for message in messages.iter().filter(|message| message.topic == DISABLED) {
        let Some(feed_seq) = message.feed_seq else { continue };
        let Ok(told) = serde_json::from_value::<Told>(message.payload.clone()) else { continue };
        rows.extend(concerned(op, message).into_iter().map(|user| notification::Model {
            id: NotificationId(id_of(&format!("notification {} {user}", message.id)).0),
            user_id: user,
            feed_seq,
            outbox_id: message.id,
            ticket_id: TicketId(Uuid::nil()),
            leg_id: None,
            delivery_id: None,
            webhook_endpoint_id: Some(told.endpoint_id),
            event_seq: None,
            metric: None,
            kind: NoticeKind::WebhookDisabled,
            visibility: Visibility::Public,
            created_at: message.created_at,
            read_at: None,
        }));
    }
    rows
}

fn concerned(op: &Op, message: &outbox::Model) -> Vec<UserId> {
    let mut users = op.directory().holders(Role::SecurityAdmin, Org::Platform, op.now());
    users.extend(message.agency_id.into_iter().flat_map(|agency| missed::managers(op, agency)));
    users.extend(message.vendor_id.into_iter().flat_map(|vendor| ended::managers(op, vendor)));
    users.sort_unstable();
    users.dedup();
    users
}

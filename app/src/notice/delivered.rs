//! What became of a report that was due is told to whoever ordered it, and to nobody else.

use domain::ids::{NotificationId, ReportDeliveryId, TicketId, UserId};
use domain::ticket::{NoticeKind, Visibility};
use serde::Deserialize;
use storage::entity::{notification, outbox};
use uuid::Uuid;

use crate::outbox::id_of;
use crate::report_schedule::{READY, REFUSED};

/// What such a message says.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    delivery_id: ReportDeliveryId,
    user_id: UserId,
}

/// The notifications of deliveries among messages.
pub(super) fn rows(messages: &[outbox::Model]) -> Vec<notification::Model> {
    let row = |message: &outbox::Model| {
        let kind = match message.topic.as_str() {
            READY => NoticeKind::ReportReady,
            REFUSED => NoticeKind::ReportRefused,
            _ => return None,
        };
        let told = serde_json::from_value::<Told>(message.payload.clone()).ok()?;
        Some(notification::Model {
            id: NotificationId(id_of(&format!("notification {} {}", message.id, told.user_id)).0),
            user_id: told.user_id,
            feed_seq: message.feed_seq?,
            outbox_id: message.id,
            ticket_id: TicketId(Uuid::nil()),
            leg_id: None,
            delivery_id: Some(told.delivery_id),
            webhook_endpoint_id: None,
            event_seq: None,
            metric: None,
            kind,
            visibility: Visibility::Public,
            created_at: message.created_at,
            read_at: None,
        })
    };
    messages.iter().filter_map(row).collect()
}

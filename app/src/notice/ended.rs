//! A vendor whose leg has ended is told so: whoever had the ticket there, who of it watched, and who manages it. They see
//! the leg and not the ticket any more (E28), so nothing but the leg decides who hears.

use domain::access::{Org, Role};
use domain::ids::{NotificationId, TicketId, UserId, VendorId};
use domain::ticket::{Concerned, News, Visibility, notices};
use serde::Deserialize;
use storage::Transaction;
use storage::entity::{notification, outbox};
use storage::query::{leg, talk};

use crate::outbox::id_of;
use crate::{Op, Result};

/// The topic of a leg that has ended.
const LEG_ENDED: &str = "leg.ended";

/// What such a message says.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    ticket_id: TicketId,
    /// The leg's number.
    leg: i32,
    /// Who had the ticket.
    engineer_id: Option<UserId>,
}

/// The notifications of legs that have ended among messages, one a person.
pub(super) async fn rows(
    op: &Op,
    transaction: &Transaction,
    messages: &[outbox::Model],
) -> Result<Vec<notification::Model>> {
    let mut rows = Vec::new();
    for message in messages.iter().filter(|message| message.topic == LEG_ENDED) {
        let (Some(feed_seq), Some(vendor)) = (message.feed_seq, message.vendor_id) else { continue };
        // Those of before they named their ticket are told to nobody.
        let Ok(told) = serde_json::from_value::<Told>(message.payload.clone()) else { continue };
        let Some(leg) = leg::numbered(transaction, told.ticket_id, told.leg).await? else { continue };
        let watchers = talk::watchers(transaction, told.ticket_id).await?;
        let watched = watchers.iter().filter(|row| row.added_at <= message.created_at);
        let concerned = Concerned {
            watchers: watched.map(|row| row.user_id).collect(),
            assignee: told.engineer_id,
            raiser: None,
            addressed: managers(op, vendor),
        };
        let directory = op.directory();
        let of_vendor = |user: UserId, _: Visibility| directory.works_for(user, vendor, op.now());
        let row = |(user, kind): (UserId, _)| notification::Model {
            id: NotificationId(id_of(&format!("notification {} {user}", message.id)).0),
            user_id: user,
            feed_seq,
            outbox_id: message.id,
            ticket_id: told.ticket_id,
            leg_id: Some(leg.id),
            delivery_id: None,
            webhook_endpoint_id: None,
            event_seq: None,
            metric: None,
            kind,
            visibility: News::LegEnded.visibility(),
            created_at: message.created_at,
            read_at: None,
        };
        rows.extend(notices(News::LegEnded, &concerned, of_vendor).into_iter().map(row));
    }
    Ok(rows)
}

/// Those who manage a vendor.
pub(super) fn managers(op: &Op, vendor: VendorId) -> Vec<UserId> {
    op.directory().holders(Role::VendorManager, Org::Vendor(vendor), op.now())
}

//! Somebody's own inbox. What they may not see any more is not in it, whatever was delivered.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{LegId, NotificationId, ReportDeliveryId, TicketId, WebhookEndpointId};
use storage::query::leg;
use storage::query::notification::{self as query, Inbox};
use storage::read::{TicketFilter, TicketPage, tickets};

use crate::report_schedule::{Delivery, own_deliveries};
use crate::ticket::LegView;
use crate::ticket::talk::readable;
use crate::webhook::{self, Endpoint};
use crate::{Error, Op, Result, TicketOrder, TicketRow};

/// A notification as stored.
pub type NotificationView = storage::entity::notification::Model;

/// Which notifications, and which page.
#[derive(Clone, Copy, Debug, Default)]
pub struct NotificationQuery {
    /// Only those that were not read.
    pub unread: bool,
    /// The place in the feed of the last one already seen.
    pub after: Option<i64>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// What a notification is about, as the actor sees it.
#[derive(Clone, Debug)]
pub enum About {
    /// A ticket.
    Ticket(Box<TicketRow>),
    /// A leg that has ended, of a ticket that may be out of sight.
    Leg(Box<LegView>),
    /// A report that was delivered.
    Delivery(Box<Delivery>),
    /// A webhook endpoint that was switched off.
    Endpoint(Box<Endpoint>),
}

/// A page of notifications, the newest first, with what they are about.
#[derive(Clone, Debug)]
pub struct NotificationList {
    pub rows: Vec<(NotificationView, About)>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the actor's own inbox.
pub async fn notifications(op: &Op, asked: &NotificationQuery) -> Result<NotificationList> {
    let Some(user) = op.actor().user() else { return Err(Error::Unauthenticated("log in first")) };
    let (scope, readable, db) = (op.ticket_scope(Action::TicketView), readable(op), op.app().store.read());
    let (legs, endpoints) = (op.read_scope(Action::LegView), op.read_scope(Action::WebhookView));
    let inbox =
        Inbox { user, scope: &scope, legs: &legs, endpoints: &endpoints, readable: &readable, unread: asked.unread };
    let mut rows = inbox.page(db, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(inbox.count(db).await?) } else { None };
    let of_ticket = |row: &&NotificationView| {
        row.leg_id.is_none() && row.delivery_id.is_none() && row.webhook_endpoint_id.is_none()
    };
    let mut ids: Vec<TicketId> = rows.iter().filter(of_ticket).map(|row| row.ticket_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let found: HashMap<TicketId, TicketRow> = if ids.is_empty() {
        HashMap::new()
    } else {
        let limit = ids.len() as u64;
        let filter = TicketFilter { ids, ..TicketFilter::default() };
        let page = TicketPage { order: TicketOrder::default(), after: None, limit, with_text: true };
        tickets(db, &scope, &filter, &page).await?.into_iter().map(|row| (row.id, row)).collect()
    };
    let ended: Vec<LegId> = rows.iter().filter_map(|row| row.leg_id).collect();
    let ended = if ended.is_empty() { Vec::new() } else { leg::all(db, &legs, &ended).await? };
    let ended: HashMap<LegId, LegView> = ended.into_iter().map(|row| (row.id, row)).collect();
    let delivered: Vec<ReportDeliveryId> = rows.iter().filter_map(|row| row.delivery_id).collect();
    let delivered = own_deliveries(op, &delivered).await?.into_iter().map(|of| (of.row.id, of));
    let delivered: HashMap<ReportDeliveryId, Delivery> = delivered.collect();
    let off: Vec<WebhookEndpointId> = rows.iter().filter_map(|row| row.webhook_endpoint_id).collect();
    let off: HashMap<WebhookEndpointId, Endpoint> =
        webhook::among(op, &off).await?.into_iter().map(|of| (of.id, of)).collect();
    let about = |row: &NotificationView| match (row.leg_id, row.delivery_id, row.webhook_endpoint_id) {
        (Some(id), ..) => ended.get(&id).cloned().map(|leg| About::Leg(Box::new(leg))),
        (None, Some(id), _) => delivered.get(&id).cloned().map(|of| About::Delivery(Box::new(of))),
        (None, None, Some(id)) => off.get(&id).cloned().map(|of| About::Endpoint(Box::new(of))),
        (None, None, None) => found.get(&row.ticket_id).cloned().map(|ticket| About::Ticket(Box::new(ticket))),
    };
    let rows = rows.into_iter().filter_map(|row| about(&row).map(|about| (row, about)));
    Ok(NotificationList { rows: rows.collect(), more, total })
}

/// How many notifications of the actor were not read.
pub async fn unread(op: &Op) -> Result<u64> {
    let Some(user) = op.actor().user() else { return Err(Error::Unauthenticated("log in first")) };
    let (scope, readable) = (op.ticket_scope(Action::TicketView), readable(op));
    let (legs, endpoints) = (op.read_scope(Action::LegView), op.read_scope(Action::WebhookView));
    let inbox = Inbox { user, scope: &scope, legs: &legs, endpoints: &endpoints, readable: &readable, unread: true };
    Ok(inbox.count(op.app().store.read()).await?)
}

/// Marks notifications of the actor as read, all of them when none is named; how many are left.
///
/// # Errors
/// `LIMIT_NOTIFICATIONS` with its figures. What is not in the actor's inbox is none to mark.
pub async fn mark_read(op: &Op, ids: Option<&[NotificationId]>) -> Result<u64> {
    const MOST: usize = 100;
    let Some(user) = op.actor().user() else { return Err(Error::Unauthenticated("log in first")) };
    let named = ids.map_or(0, <[NotificationId]>::len);
    if named > MOST {
        let en = format!("notifications: {named} exceeds the limit of {MOST}");
        let zh = format!("通知 {named} 条，超过上限 {MOST} 条");
        return Err(Error::invalid("LIMIT_NOTIFICATIONS", "notificationIds", en, zh));
    }
    query::mark_read(op.app().store.write(), user, ids, op.now()).await?;
    unread(op).await
}

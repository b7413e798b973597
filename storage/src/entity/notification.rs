//! A notification in somebody's inbox: what happened to which ticket, and no word of its text; or which report was delivered,
//! or which webhook endpoint was switched off.

use domain::Instant;
use domain::ids::{LegId, NotificationId, OutboxId, ReportDeliveryId, TicketId, UserId, WebhookEndpointId};
use domain::sla::Metric;
use domain::ticket::{NoticeKind, Visibility};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationId,
    pub user_id: UserId,
    /// The place of the message in the change feed.
    pub feed_seq: i64,
    pub outbox_id: OutboxId,
    /// Nil where it is about no ticket: SQLite takes NOT NULL from no column without making the table anew.
    pub ticket_id: TicketId,
    /// The leg that has ended, where it is about one: then it is seen by whoever sees the leg, and not by the ticket.
    pub leg_id: Option<LegId>,
    /// The delivery, where it is about one: then there is no ticket.
    pub delivery_id: Option<ReportDeliveryId>,
    /// The webhook endpoint, where it is about one: then there is no ticket.
    pub webhook_endpoint_id: Option<WebhookEndpointId>,
    /// The event it is about; none for a deadline that passed.
    pub event_seq: Option<i32>,
    /// The promise, where it is about a deadline; none of what was told before the promise was kept and has left the feed.
    pub metric: Option<Metric>,
    pub kind: NoticeKind,
    /// Who may hear of it.
    pub visibility: Visibility,
    /// When the message was written.
    pub created_at: Instant,
    pub read_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

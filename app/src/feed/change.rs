//! One numbered message about a ticket.

use std::sync::Arc;

use domain::Instant;
use domain::access::{Action, TicketScope};
use domain::ids::{AgencyId, OutboxId, TicketId, VendorId};
use serde_json::Value;
use storage::write::Numbered;
use tokio::sync::OnceCell;

use crate::outbox::FeedNotice;
use crate::{Error, Op, Result, TicketRow};

/// A change of a ticket, as its message tells it. One value serves everybody in this process who hears it.
#[derive(Debug)]
pub struct Change {
    /// Its number in the feed.
    pub seq: i64,
    /// Its own id, the same in each delivery.
    pub id: OutboxId,
    /// What happened.
    pub topic: String,
    /// To which ticket.
    pub ticket: TicketId,
    /// Whose ticket; none when it is for the vendor alone.
    pub agency: Option<AgencyId>,
    /// Who has it after the change; none when it is for the agency alone.
    pub vendor: Option<VendorId>,
    /// When it was written down.
    pub at: Instant,
    payload: Value,
    /// Read once, by whoever asks first.
    row: OnceCell<Option<TicketRow>>,
}

impl Change {
    /// None when the message is about no ticket.
    pub(crate) fn of(notice: FeedNotice) -> Option<Self> {
        let FeedNotice { seq, topic, ticket, agency, vendor, id, at, payload } = notice;
        Some(Self { seq, id, topic, ticket: ticket?, agency, vendor, at, payload, row: OnceCell::new() })
    }

    pub(crate) fn all_of(messages: Vec<Numbered>) -> impl Iterator<Item = Arc<Self>> {
        messages.into_iter().filter_map(|message| Self::of(message.into())).map(Arc::new)
    }

    /// The event it tells of, by its place in the ticket's log.
    pub fn event_seq(&self) -> Option<i64> {
        self.payload["seq"].as_i64()
    }

    /// When the event is said to have happened.
    pub fn occurred_at(&self) -> Option<Instant> {
        self.moment("occurredAt")
    }

    /// A word of a message about a clock, such as its metric.
    pub fn word<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.payload[name].as_str()?.parse().ok()
    }

    /// A figure of a message about a clock, such as its cycle.
    pub fn figure(&self, name: &str) -> Option<i32> {
        i32::try_from(self.payload[name].as_i64()?).ok()
    }

    /// A moment of a message about a clock, such as its deadline.
    pub fn moment(&self, name: &str) -> Option<Instant> {
        serde_json::from_value(self.payload[name].clone()).ok()
    }

    /// Whether who has this scope hears of it.
    pub(crate) fn concerns(&self, scope: &TicketScope) -> bool {
        scope.hears(self.agency, self.vendor)
    }

    /// The ticket after this change, or after later ones too. It is read once for everybody who hears of it and shown to
    /// those in whose scope it lies.
    ///
    /// # Errors
    /// NOT_FOUND when it lies outside the actor's scope by now.
    pub async fn ticket(&self, op: &Op) -> Result<&TicketRow> {
        let db = op.app().store.read();
        let read = || async {
            let row = storage::query::ticket::find(db, &TicketScope::Everything, self.ticket).await?;
            Ok::<_, Error>(row.map(TicketRow::from))
        };
        let row = self.row.get_or_try_init(read).await?.as_ref();
        let scope = op.ticket_scope(Action::TicketView);
        row.filter(|row| scope.covers(row.agency_id, Some(row.vendor_id))).ok_or(Error::NotFound("ticket"))
    }
}

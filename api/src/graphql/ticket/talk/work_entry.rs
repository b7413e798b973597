//! The work log of a ticket.

use std::sync::Arc;

use app::setup::available;
use app::ticket::{WorkSum, WorkView, may_reverse};
use async_graphql::{ID, Object};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{User, Vendor};
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, Visibility};

/// An entry of the list that a loader brought.
pub struct WorkEntry<'a> {
    list: Arc<Vec<WorkView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> WorkEntry<'a> {
    pub(super) fn new(list: Arc<Vec<WorkView>>, at: usize, request: &'a Request) -> Self {
        Self { list, at, request }
    }

    fn row(&self) -> &WorkView {
        &self.list[self.at]
    }

    fn is_reversed(&self) -> bool {
        self.list.iter().any(|other| other.reverses_id == Some(self.row().id))
    }
}

/// Work that an engineer has written down. An entry is never changed: what was wrong is taken back by a counter-entry.
#[Object(serial)]
impl<'a> WorkEntry<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::WorkEntry.id(self.row().id.0)
    }

    /// Who did it.
    async fn engineer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.row().engineer_id)?, request: self.request })
    }

    /// Whose people did it: after a hand-over that need not be the vendor that has the ticket.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row().vendor_id)? })
    }

    /// When it began.
    async fn started_at(&self) -> Instant {
        self.row().started_at
    }

    /// How long it took, in minutes; negative for a counter-entry.
    async fn minutes(&self) -> i32 {
        self.row().minutes
    }

    /// Whether the vendor charges for it.
    async fn billable(&self) -> bool {
        self.row().billable
    }

    /// What was done; of a counter-entry, why the other is taken back.
    async fn summary(&self) -> &str {
        &self.row().summary
    }

    /// Who may read it: both sides, or the vendor alone.
    async fn visibility(&self) -> Visibility {
        self.row().visibility.into()
    }

    /// The entry that this counter-entry takes back; null for any other.
    async fn reverses_id(&self) -> Option<ID> {
        self.row().reverses_id.map(|id| NodeType::WorkEntry.id(id.0))
    }

    /// Whether a counter-entry takes it back.
    async fn reversed(&self) -> bool {
        self.is_reversed()
    }

    /// When it was written down.
    async fn recorded_at(&self) -> Instant {
        self.row().recorded_at
    }

    /// Whether you may take it back now.
    async fn can_reverse(&self) -> bool {
        let row = self.row();
        row.reverses_id.is_none() && !self.is_reversed() && may_reverse(self.request.op(), row)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_work_entry(self.request.op(), self.row(), self.is_reversed()))
    }
}

/// The sums of a work log.
pub struct WorkTotals<'a> {
    pub sums: Arc<Vec<WorkSum>>,
    pub request: &'a Request,
}

/// The sums of a work log, over the entries that you may read, counter-entries taken away.
#[Object(serial)]
impl<'a> WorkTotals<'a> {
    /// Minutes of everybody.
    async fn minutes(&self) -> i64 {
        self.sums.iter().map(|sum| sum.minutes).sum()
    }

    /// Those of them that the vendor charges for.
    async fn billable_minutes(&self) -> i64 {
        self.sums.iter().map(|sum| sum.billable).sum()
    }

    /// The same for each engineer.
    async fn engineers(&self) -> Vec<EngineerMinutes<'a>> {
        self.sums.iter().map(|sum| EngineerMinutes { sum: *sum, request: self.request }).collect()
    }
}

/// The minutes of one engineer.
pub struct EngineerMinutes<'a> {
    sum: WorkSum,
    request: &'a Request,
}

/// The minutes of one engineer on one ticket.
#[Object(serial)]
impl<'a> EngineerMinutes<'a> {
    /// The engineer.
    async fn engineer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.sum.engineer)?, request: self.request })
    }

    /// Minutes.
    async fn minutes(&self) -> i64 {
        self.sum.minutes
    }

    /// Those of them that the vendor charges for.
    async fn billable_minutes(&self) -> i64 {
        self.sum.billable
    }
}

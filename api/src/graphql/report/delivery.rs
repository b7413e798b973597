//! What was delivered of a standing order.

use app::report_schedule::Delivery;
use async_graphql::{ID, Object};
use domain::Instant;

use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::ReportDeliveryOutcome;

/// A delivery of an order that is the actor's own.
pub struct ReportDelivery<'a> {
    pub of: Delivery,
    pub request: &'a Request,
}

impl ReportDelivery<'_> {
    /// The order of every list of deliveries.
    pub const LATEST: &'static str = "reportDeliveries.latest";
}

/// What was delivered of a report schedule of yours for one of its times: which file is to be made, its period fixed. The
/// bytes are made when they are fetched. Needs report.view.
#[Object(serial)]
impl ReportDelivery<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ReportDelivery.id(self.of.row.id.0)
    }

    /// The global id of the schedule.
    async fn schedule_id(&self) -> ID {
        NodeType::ReportSchedule.id(self.of.row.schedule_id.0)
    }

    /// What you call the schedule.
    async fn schedule_name(&self) -> &str {
        &self.of.name
    }

    /// When it was due.
    async fn nominal_at(&self) -> Instant {
        self.of.row.nominal_at
    }

    /// When it was delivered: later than it was due after an outage.
    async fn delivered_at(&self) -> Instant {
        self.of.row.delivered_at
    }

    /// How many times before it went by undelivered, in an outage; of those there is no delivery.
    async fn passed_over(&self) -> i64 {
        self.of.row.passed_over
    }

    /// The period begins at this time, in the zone of the schedule. What is of a month is so in each contract's zone, and a
    /// forecast has no period.
    async fn covers_from(&self) -> Instant {
        self.of.row.covers_from
    }

    /// The period ends before this time.
    async fn covers_before(&self) -> Instant {
        self.of.row.covers_before
    }

    /// What became of it.
    async fn outcome(&self) -> ReportDeliveryOutcome {
        self.of.row.outcome.into()
    }

    /// What the file was called; null when there is none.
    async fn file_name(&self) -> Option<&str> {
        self.of.row.file_name.as_deref()
    }

    /// REFUSED: why, for programs, the first reason where there are several; null for READY.
    async fn code(&self) -> Option<&str> {
        self.of.row.code.as_deref()
    }

    /// REFUSED: why, with every reason, in your language; null for READY.
    async fn reason(&self) -> Option<&str> {
        let row = &self.of.row;
        self.request.language().choose(row.reason.as_deref(), row.reason_zh.as_deref())
    }
}

impl Listed for ReportDelivery<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.nominal_at.to_rfc3339(), id: self.of.row.id.0 }
    }
}

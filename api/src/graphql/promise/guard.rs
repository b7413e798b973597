//! A guard period (重保).

use app::setup::available;
use async_graphql::{ID, Object};
use chrono::SecondsFormat;
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Agency;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// A guard period of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct GuardPeriod<'a> {
    pub of: &'a app::GuardPeriod,
    pub request: &'a Request,
}

impl GuardPeriod<'_> {
    /// The order of every list of guard periods.
    pub const BY_BEGINNING: &'static str = "guardPeriods.from";
}

/// A declared time in which the stricter targets of policies hold (重保), for the tickets of an agency and everything
/// under it. Needs policy.view.
#[Object(serial)]
impl<'a> GuardPeriod<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::GuardPeriod.id(self.of.row.id.0)
    }

    /// What people call it.
    async fn name(&self) -> &str {
        &self.of.row.name
    }

    /// Whose tickets, and those of everything under it.
    async fn owner(&self) -> Result<Agency<'a>, ApiError> {
        let row = self.request.agency(self.of.row.owner_id)?;
        Ok(Agency { row, request: self.request })
    }

    /// Tickets raised from then on fall under it; never before its declaration.
    async fn from(&self) -> Instant {
        self.of.row.starts_at
    }

    /// Until then, exclusive.
    async fn until(&self) -> Instant {
        self.of.row.ends_at
    }

    /// Why it was declared.
    async fn reason(&self) -> &str {
        &self.of.row.reason
    }

    /// When it was declared.
    async fn declared_at(&self) -> Instant {
        self.of.row.declared_at
    }

    /// When it was taken back; tickets raised before stay under it. Null unless it was.
    async fn withdrawn_at(&self) -> Option<Instant> {
        self.of.row.withdrawn_at
    }

    /// Why it was taken back.
    async fn withdrawal_reason(&self) -> Option<&str> {
        self.of.row.withdrawal_reason.as_deref()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_guard_period(self.request.op(), self.of))
    }
}

impl Listed for GuardPeriod<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        let key = self.of.row.starts_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        Cursor { order, key, id: self.of.row.id.0 }
    }
}

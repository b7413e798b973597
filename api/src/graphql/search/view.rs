//! A saved view of tickets.

use app::setup::available;
use app::view::View;
use async_graphql::{ID, Object};
use domain::Instant;

use super::view_filter::SavedFilter;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, User, Vendor};
use crate::graphql::request::Request;
use crate::graphql::ticket::TicketOrder;
use crate::graphql::words::ObjectAction;

/// A view that the actor sees.
pub struct SavedView<'a> {
    pub of: View,
    pub request: &'a Request,
}

impl SavedView<'_> {
    /// The order of every list of views.
    pub const BY_NAME: &'static str = "savedViews.name";
}

/// A name for words, a filter and an order of tickets. It shows nobody more than they may see. Needs ticket.view: its
/// owner, and whoever holds a role at the organisation that it is shared with.
#[Object(serial)]
impl<'a> SavedView<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::SavedView.id(self.of.id.0)
    }

    /// What its owner calls it; unique for the owner.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// Who saved it, and alone may change it.
    async fn owner(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.of.owner)?, request: self.request })
    }

    /// Whether it is yours.
    async fn mine(&self) -> bool {
        self.request.op().actor().user() == Some(self.of.owner)
    }

    /// Whether you begin with it.
    async fn is_default(&self) -> bool {
        self.of.is_default
    }

    /// The agency whose people see it too; null when it is shared with none.
    async fn agency(&self) -> Option<Agency<'a>> {
        Agency::seen(self.request, self.of.agency?)
    }

    /// The vendor whose people see it too; null when it is shared with none.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        Vendor::seen(self.request, self.of.vendor?)
    }

    /// What is searched for; null when it is a plain list.
    async fn words(&self) -> Option<&str> {
        self.of.spec.words.as_deref()
    }

    /// Which tickets.
    async fn filter(&self) -> SavedFilter<'_> {
        SavedFilter { spec: &self.of.spec, request: self.request }
    }

    /// The order of a plain list; what is searched for comes newest first.
    async fn order_by(&self) -> TicketOrder {
        self.of.spec.order.into()
    }

    /// When it was saved.
    async fn created_at(&self) -> Instant {
        self.of.created_at
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        self.of.updated_at
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.of.version
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_view(self.request.op(), &self.of))
    }
}

impl Listed for SavedView<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.name.clone(), id: self.of.id.0 }
    }
}

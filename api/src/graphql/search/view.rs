//! A saved view of tickets.

use app::setup::available;
use app::view::{View, ViewSpec};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::access::Action;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::ticket::TicketOrder;
use crate::graphql::words::{ObjectAction, Priority, TicketKind, TicketState};

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
        let row = self.request.agency(self.of.agency?).ok()?;
        self.request.sight(Action::AgencyView).agency(row).then_some(Agency { row, request: self.request })
    }

    /// The vendor whose people see it too; null when it is shared with none.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        let row = self.request.vendor(self.of.vendor?).ok()?;
        self.request.sight(Action::VendorView).vendor(row).then_some(Vendor { row })
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

/// The filter of a saved view.
pub struct SavedFilter<'a> {
    spec: &'a ViewSpec,
    request: &'a Request,
}

/// Which tickets a saved view shows: all conditions given must hold. What its owner named and you may not see is null.
#[Object(serial)]
impl<'a> SavedFilter<'a> {
    /// Only those in one of these states; empty: in any.
    async fn states(&self) -> Vec<TicketState> {
        self.spec.states.iter().map(|word| (*word).into()).collect()
    }

    /// Only open ones, or only those that are closed or cancelled.
    async fn open(&self) -> Option<bool> {
        self.spec.open
    }

    /// Only those of one of these priorities; empty: of any.
    async fn priorities(&self) -> Vec<Priority> {
        self.spec.priorities.iter().map(|word| (*word).into()).collect()
    }

    /// Only those of one of these kinds; empty: of any.
    async fn kinds(&self) -> Vec<TicketKind> {
        self.spec.kinds.iter().map(|word| (*word).into()).collect()
    }

    /// Only those of this agency and everything under it.
    async fn agency(&self) -> Option<Agency<'a>> {
        let row = self.request.agency(self.spec.agency?).ok()?;
        self.request.sight(Action::AgencyView).agency(row).then_some(Agency { row, request: self.request })
    }

    /// Only those given to this vendor.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        let row = self.request.vendor(self.spec.vendor?).ok()?;
        self.request.sight(Action::VendorView).vendor(row).then_some(Vendor { row })
    }

    /// Only those with this team of a vendor.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        let team = VendorTeam::of(self.spec.team?, self.request)?;
        self.request.sight(Action::TeamView).team(team.of).then_some(team)
    }

    /// Only those for this system.
    async fn system(&self) -> Option<ManagedSystem<'a>> {
        let row = self.request.system(self.spec.system?).ok()?;
        self.request.sight(Action::SystemView).system(row).then_some(ManagedSystem { row, request: self.request })
    }

    /// Only those under this contract.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let of = self.request.coverage().contracts.get(&self.spec.contract?)?;
        self.request.sight(Action::ContractView).contract(of).then_some(ServiceContract { of, request: self.request })
    }

    /// Only those of this engineer.
    async fn assignee(&self) -> Option<User<'a>> {
        let user = self.request.user(self.spec.assignee?).ok().map(|of| User { of, request: self.request })?;
        user.is_seen().then_some(user)
    }

    /// Only those with a broken promise, or only those without.
    async fn breached(&self) -> Option<bool> {
        self.spec.breached
    }

    /// Only those whose next deadline lies before this time.
    async fn due_before(&self) -> Option<Instant> {
        self.spec.due_before
    }

    /// The global id of the maintenance window or force majeure that was written into them.
    async fn exclusion_id(&self) -> Option<ID> {
        self.spec.exclusion.map(|id| NodeType::ServiceExclusion.id(id.0))
    }
}

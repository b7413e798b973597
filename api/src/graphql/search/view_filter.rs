//! The filter of a saved view.

use app::Window;
use app::ticket::WorkQuery;
use app::view::ViewSpec;
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;

use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{Priority, TicketKind, TicketState};

/// The filter of a saved view.
pub struct SavedFilter<'a> {
    pub spec: &'a ViewSpec,
    pub request: &'a Request,
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
        Agency::seen(self.request, self.spec.agency?)
    }

    /// With an agency: only its own, not those of agencies under it.
    async fn agency_alone(&self) -> bool {
        self.spec.agency_alone
    }

    /// Only those given to this vendor.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        Vendor::seen(self.request, self.spec.vendor?)
    }

    /// Only those with this team of a vendor.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        VendorTeam::seen(self.request, self.spec.team?)
    }

    /// Only those for this system.
    async fn system(&self) -> Option<ManagedSystem<'a>> {
        ManagedSystem::seen(self.request, self.spec.system?)
    }

    /// Only those under this contract.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.spec.contract?)
    }

    /// Only those of this engineer.
    async fn assignee(&self) -> Option<User<'a>> {
        User::seen(self.request, self.spec.assignee?)
    }

    /// Only those that this person raised.
    async fn raised_by(&self) -> Option<User<'a>> {
        User::seen(self.request, self.spec.raised_by?)
    }

    /// Only those with an engineer, or only those without one.
    async fn assigned(&self) -> Option<bool> {
        self.spec.assigned
    }

    /// Only those with a team of the vendor, or only those in its common queue.
    async fn routed(&self) -> Option<bool> {
        self.spec.routed
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

    /// Only those raised then.
    async fn raised(&self) -> SavedWindow {
        self.spec.raised.into()
    }

    /// Only those solved then, in their present cycle.
    async fn resolved(&self) -> SavedWindow {
        self.spec.resolved.into()
    }

    /// Only those closed or cancelled then.
    async fn ended(&self) -> SavedWindow {
        self.spec.ended.into()
    }

    /// Only those raised before this time and neither closed nor cancelled before it.
    async fn open_at(&self) -> Option<Instant> {
        self.spec.open_at
    }

    /// Only those with such an entry in their work log that the reader may read; null: whatever was worked.
    async fn work(&self) -> Option<SavedWorkFilter<'a>> {
        self.spec.work.map(|of| SavedWorkFilter { of, request: self.request })
    }
}

/// From a time, up to and without another.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct SavedWindow {
    /// At this time or later; null: from the beginning.
    from: Option<Instant>,
    /// Before this time; null: without an end.
    before: Option<Instant>,
}

impl From<Window> for SavedWindow {
    fn from(Window { from, before }: Window) -> Self {
        Self { from, before }
    }
}

/// Which entries of work logs.
pub struct SavedWorkFilter<'a> {
    of: WorkQuery,
    request: &'a Request,
}

/// Which entries of work logs a saved view asks for. What its owner named and you may not see is null.
#[Object(serial)]
impl<'a> SavedWorkFilter<'a> {
    /// Only work that began then.
    async fn started(&self) -> SavedWindow {
        self.of.started.into()
    }

    /// Only work of this vendor's people.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        Vendor::seen(self.request, self.of.vendor?)
    }

    /// Only work under this contract.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.contract?)
    }

    /// Only work of this engineer.
    async fn engineer(&self) -> Option<User<'a>> {
        User::seen(self.request, self.of.engineer?)
    }
}

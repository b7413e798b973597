//! A maintenance window or force majeure over many tickets.

use std::borrow::Cow;

use app::exclusion::{ExclusionView, available_steps, scope_of, systems_of};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ids::UserId;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{ActorSide, ExclusionAction, ExclusionKind, ExclusionScope, ExclusionState};

/// An exclusion that the actor may see.
pub struct ServiceExclusion<'a> {
    pub row: Cow<'a, ExclusionView>,
    pub request: &'a Request,
}

impl<'a> ServiceExclusion<'a> {
    /// The order of every list of exclusions.
    pub const NEWEST: &'static str = "serviceExclusions.newest";

    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }
}

/// A maintenance window or force majeure over many tickets at once. Once the agency's contract manager has approved it,
/// the platform writes it into every ticket of its scope whose clocks it falls on, those raised during it included, as an
/// accepted pause; `tickets(filter: { exclusionId })` lists them. Needs exclusion.view: its agency, those above it, and
/// the vendors whose tickets it may fall on.
#[Object(serial)]
impl<'a> ServiceExclusion<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ServiceExclusion.id(self.row.id.0)
    }

    /// What sort.
    async fn kind(&self) -> ExclusionKind {
        self.row.kind.into()
    }

    /// Which tickets it is for.
    async fn scope(&self) -> ExclusionScope {
        scope_of(&self.row).into()
    }

    /// The agency whose contract manager decides: the contract's buyer, or the one whose tickets it is for, with those of
    /// everything under it.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The vendor whose tickets alone it is for; null for those of every vendor.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        Some(self.request.vendor(self.row.vendor_id?).map(|row| Vendor { row }))
    }

    /// The contract whose tickets it is for; null for those of the agency, and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id?)
    }

    /// The systems that it is confined to; empty for any.
    #[graphql(complexity = "10 * child_complexity")]
    async fn systems(&self) -> Result<Vec<ManagedSystem<'a>>, ApiError> {
        let system = |id| Ok(ManagedSystem { row: self.request.system(id)?, request: self.request });
        systems_of(&self.row).into_iter().map(system).collect()
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.row.from_at
    }

    /// Until when, exclusive.
    async fn to(&self) -> Instant {
        self.row.to_at
    }

    /// Until when it was approved; null unless an earlier end took its place.
    async fn planned_to(&self) -> Option<Instant> {
        self.row.planned_to_at
    }

    /// Who let it end earlier or withdrew it, last; null otherwise.
    async fn ended_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.ended_by)
    }

    /// When that was decided; null otherwise.
    async fn ended_at(&self) -> Option<Instant> {
        self.row.ended_at
    }

    /// Why; null otherwise.
    async fn end_reason(&self) -> Option<&str> {
        self.row.end_reason.as_deref()
    }

    /// Why; it stands in the log of every ticket that it falls on.
    async fn reason(&self) -> &str {
        &self.row.reason
    }

    /// What proves it; perhaps empty.
    async fn evidence(&self) -> &str {
        &self.row.evidence
    }

    /// Where it stands.
    async fn state(&self) -> ExclusionState {
        self.row.state.into()
    }

    /// The side that proposed it.
    async fn proposed_side(&self) -> ActorSide {
        self.row.proposed_side.into()
    }

    /// Who proposed it; null for the platform.
    async fn proposed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.proposed_by)
    }

    /// When it was proposed.
    async fn proposed_at(&self) -> Instant {
        self.row.proposed_at
    }

    /// Who decided; null before.
    async fn decided_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.decided_by)
    }

    /// When it was decided; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.row.decided_at
    }

    /// What was said of the decision; null without.
    async fn decision_reason(&self) -> Option<&str> {
        self.row.decision_reason.as_deref()
    }

    /// How many tickets it was written into so far.
    async fn touched_tickets(&self) -> i64 {
        self.row.touched
    }

    /// Since when no further ticket can fall under it; null while one may.
    async fn finished_at(&self) -> Option<Instant> {
        self.row.finished_at
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ExclusionAction> {
        available_steps(self.request.op(), &self.row).into_iter().map(Into::into).collect()
    }
}

impl Listed for ServiceExclusion<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

//! One inspection of a plan.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use app::inspection::{OccurrenceView, PlanView, plans_of};
use app::ticket::tickets_of;
use app::{Op, TicketRow};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{InspectionPlanId, TicketId};
use tokio::sync::OnceCell;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};
use crate::graphql::ticket::Ticket;
use crate::graphql::words::{InspectionCause, InspectionPlacing, InspectionState};

/// What hangs on the inspections of one list, read for all of them at once when the first is asked for it.
pub struct InspectionsRead {
    op: Op,
    plan_ids: Vec<InspectionPlanId>,
    ticket_ids: Vec<TicketId>,
    plans: OnceCell<HashMap<InspectionPlanId, PlanView>>,
    tickets: OnceCell<HashMap<TicketId, TicketRow>>,
}

impl InspectionsRead {
    fn of(op: Op, rows: &[OccurrenceView]) -> Arc<Self> {
        let mut plan_ids: Vec<_> = rows.iter().map(|row| row.plan_id).collect();
        plan_ids.sort_unstable();
        plan_ids.dedup();
        let ticket_ids = rows.iter().filter_map(|row| row.ticket_id).collect();
        let (plans, tickets) = (OnceCell::new(), OnceCell::new());
        Arc::new(Self { op, plan_ids, ticket_ids, plans, tickets })
    }

    async fn plan(&self, id: InspectionPlanId) -> Result<&PlanView, ApiError> {
        let plans = self.plans.get_or_try_init(async || plans_of(&self.op, &self.plan_ids).await).await;
        let plans = plans.map_err(|error| failure(error, Language::default()))?;
        plans.get(&id).ok_or_else(|| ApiError::internal(&"the plan of an inspection is not there"))
    }

    async fn tickets(&self) -> Result<&HashMap<TicketId, TicketRow>, ApiError> {
        let tickets = self.tickets.get_or_try_init(async || tickets_of(&self.op, &self.ticket_ids).await).await;
        tickets.map_err(|error| failure(error, Language::default()))
    }
}

/// An inspection that the actor may see.
pub struct Inspection<'a> {
    pub row: Cow<'a, OccurrenceView>,
    request: &'a Request,
    read: Arc<InspectionsRead>,
}

impl<'a> Inspection<'a> {
    /// The order of every list of inspections.
    pub const NEWEST: &'static str = "inspections.newest";

    /// The inspections of one list: what hangs on them is read together.
    pub fn list(rows: Vec<OccurrenceView>, request: &'a Request) -> Vec<Self> {
        let read = InspectionsRead::of(request.op().clone(), &rows);
        rows.into_iter().map(|row| Inspection { row: Cow::Owned(row), request, read: read.clone() }).collect()
    }

    /// One alone.
    pub fn alone(row: OccurrenceView, request: &'a Request) -> Self {
        let read = InspectionsRead::of(request.op().clone(), std::slice::from_ref(&row));
        Inspection { row: Cow::Owned(row), request, read }
    }
}

/// One inspection of a plan: a date of its recurrence and a system, written down once, when it falls due. Needs
/// inspection.view: the agency that owns the system, those above it, and the vendor whose contract covered it.
#[Object(serial)]
impl<'a> Inspection<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Inspection.id(self.row.id.0)
    }

    /// The plan's id; reading more of it needs inspection.view there.
    async fn plan_id(&self) -> ID {
        NodeType::InspectionPlan.id(self.row.plan_id.0)
    }

    /// The plan's title.
    #[graphql(complexity = 2)]
    async fn title(&self) -> Result<&str, ApiError> {
        Ok(&self.read.plan(self.row.plan_id).await?.title)
    }

    /// The terms of the plan by which it fell due.
    async fn terms_number(&self) -> i32 {
        self.row.terms_number
    }

    /// The system that is inspected.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system_id)?, request: self.request })
    }

    /// The agency that owns the system.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The vendor whose contract covered the system; null when none did.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        Some(self.request.vendor(self.row.vendor_id?).map(|row| Vendor { row }))
    }

    /// That contract; null when there was none, and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id?)
    }

    /// Its ticket; null when none was raised, and when it has gone out of your sight.
    #[graphql(complexity = "2 + child_complexity")]
    async fn ticket(&self) -> Result<Option<Ticket<'a>>, ApiError> {
        let Some(id) = self.row.ticket_id else { return Ok(None) };
        let tickets = self.read.tickets().await?;
        self.request.also_listed(tickets.values().map(|row| (row.id, row.policy_version_id)).collect());
        let row = tickets.get(&id).cloned();
        Ok(row.map(|row| Ticket { row: Cow::Owned(row), request: self.request }))
    }

    /// The date of the recurrence.
    async fn nominal_on(&self) -> NaiveDate {
        self.row.nominal_on
    }

    /// The day on which it is inspected.
    async fn planned_on(&self) -> NaiveDate {
        self.row.planned_on
    }

    /// How the one became the other.
    async fn placing(&self) -> InspectionPlacing {
        self.row.placing.into()
    }

    /// Whether the day rested on days that nobody had published when it fell due.
    async fn provisional(&self) -> bool {
        self.row.provisional
    }

    /// Where it stands.
    async fn state(&self) -> InspectionState {
        self.row.state.into()
    }

    /// Why it was skipped, or missed without a ticket; null otherwise.
    async fn cause(&self) -> Option<InspectionCause> {
        self.row.cause.map(Into::into)
    }

    /// When it fell due.
    async fn due_at(&self) -> Instant {
        self.row.due_at
    }

    /// When its ticket was raised: later than that after an outage; null without a ticket.
    async fn raised_at(&self) -> Option<Instant> {
        self.row.raised_at
    }

    /// The last day for doing it.
    async fn last_on(&self) -> NaiveDate {
        self.row.last_on
    }

    /// Whether that rests on days that nobody has published yet.
    async fn last_provisional(&self) -> bool {
        self.row.last_provisional
    }

    /// When it was done; null while it is not.
    async fn done_at(&self) -> Option<Instant> {
        self.row.done_at
    }

    /// The end of its last day, once that had passed without a solution; it stays when it is done late.
    async fn missed_at(&self) -> Option<Instant> {
        self.row.missed_at
    }

    /// When it was written down.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}

impl Listed for Inspection<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.nominal_on.to_string(), id: self.row.id.0 }
    }
}

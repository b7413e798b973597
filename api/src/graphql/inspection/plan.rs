//! A plan of recurring inspections.

use std::borrow::Cow;
use std::sync::Arc;

use app::Op;
use app::inspection::{PlanParts, PlanStepView, PlanTermsView, PlanView, available_plan_steps, plan_parts, systems_of};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::ids::InspectionPlanId;
use domain::inspection::PlanState;
use tokio::sync::OnceCell;

use super::InspectionChecklist;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User};
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};
use crate::graphql::words::{Impact, InspectionPlanState, InspectionPlanStep, OffDayRule, Urgency};

/// What hangs on the plans of one list, read for all of them at once when the first is asked for it.
pub struct PlansRead {
    op: Op,
    ids: Vec<InspectionPlanId>,
    parts: OnceCell<PlanParts>,
}

impl PlansRead {
    /// For the plans of one list.
    pub fn of(op: Op, ids: Vec<InspectionPlanId>) -> Arc<Self> {
        Arc::new(Self { op, ids, parts: OnceCell::new() })
    }

    async fn parts(&self) -> Result<&PlanParts, ApiError> {
        let read = async || plan_parts(&self.op, &self.ids).await;
        let parts = self.parts.get_or_try_init(read).await;
        // No refusal of input can come from such a read, so the language does not matter.
        parts.map_err(|error| failure(error, Language::default()))
    }
}

/// A plan that the actor may see.
pub struct InspectionPlan<'a> {
    pub row: Cow<'a, PlanView>,
    pub request: &'a Request,
    pub read: Arc<PlansRead>,
}

impl<'a> InspectionPlan<'a> {
    /// The order of every list of plans.
    pub const NEWEST: &'static str = "inspectionPlans.newest";

    /// The plans of one list: what hangs on them is read together.
    pub fn list(rows: Vec<PlanView>, request: &'a Request) -> Vec<Self> {
        let read = PlansRead::of(request.op().clone(), rows.iter().map(|row| row.id).collect());
        rows.into_iter().map(|row| InspectionPlan { row: Cow::Owned(row), request, read: read.clone() }).collect()
    }

    /// One plan alone.
    pub fn alone(row: Cow<'a, PlanView>, request: &'a Request) -> Self {
        let read = PlansRead::of(request.op().clone(), vec![row.id]);
        InspectionPlan { row, request, read }
    }
}

/// Inspections that recur by a rule over the working calendar (巡检计划). Needs inspection.view: its agency, those above
/// it, those that own its systems, and the vendors whose contracts cover them.
#[Object(serial)]
impl<'a> InspectionPlan<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::InspectionPlan.id(self.row.id.0)
    }

    /// What its tickets are called, with the day behind it.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What is to be done; perhaps empty.
    async fn description(&self) -> &str {
        &self.row.description
    }

    /// The agency that it belongs to.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// Where it stands.
    async fn state(&self) -> InspectionPlanState {
        self.row.state.into()
    }

    /// Grows with each change: give it as expectedVersion.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// The day from which its rule counts.
    async fn valid_from(&self) -> NaiveDate {
        self.row.starts_on
    }

    /// The day of its next inspection, as the calendar is known now; null when there is none, and when the next date will
    /// be skipped.
    async fn next_on(&self) -> Option<NaiveDate> {
        self.row.next_on.filter(|_| self.row.state == PlanState::Active)
    }

    /// Whether that day rests on days that nobody has published yet.
    async fn next_provisional(&self) -> bool {
        self.row.next_provisional
    }

    /// What it says for what falls due from now on.
    #[graphql(complexity = "5 + child_complexity")]
    async fn terms(&self) -> Result<Option<InspectionPlanTerms<'a>>, ApiError> {
        let parts = self.read.parts().await?;
        let newest = parts.terms.get(&self.row.id).and_then(|terms| terms.last());
        let (request, read) = (self.request, self.read.clone());
        Ok(newest.map(|of| InspectionPlanTerms { of: of.clone(), request, read }))
    }

    /// What it said and says, in order; terms never change.
    #[graphql(complexity = "5 + 3 * child_complexity")]
    async fn all_terms(&self) -> Result<Vec<InspectionPlanTerms<'a>>, ApiError> {
        let terms = self.read.parts().await?.terms.get(&self.row.id);
        let (request, read) = (self.request, &self.read);
        let one = |of: &PlanTermsView| InspectionPlanTerms { of: of.clone(), request, read: read.clone() };
        Ok(terms.into_iter().flatten().map(one).collect())
    }

    /// What was done to it, in order.
    #[graphql(complexity = "5 + 3 * child_complexity")]
    async fn history(&self) -> Result<Vec<InspectionPlanHistoryEntry<'a>>, ApiError> {
        let steps = self.read.parts().await?.steps.get(&self.row.id);
        let one = |of: &PlanStepView| InspectionPlanHistoryEntry { of: of.clone(), request: self.request };
        Ok(steps.into_iter().flatten().map(one).collect())
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// What you may do with it now. Needs inspection.manage at its agency.
    async fn available_actions(&self) -> Vec<InspectionPlanStep> {
        available_plan_steps(self.request.op(), &self.row).into_iter().map(Into::into).collect()
    }
}

impl Listed for InspectionPlan<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

/// Terms of a plan.
pub struct InspectionPlanTerms<'a> {
    of: PlanTermsView,
    request: &'a Request,
    read: Arc<PlansRead>,
}

/// What a plan says from a moment on.
#[Object(serial)]
impl<'a> InspectionPlanTerms<'a> {
    /// 1 for the first.
    async fn number(&self) -> i32 {
        self.of.number
    }

    /// They hold for what falls due from then on.
    async fn effective_at(&self) -> Instant {
        self.of.effective_at
    }

    /// The rule (RFC 5545 RRULE), counted from the plan's validFrom.
    async fn recurrence(&self) -> &str {
        &self.of.recurrence
    }

    /// What happens to a date that is no working day.
    async fn off_day_rule(&self) -> OffDayRule {
        self.of.off_day.into()
    }

    /// When the ticket is raised, `HH:MM` in the calendar's zone.
    async fn time_of_day(&self) -> String {
        format!("{:02}:{:02}", self.of.raise_minute / 60, self.of.raise_minute % 60)
    }

    /// The days that an inspection has, the first included: working days, or civil days under AS_IS.
    async fn window_days(&self) -> i32 {
        self.of.window_days
    }

    /// The last date; null without end.
    async fn valid_until(&self) -> Option<NaiveDate> {
        self.of.ends_on
    }

    /// The calendar that says which days are working days, and whose zone holds.
    async fn calendar_id(&self) -> ID {
        NodeType::ServiceCalendar.id(self.of.calendar_id.0)
    }

    /// The calendar's name.
    async fn calendar_name(&self) -> Option<&'a str> {
        self.request.coverage().calendars.get(&self.of.calendar_id).map(|row| row.name.as_str())
    }

    /// The systems that are inspected, each with a ticket of its own; those that you see by system.view.
    #[graphql(complexity = "5 * child_complexity")]
    async fn systems(&self) -> Vec<ManagedSystem<'a>> {
        let systems = systems_of(&self.of).into_iter();
        let sight = self.request.sight(Action::SystemView);
        let row = |id| self.request.directory().systems.get(&id).filter(|row| sight.system(row));
        systems.filter_map(row).map(|row| ManagedSystem { row, request: self.request }).collect()
    }

    /// The checklist by the version that is answered; of terms that hold no more only its id stays.
    async fn checklist(&self) -> Result<Option<InspectionChecklist<'a>>, ApiError> {
        let Some(pinned) = self.of.checklist_id.zip(self.of.checklist_version) else { return Ok(None) };
        let found = self.read.parts().await?.checklists.get(&pinned).cloned();
        Ok(found.map(|of| InspectionChecklist { of, request: self.request }))
    }

    /// The checklist; null without one.
    async fn inspection_checklist_id(&self) -> Option<ID> {
        self.of.checklist_id.map(|id| NodeType::InspectionChecklist.id(id.0))
    }

    /// The version of the checklist; null without one.
    async fn checklist_version(&self) -> Option<i32> {
        self.of.checklist_version
    }

    /// How much its tickets say is affected.
    async fn impact(&self) -> Impact {
        self.of.impact.into()
    }

    /// How fast its tickets say the effect grows.
    async fn urgency(&self) -> Urgency {
        self.of.urgency.into()
    }
}

/// A row of the history.
pub struct InspectionPlanHistoryEntry<'a> {
    of: PlanStepView,
    request: &'a Request,
}

/// A step in the life of a plan; the history is append-only.
#[Object(serial)]
impl<'a> InspectionPlanHistoryEntry<'a> {
    /// The version of the plan after it.
    async fn version(&self) -> i64 {
        self.of.seq
    }

    /// What was done.
    async fn step(&self) -> InspectionPlanStep {
        self.of.step.into()
    }

    /// Why; perhaps empty.
    async fn reason(&self) -> &str {
        &self.of.reason
    }

    /// Who did it; null for the platform.
    async fn actor(&self) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(self.of.actor_id?).map(|of| User { of, request: self.request }))
    }

    /// Their name then.
    async fn actor_name(&self) -> &str {
        &self.of.actor_name
    }

    /// When it was done.
    async fn recorded_at(&self) -> Instant {
        self.of.recorded_at
    }
}

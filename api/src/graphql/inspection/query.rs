//! The lists of plans, checklists and inspections, the preview and the report.

use app::inspection::{
    ChecklistList, ChecklistQuery, OccurrenceList, OccurrenceNarrowed, OccurrenceQuery, PREVIEW_MAX, PlanList,
    PlanQuery, ReportQuery, inspection_report, list_checklists, list_occurrences, list_plans, preview_plan,
    preview_terms,
};
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;

use super::plan_inputs::CreateInspectionPlanInput;
use super::preview::PlannedInspection;
use super::report::{InspectionFilter, InspectionReportRow};
use super::{Inspection, InspectionChecklist, InspectionPlan};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, request};
use crate::graphql::setup::Read;
use crate::graphql::words::{InspectionPlanState, InspectionReportGroup};

/// What a report may cost: it reads every inspection of its period, whatever is shown of it.
const REPORT_COST: usize = 200;

/// The queries of inspections.
#[derive(Default)]
pub struct InspectionQuery;

fn narrowed(filter: Option<&InspectionFilter>, language: Language) -> Result<OccurrenceNarrowed, ApiError> {
    let Some(filter) = filter else { return Ok(OccurrenceNarrowed::default()) };
    Ok(OccurrenceNarrowed {
        agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
        plan: NodeType::InspectionPlan.optional_argument(filter.plan_id.as_ref(), "planId", language)?,
        system: NodeType::ManagedSystem.optional_argument(filter.system_id.as_ref(), "systemId", language)?,
        vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
        without_vendor: filter.without_vendor.unwrap_or(false),
        contract: NodeType::ServiceContract.optional_argument(filter.contract_id.as_ref(), "contractId", language)?,
        states: filter.states.iter().flatten().map(|state| (*state).into()).collect(),
        causes: filter.causes.iter().flatten().map(|cause| (*cause).into()).collect(),
        from: filter.nominal_from,
        until: filter.nominal_until,
    })
}

/// The queries of inspections.
#[Object]
impl InspectionQuery {
    /// Inspection plans, the newest first. Needs inspection.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn inspection_plans<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Only those that inspect this system.")] system_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<InspectionPlanState>>,
    ) -> Result<Connection<InspectionPlan<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, InspectionPlan::NEWEST, language)).transpose()?;
        let query = PlanQuery {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(system_id.as_ref(), "systemId", language)?,
            states: states.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = list_plans(request.op(), &query).await;
        let PlanList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let items = InspectionPlan::list(rows, request);
        Ok(Connection::new(items, InspectionPlan::NEWEST, after.is_some(), more, Total::from(total)))
    }

    /// Checklists of inspections by code: of one's own agency, and of those above and below it. Needs
    /// inspection_checklist.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn inspection_checklists<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only what this agency can plan with: its own, and those of the agencies over it.")]
        agency_id: Option<ID>,
        #[graphql(desc = "Only those that plans can be written with, or only those that are retired.")] active: Option<
            bool,
        >,
    ) -> Result<Connection<InspectionChecklist<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, InspectionChecklist::BY_CODE, language)).transpose()?;
        let query = ChecklistQuery {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            active,
            after: after.as_ref().map(|cursor| (cursor.key.clone(), cursor.id.into())),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = list_checklists(request.op(), &query).await;
        let ChecklistList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let items = rows.into_iter().map(|of| InspectionChecklist { of, request }).collect();
        Ok(Connection::new(items, InspectionChecklist::BY_CODE, after.is_some(), more, Total::from(total)))
    }

    /// Inspections that have fallen due, by date of the recurrence, the newest first. Needs inspection.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn inspections<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which; all when left out.")] filter: Option<InspectionFilter>,
    ) -> Result<Connection<Inspection<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, Inspection::NEWEST, language)).transpose()?;
        let query = OccurrenceQuery {
            filter: narrowed(filter.as_ref(), language)?,
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = list_occurrences(request.op(), &query).await;
        let OccurrenceList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let items = Inspection::list(rows, request);
        Ok(Connection::new(items, Inspection::NEWEST, after.is_some(), more, Total::from(total)))
    }

    /// What a plan will do: its next dates that are not booked, each with the day on which it comes to lie and why. Needs
    /// inspection.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn preview_inspection_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] plan_id: ID,
        #[graphql(desc = "How many dates, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> Result<Vec<PlannedInspection>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let count = page_size(first, language)?.min(PREVIEW_MAX);
        let plan = NodeType::InspectionPlan.argument(&plan_id, "planId", language)?;
        let found = preview_plan(request.op(), plan, count).await.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(PlannedInspection::from).collect())
    }

    /// The same of a plan that is not written yet. Needs inspection.manage at its agency.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn preview_inspection_dates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the plan shall say.")] plan: CreateInspectionPlanInput,
        #[graphql(desc = "How many dates, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> Result<Vec<PlannedInspection>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let count = page_size(first, language)?.min(PREVIEW_MAX);
        let mut read = Read::of(ctx)?;
        let agency = read.id(NodeType::Agency, &plan.agency_id, "agencyId");
        let content = plan.content.read(&mut read);
        let Some(op) = read.op() else { return Err(failure(app::Error::NotFound("object"), language)) };
        let found = preview_terms(op, (agency, plan.valid_from), &content, count).await;
        let found = found.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(PlannedInspection::from).collect())
    }

    /// Inspections counted by plan, vendor or month: every one whose date of the recurrence lies in the period once. Needs
    /// inspection.view.
    #[graphql(complexity = "REPORT_COST + 50 * child_complexity")]
    async fn inspection_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The first date of the period.")] from: NaiveDate,
        #[graphql(desc = "The last date of the period.")] until: NaiveDate,
        #[graphql(desc = "What a row is for.")] group_by: InspectionReportGroup,
        #[graphql(desc = "Which; all when left out. Its dates give way to those of the period.")] filter: Option<
            InspectionFilter,
        >,
    ) -> Result<Vec<InspectionReportRow<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let narrowed = narrowed(filter.as_ref(), language)?;
        let query = ReportQuery { from, until, group: group_by.into(), narrowed };
        let found = inspection_report(request.op(), &query).await;
        let found = found.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(|of| InspectionReportRow { of, request }).collect())
    }
}

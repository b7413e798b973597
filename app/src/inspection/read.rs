//! Reading plans and inspections: the agencies' side, those above them, and the vendors whose contracts cover the systems.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, ContractId, InspectionChecklistId, InspectionPlanId, OccurrenceId, SystemId, VendorId};
use domain::inspection::{OccurrenceCause, OccurrenceState, PlanState, PlanStep, available_steps};
use storage::query::inspection::{self as query, OccurrenceFilter, PlanFilter, PlanReach};

use super::checklist::{ChecklistView, pinned_checklists};
use super::{OccurrenceView, PlanStepView, PlanTermsView, PlanView};
use crate::{Error, Op, Result};

/// Which plans, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct PlanQuery {
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub system: Option<SystemId>,
    pub states: Vec<PlanState>,
    /// The last one already seen.
    pub after: Option<InspectionPlanId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of plans, the newest first.
#[derive(Clone, Debug)]
pub struct PlanList {
    pub rows: Vec<PlanView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// Which inspections, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct OccurrenceQuery {
    pub filter: OccurrenceNarrowed,
    /// Date and id of the last one already seen.
    pub after: Option<(NaiveDate, OccurrenceId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// Which inspections. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct OccurrenceNarrowed {
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub plan: Option<InspectionPlanId>,
    pub system: Option<SystemId>,
    pub vendor: Option<VendorId>,
    /// Only those that no contract covered.
    pub without_vendor: bool,
    pub contract: Option<ContractId>,
    pub states: Vec<OccurrenceState>,
    pub causes: Vec<OccurrenceCause>,
    /// Dates of the recurrence, both included.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl OccurrenceNarrowed {
    pub(super) fn filter(&self, op: &Op) -> OccurrenceFilter {
        OccurrenceFilter {
            agencies: self.agency.map(|agency| op.directory().below(agency)),
            plan: self.plan,
            system: self.system,
            vendor: self.vendor,
            without_vendor: self.without_vendor,
            contract: self.contract,
            states: self.states.clone(),
            causes: self.causes.clone(),
            from: self.from,
            until: self.until,
        }
    }
}

/// A page of inspections by date, the newest first.
#[derive(Clone, Debug)]
pub struct OccurrenceList {
    pub rows: Vec<OccurrenceView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// What hangs on the plans of one list.
#[derive(Clone, Debug, Default)]
pub struct PlanParts {
    /// Every version, in order.
    pub terms: HashMap<InspectionPlanId, Vec<PlanTermsView>>,
    /// In order.
    pub steps: HashMap<InspectionPlanId, Vec<PlanStepView>>,
    /// Of the newest terms.
    pub checklists: HashMap<(InspectionChecklistId, i32), ChecklistView>,
}

/// What the actor sees of plans.
pub(super) fn reach(op: &Op) -> PlanReach {
    let scope = op.read_scope(Action::InspectionView);
    let mut systems = Vec::new();
    if let ReadScope::Orgs { vendors, .. } = &scope
        && !vendors.is_empty()
    {
        let coverage = op.coverage();
        let own = coverage.contracts.values().filter(|of| vendors.binary_search(&of.row.vendor_id).is_ok());
        systems = own.filter(|of| of.row.state.came_into_force()).flat_map(|of| of.systems_ever()).collect();
        systems.sort_unstable();
        systems.dedup();
    }
    PlanReach { scope, systems }
}

/// One page of the plans that the actor may see. Needs `inspection.view`.
pub async fn list_plans(op: &Op, asked: &PlanQuery) -> Result<PlanList> {
    op.require(Action::InspectionView)?;
    let (db, reach) = (op.app().store.read(), reach(op));
    let filter = PlanFilter {
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        system: asked.system,
        states: asked.states.clone(),
    };
    let mut rows = query::page_plans(db, &reach, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count_plans(db, &reach, &filter).await?) } else { None };
    Ok(PlanList { rows, more, total })
}

/// One plan. Needs `inspection.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's reach.
pub async fn find_plan(op: &Op, id: InspectionPlanId) -> Result<PlanView> {
    let found = query::find_plan(op.app().store.read(), &reach(op), id).await?;
    found.ok_or(Error::NotFound("inspection plan"))
}

/// What the actor may do with a plan that they see.
pub fn available_plan_steps(op: &Op, row: &PlanView) -> Vec<PlanStep> {
    let own = op.read_scope(Action::InspectionManage).covers(Some(row.agency_id), None);
    if own { available_steps(row.state) } else { Vec::new() }
}

/// What hangs on plans that were read in reach: terms, history and checklists, in at most four statements.
pub async fn plan_parts(op: &Op, ids: &[InspectionPlanId]) -> Result<PlanParts> {
    let db = op.app().store.read();
    let mut parts = PlanParts::default();
    for row in query::terms_of(db, ids).await? {
        parts.terms.entry(row.plan_id).or_default().push(row);
    }
    for row in query::steps(db, ids).await? {
        parts.steps.entry(row.plan_id).or_default().push(row);
    }
    let newest = parts.terms.values().filter_map(|terms| terms.last());
    let pinned = newest.filter_map(|row| row.checklist_id.zip(row.checklist_version));
    parts.checklists = pinned_checklists(op, pinned).await?;
    Ok(parts)
}

/// One page of the inspections that the actor may see. Needs `inspection.view`.
pub async fn list_occurrences(op: &Op, asked: &OccurrenceQuery) -> Result<OccurrenceList> {
    op.require(Action::InspectionView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::InspectionView));
    let filter = asked.filter.filter(op);
    let mut rows = query::page_occurrences(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count_occurrences(db, &scope, &filter).await?) } else { None };
    Ok(OccurrenceList { rows, more, total })
}

/// One inspection. Needs `inspection.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_occurrence(op: &Op, id: OccurrenceId) -> Result<OccurrenceView> {
    let scope = op.read_scope(Action::InspectionView);
    let found = query::find_occurrence(op.app().store.read(), &scope, id).await?;
    found.ok_or(Error::NotFound("inspection"))
}

/// Plans of inspections that were read in scope: whoever sees an inspection sees what it is called.
pub async fn plans_of(op: &Op, ids: &[InspectionPlanId]) -> Result<HashMap<InspectionPlanId, PlanView>> {
    let rows = query::named_plans(op.app().store.read(), ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

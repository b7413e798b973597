//! Inspections: plans and checklists written at an agency, tickets raised by the worker when a date falls due, answers
//! recorded on them, and what was missed.

mod answer;
mod book;
mod change;
mod checklist;
mod due;
mod follow;
mod incident;
mod missed;
mod of_ticket;
mod plan;
mod preview;
mod read;
mod report;

pub(crate) use answer::is_evidence;
pub use answer::{RecordAnswers, record_answers};
pub use change::{PlanChange, PlanStepAsked, change_plan, step_plan};
pub(crate) use checklist::may_write_checklist;
pub use checklist::{
    ChecklistList, ChecklistQuery, ChecklistView, NewChecklist, create_checklist, find_checklist, list_checklists,
    revise_checklist, set_checklist_active,
};
pub use due::{RaiseReport, raise_inspections};
pub(crate) use follow::{check_answered, follow_ticket};
pub use incident::{RaiseIncident, raise_incident};
pub use missed::{MissedReport, flag_missed_inspections};
pub use of_ticket::{AnswerView, IncidentView, ItemView, TicketInspection, evidence_of, ticket_inspections};
pub use plan::{NewPlan, PlanContent, create_plan};
pub use preview::{PREVIEW_MAX, PreviewedVisit, preview_plan, preview_terms};
pub use read::{
    OccurrenceList, OccurrenceNarrowed, OccurrenceQuery, PlanList, PlanParts, PlanQuery, available_plan_steps,
    find_occurrence, find_plan, list_occurrences, list_plans, plan_parts, plans_of,
};
pub use report::{InspectionFigures, ReportQuery, inspection_report};
pub use storage::query::inspection::ReportGroup;

use domain::ids::{OutboxId, SystemId};
use domain::inspection::{PlanRefusal, PlanTerms, Recurrence};
use storage::entity::{inspection_occurrence, inspection_plan, inspection_plan_step, inspection_plan_terms, outbox};

use crate::{Error, Op, Result, Violation};

/// A plan as stored.
pub type PlanView = inspection_plan::Model;
/// A version of a plan's terms as stored.
pub type PlanTermsView = inspection_plan_terms::Model;
/// A step in the life of a plan as stored.
pub type PlanStepView = inspection_plan_step::Model;
/// An inspection as stored.
pub type OccurrenceView = inspection_occurrence::Model;

impl From<PlanRefusal> for Violation {
    fn from(refusal: PlanRefusal) -> Self {
        Self::new(refusal.code(), refusal.field(), refusal.to_string(), refusal.zh())
    }
}

/// The systems that terms name.
pub fn systems_of(terms: &PlanTermsView) -> Vec<SystemId> {
    serde_json::from_value(terms.system_ids.clone()).unwrap_or_default()
}

/// The rules of stored terms.
///
/// # Errors
/// A rule that was taken once and is none any more: a fault of ours.
pub(crate) fn rules(plan: &PlanView, terms: &PlanTermsView) -> Result<PlanTerms> {
    let fault = |refusal: PlanRefusal| Error::Internal(anyhow::anyhow!("plan {}: {refusal}", plan.id));
    Ok(PlanTerms {
        recurrence: Recurrence::parse(&terms.recurrence, plan.starts_on).map_err(fault)?,
        off_day: terms.off_day,
        raise_minute: u16::try_from(terms.raise_minute).unwrap_or_default(),
        window_days: u16::try_from(terms.window_days).unwrap_or(1),
        valid_until: terms.ends_on,
    })
}

/// A message about a plan, for the agency's side.
fn message(op: &Op, topic: &str, row: &PlanView) -> outbox::Model {
    outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: None,
        payload: serde_json::json!({ "planId": row.id, "title": row.title, "state": row.state, "version": row.version }),
        created_at: op.now(),
    }
}

/// A message about an inspection, for both sides.
fn occurrence_message(op: &Op, id: OutboxId, topic: &str, row: &OccurrenceView) -> outbox::Model {
    outbox::Model {
        id,
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: row.ticket_id,
        agency_id: Some(row.agency_id),
        vendor_id: row.vendor_id,
        payload: serde_json::json!({
            "occurrenceId": row.id, "planId": row.plan_id, "systemId": row.system_id, "nominalOn": row.nominal_on,
            "plannedOn": row.planned_on, "lastOn": row.last_on, "state": row.state, "cause": row.cause,
        }),
        created_at: op.now(),
    }
}

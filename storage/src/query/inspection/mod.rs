//! Inspections: checklists, plans, what falls due of them, answers, and the report.

mod answer;
mod checklist;
mod occurrence;
mod plan;
mod report;

pub use answer::{answers_of, incidents_of, insert_incident, last_seqs};
pub use checklist::{
    ChecklistFilter, count_checklist_version, count_checklists, find_checklist, insert_checklist, named_checklists,
    page_checklists, set_checklist_active, versions,
};
pub use occurrence::{
    OccurrenceFilter, count_occurrences, doubtful_plans, ended, find_occurrence, has_ended, hold_of_ticket,
    insert_occurrence, of_plan_in_doubt, of_tickets, page_occurrences, planned_on,
};
pub use plan::{
    PlanFilter, PlanReach, count_plans, cover, due_plans, find_plan, hold_due, hold_plan, named_plans, page_plans,
    steps, terms_of, unreckoned_plans,
};
pub use report::{InspectionCounts, ReportGroup, counts};

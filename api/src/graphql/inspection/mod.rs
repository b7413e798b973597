//! Inspections: plans, checklists, what falls due, what was answered, and the report.

mod answer;
mod answer_work;
mod checklist;
mod checklist_work;
mod occurrence;
mod plan;
mod plan_inputs;
mod plan_work;
mod preview;
mod query;
mod report;

pub use answer::TicketInspectionNode;
pub use answer_work::InspectionWork;
pub use checklist::InspectionChecklist;
pub use checklist_work::InspectionChecklistMutation;
pub use occurrence::Inspection;
pub use plan::InspectionPlan;
pub use plan_work::InspectionPlanMutation;
pub use query::InspectionQuery;

//! The inputs of the mutations of inspection plans.

use app::inspection::PlanContent;
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use crate::graphql::node_id::NodeType;
use crate::graphql::setup::Read;
use crate::graphql::words::{Impact, OffDayRule, Urgency};

/// What an inspection plan says.
#[derive(Debug, InputObject)]
pub struct InspectionPlanContentInput {
    /// What its tickets are called, up to 160 characters; the day is written behind it.
    title: String,
    /// What is to be done, up to 10,000 characters.
    description: Option<String>,
    /// The systems that are inspected, each with a ticket of its own: 1 to 50 of the agency or of those below it.
    system_ids: Vec<ID>,
    /// The calendar that says which days are working days, and whose zone holds.
    calendar_id: ID,
    /// A rule of RFC 5545, such as FREQ=MONTHLY;BYDAY=1MO; at most daily, and at most 1,000 inspections a year over all
    /// systems. Refused with SUB_DAILY, NEVER_OCCURS, LIMIT_OCCURRENCES or INVALID.
    recurrence: String,
    /// What happens to a date that is no working day.
    off_day_rule: OffDayRule,
    /// When the ticket is raised, such as 08:30, in the calendar's zone.
    time_of_day: String,
    /// The days that an inspection has until it is missed, the first included, 1 to 92: working days of the calendar, or
    /// civil days under AS_IS.
    window_days: i32,
    /// The last date that may be; without end when left out.
    valid_until: Option<NaiveDate>,
    /// The checklist that is answered: one of the agency or of those above it.
    inspection_checklist_id: Option<ID>,
    /// Its version; the newest when left out.
    checklist_version: Option<i32>,
    /// How much its tickets say is affected; LOW when left out.
    impact: Option<Impact>,
    /// How fast its tickets say the effect grows; LOW when left out.
    urgency: Option<Urgency>,
}

impl InspectionPlanContentInput {
    /// What it says; ids that are none are noted.
    pub(super) fn read(self, read: &mut Read<'_>) -> PlanContent {
        PlanContent {
            title: self.title,
            description: self.description,
            systems: self.system_ids.iter().map(|id| read.id(NodeType::ManagedSystem, id, "systemIds")).collect(),
            calendar: read.id(NodeType::ServiceCalendar, &self.calendar_id, "calendarId"),
            recurrence: self.recurrence,
            off_day: self.off_day_rule.into(),
            time_of_day: self.time_of_day,
            window_days: self.window_days,
            valid_until: self.valid_until,
            checklist: read.optional_id(
                NodeType::InspectionChecklist,
                self.inspection_checklist_id.as_ref(),
                "inspectionChecklistId",
            ),
            checklist_version: self.checklist_version,
            impact: self.impact.unwrap_or(Impact::Low).into(),
            urgency: self.urgency.unwrap_or(Urgency::Low).into(),
        }
    }
}

/// A plan to be written.
#[derive(Debug, InputObject)]
pub struct CreateInspectionPlanInput {
    /// The agency that it belongs to.
    pub agency_id: ID,
    /// The day from which its rule counts; what lies before now is not made up for.
    pub valid_from: NaiveDate,
    /// What it says.
    #[graphql(flatten)]
    pub content: InspectionPlanContentInput,
}

/// Other terms for a plan.
#[derive(Debug, InputObject)]
pub struct ChangeInspectionPlanInput {
    /// The plan.
    pub plan_id: ID,
    /// Its version as you have read it.
    pub expected_version: i64,
    /// What it says for what falls due from now on, whole.
    #[graphql(flatten)]
    pub content: InspectionPlanContentInput,
}

/// A plan whose inspections shall be skipped for a time.
#[derive(Debug, InputObject)]
pub struct SuspendInspectionPlanInput {
    /// The plan.
    pub plan_id: ID,
    /// Its version as you have read it.
    pub expected_version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A plan that shall go on.
#[derive(Debug, InputObject)]
pub struct ResumeInspectionPlanInput {
    /// The plan.
    pub plan_id: ID,
    /// Its version as you have read it.
    pub expected_version: i64,
    /// More about it, up to 2,000 characters.
    pub reason: Option<String>,
}

/// A plan that shall end for good.
#[derive(Debug, InputObject)]
pub struct EndInspectionPlanInput {
    /// The plan.
    pub plan_id: ID,
    /// Its version as you have read it.
    pub expected_version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

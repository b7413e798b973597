//! The vocabulary of inspections, mirrored from the domain.

use async_graphql::Enum;

/// Where an inspection plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::PlanState")]
pub enum InspectionPlanState {
    /// Its inspections are raised when they fall due.
    Active,
    /// What falls due is written down as skipped.
    Suspended,
    /// Nothing falls due any more.
    Ended,
}

/// What may be done to an inspection plan; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::PlanStep")]
pub enum InspectionPlanStep {
    /// createInspectionPlan.
    Create,
    /// changeInspectionPlan.
    Change,
    /// suspendInspectionPlan.
    Suspend,
    /// resumeInspectionPlan.
    Resume,
    /// endInspectionPlan.
    End,
}

/// What happens to a date that is no working day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::OffDayRule")]
pub enum OffDayRule {
    /// Nothing is inspected.
    Skip,
    /// On the next working day.
    #[graphql(name = "NEXT_WORKING_DAY")]
    Next,
    /// On the working day before.
    #[graphql(name = "PREVIOUS_WORKING_DAY")]
    Previous,
    /// On the date all the same.
    AsIs,
}

/// Where a date of the recurrence came to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::Placing")]
pub enum InspectionPlacing {
    /// On the date itself.
    OnDay,
    /// Later: the date is no working day.
    Later,
    /// Earlier: the date is no working day.
    Earlier,
    /// Nowhere; the cause says why.
    Nowhere,
}

/// Why an inspection was skipped, or was missed without a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::OccurrenceCause")]
pub enum InspectionCause {
    /// The date is no working day, and the plan skips those.
    OffDay,
    /// Another date of the plan lies on the same day already.
    SameDay,
    /// There is no working day near enough.
    NoWorkingDay,
    /// The plan was suspended.
    Suspended,
    /// No contract in force covered the system that day.
    NotCovered,
    /// The system was out of service.
    OutOfService,
    /// The ticket was cancelled before its last day, or because it never was the vendor's.
    Cancelled,
    /// The platform stood still until the last day had passed: no vendor's fault.
    NotRaised,
}

/// Where one inspection of a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::OccurrenceState")]
pub enum InspectionState {
    /// Its ticket is raised and not solved.
    Open,
    /// Done by its last day.
    Done,
    /// Done, but after its last day.
    DoneLate,
    /// Not done by its last day.
    Missed,
    /// Nothing was to be done; the cause says why.
    Skipped,
}

/// What an item of an inspection checklist asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::InspectionItemKind")]
pub enum InspectionItemKind {
    /// Whether something is as it should be.
    PassFail,
    /// A measured value.
    Number,
    /// Words.
    Text,
    /// A picture.
    Photo,
}

/// What came of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::inspection::InspectionOutcome")]
pub enum InspectionOutcome {
    /// As it should be; of a text or a picture: it is there.
    Pass,
    /// Not as it should be, or measured out of range.
    Fail,
    /// It does not arise here; a note says why.
    NotApplicable,
}

/// What a row of the report of inspections is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::inspection::ReportGroup")]
pub enum InspectionReportGroup {
    /// A plan.
    Plan,
    /// A vendor; one row without is for those that no contract covered.
    Vendor,
    /// A month, by the dates of the recurrence.
    Month,
}

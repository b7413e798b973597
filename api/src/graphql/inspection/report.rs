//! The report of inspections.

use app::inspection::InspectionFigures;
use async_graphql::{ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::request::Request;
use crate::graphql::words::{InspectionCause, InspectionState};

/// Which inspections: all conditions given must hold. Every figure of the report is a list by this filter.
#[derive(Clone, Debug, Default, InputObject)]
pub struct InspectionFilter {
    /// Only those of this agency and everything under it.
    pub agency_id: Option<ID>,
    /// Only those of this plan.
    pub plan_id: Option<ID>,
    /// Only those of this system.
    pub system_id: Option<ID>,
    /// Only those of this vendor.
    pub vendor_id: Option<ID>,
    /// Only those that no contract covered.
    pub without_vendor: Option<bool>,
    /// Only those under this contract.
    pub contract_id: Option<ID>,
    /// Only those in one of these states.
    pub states: Option<Vec<InspectionState>>,
    /// Only those for one of these causes.
    pub causes: Option<Vec<InspectionCause>>,
    /// Only those whose date of the recurrence is this one or later.
    pub nominal_from: Option<NaiveDate>,
    /// Only those whose date of the recurrence is this one or earlier.
    pub nominal_until: Option<NaiveDate>,
}

/// A row of the report.
pub struct InspectionReportRow<'a> {
    pub of: InspectionFigures,
    pub request: &'a Request,
}

/// The inspections of a group: planned is the sum of done, done late, missed, open and skipped. Each figure is the list
/// `inspections` with the filter of the report, the row's plan, vendor or month, and the states of the figure.
#[Object(serial)]
impl<'a> InspectionReportRow<'a> {
    /// By PLAN: the plan.
    async fn plan_id(&self) -> Option<ID> {
        self.of.plan.map(|plan| NodeType::InspectionPlan.id(plan.0))
    }

    /// By PLAN: its title.
    async fn plan_title(&self) -> Option<&str> {
        self.of.title.as_deref()
    }

    /// By VENDOR: the vendor; null for those that no contract covered.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        Some(self.request.vendor(self.of.vendor?).map(|row| Vendor { row }))
    }

    /// By MONTH: such as 2026-11.
    async fn month(&self) -> Option<String> {
        self.of.month.map(|month| format!("{:04}-{:02}", month / 100, month % 100))
    }

    /// Every inspection.
    async fn planned(&self) -> i64 {
        self.of.planned
    }

    /// DONE.
    async fn done_in_time(&self) -> i64 {
        self.of.done
    }

    /// DONE_LATE.
    async fn done_late(&self) -> i64 {
        self.of.done_late
    }

    /// MISSED.
    async fn missed(&self) -> i64 {
        self.of.missed
    }

    /// Of the missed, those for which the platform could raise no ticket in time (NOT_RAISED): no vendor's fault.
    async fn not_raised(&self) -> i64 {
        self.of.not_raised
    }

    /// OPEN.
    async fn open(&self) -> i64 {
        self.of.open
    }

    /// SKIPPED.
    async fn skipped(&self) -> i64 {
        self.of.skipped
    }

    /// SKIPPED, by cause; a cause without any is left out.
    async fn skipped_by_cause(&self) -> Vec<SkippedInspections> {
        let one = |(cause, number): (&domain::inspection::OccurrenceCause, &i64)| SkippedInspections {
            cause: (*cause).into(),
            number: *number,
        };
        self.of.skipped_by_cause.iter().map(one).collect()
    }
}

/// So many inspections were skipped for a cause.
#[derive(Clone, Copy, Debug, SimpleObject)]
#[graphql(serial)]
pub struct SkippedInspections {
    /// Why.
    cause: InspectionCause,
    /// How many.
    number: i64,
}

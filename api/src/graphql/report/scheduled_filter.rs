//! What a report that is delivered is narrowed to.

use app::report::ReportQuery;
use app::report_schedule::Reported;
use async_graphql::Object;

use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{Metric, PauseDimension, Priority, ReportDimension, TicketKind, WorkloadDimension};

/// The filter of a standing order.
pub struct ScheduledFilter<'a> {
    report: &'a Reported,
    of: ReportQuery,
    request: &'a Request,
}

impl<'a> ScheduledFilter<'a> {
    /// Of the report that is ordered.
    pub(super) fn of(report: &'a Reported, request: &'a Request) -> Self {
        Self { report, of: report.narrowing(), request }
    }
}

/// What a report that is delivered is narrowed to, and what its rows are told apart by: what `ScheduledReportInput` says of it.
/// What its kind cannot be narrowed to is null, and so is what you named and may not see any more. The period is the schedule's.
#[Object(serial)]
impl<'a> ScheduledFilter<'a> {
    /// Only what is under this contract; the contract itself of CONTRACT_MONTH.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.contract?)
    }

    /// Only what is given to this vendor.
    async fn vendor(&self) -> Option<Vendor<'a>> {
        Vendor::seen(self.request, self.of.vendor?)
    }

    /// Only what is of this agency and everything under it.
    async fn agency(&self) -> Option<Agency<'a>> {
        Agency::seen(self.request, self.of.agency?)
    }

    /// With an agency: only its own, not that of agencies under it.
    async fn agency_alone(&self) -> bool {
        self.of.agency_alone
    }

    /// Only what is for this system.
    async fn system(&self) -> Option<ManagedSystem<'a>> {
        ManagedSystem::seen(self.request, self.of.system?)
    }

    /// SLA and TIME: only tickets that have this priority now. FORECAST: only promises for it.
    async fn priority(&self) -> Option<Priority> {
        self.of.priority.map(Into::into)
    }

    /// Only clocks that measure this.
    async fn metric(&self) -> Option<Metric> {
        self.of.metric.map(Into::into)
    }

    /// Only tickets of this kind.
    async fn kind(&self) -> Option<TicketKind> {
        self.of.kind.map(Into::into)
    }

    /// Only tickets whose vendor stated this cause, word for word.
    async fn cause(&self) -> Option<&str> {
        self.of.cause.as_deref()
    }

    /// Only tickets whose vendor has stated a cause, or only those where it has not.
    async fn cause_stated(&self) -> Option<bool> {
        self.of.cause_stated
    }

    /// Only tickets with this team of the vendor.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        VendorTeam::seen(self.request, self.of.team?)
    }

    /// Only tickets with a team, or only those in the vendor's common queue.
    async fn routed(&self) -> Option<bool> {
        self.of.routed
    }

    /// Only tickets of this engineer.
    async fn assignee(&self) -> Option<User<'a>> {
        User::seen(self.request, self.of.assignee?)
    }

    /// Only tickets with an engineer, or only those without one.
    async fn assigned(&self) -> Option<bool> {
        self.of.assigned
    }

    /// SLA and TIME: what the rows are told apart by; empty for the others.
    async fn clocks_by(&self) -> Vec<ReportDimension> {
        self.of.group_by.iter().map(|dimension| (*dimension).into()).collect()
    }

    /// PAUSES: what the rows are told apart by; empty for the others.
    async fn pauses_by(&self) -> Vec<PauseDimension> {
        let Reported::Pauses { query } = self.report else { return Vec::new() };
        query.group_by.iter().map(|dimension| (*dimension).into()).collect()
    }

    /// WORKLOAD: what the rows are told apart by; empty for the others.
    async fn workload_by(&self) -> Vec<WorkloadDimension> {
        let Reported::Workload { query } = self.report else { return Vec::new() };
        query.group_by.iter().map(|dimension| (*dimension).into()).collect()
    }

    /// FAULTS: how many incidents make a system a chronic one; null for the others.
    async fn at_least(&self) -> Option<i64> {
        let Reported::Faults { at_least, .. } = self.report else { return None };
        Some(*at_least)
    }

    /// FORECAST: how many hours it looks ahead; null for the others.
    async fn horizon_hours(&self) -> Option<i64> {
        let Reported::Forecast { horizon_hours, .. } = self.report else { return None };
        Some(*horizon_hours)
    }
}

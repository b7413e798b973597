//! The report of work.

use app::report::{WorkloadKey, WorkloadQuery, WorkloadTally, workload_report};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::window::ReportWindow;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request, request};
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{Priority, TicketKind, WorkloadDimension};

/// What a report may cost: it reads every ticket of its window, whatever is shown of it.
const REPORT_COST: usize = 500;

/// Which tickets and which work, in which window: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct WorkloadReportFilter {
    #[graphql(flatten)]
    window: ReportWindow,
    /// Only tickets, and work, under this contract.
    contract_id: Option<ID>,
    /// Only tickets given to this vendor, and work of its people.
    vendor_id: Option<ID>,
    /// Only tickets of this agency and everything under it, and work on them.
    agency_id: Option<ID>,
    /// Only tickets for this system, and work on them.
    system_id: Option<ID>,
}

impl WorkloadReportFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub(super) fn query(self, group_by: Vec<WorkloadDimension>, language: Language) -> Result<WorkloadQuery, ApiError> {
        Ok(WorkloadQuery {
            window: self.window.into(),
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
            group_by: group_by.into_iter().map(Into::into).collect(),
        })
    }
}

/// A report of the use case.
pub struct WorkloadReport<'a> {
    report: app::report::WorkloadReport,
    request: &'a Request,
}

/// What came, went and is left of tickets, and the minutes booked. Its rows add up to its total. A trend is one report a
/// month: the end of one window is the beginning of the next, and what is open at the one is open at the other.
#[Object(serial)]
impl WorkloadReport<'_> {
    /// One for each value, or pair of values, of what it is grouped by.
    #[graphql(complexity = "10 * child_complexity")]
    async fn rows(&self) -> Vec<WorkloadReportRow<'_>> {
        let rows = self.report.rows.iter();
        rows.map(|(keys, tally)| WorkloadReportRow { keys, tally: *tally, request: self.request }).collect()
    }

    /// Over all rows.
    async fn total(&self) -> WorkloadCounts {
        self.report.total.into()
    }
}

/// One row, borrowed from the report.
pub struct WorkloadReportRow<'a> {
    keys: &'a [WorkloadKey],
    tally: WorkloadTally,
    request: &'a Request,
}

impl WorkloadReportRow<'_> {
    fn key<T>(&self, pick: impl Fn(WorkloadKey) -> Option<T>) -> Option<T> {
        self.keys.iter().find_map(|key| pick(*key))
    }
}

/// A row of a report of work: the values that it is grouped by, and its figures. Each figure is listed by `tickets` with the
/// row's values and the window as filter; an agency with `agencyAlone`.
#[Object(serial)]
impl<'a> WorkloadReportRow<'a> {
    /// The agency that asked, when grouped by it.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.key(|key| if let WorkloadKey::Agency(id) = key { Some(id) } else { None })?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The vendor, when grouped by it.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.key(|key| if let WorkloadKey::Vendor(id) = key { Some(id) } else { None })?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// The contract, when grouped by it; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let id = self.key(|key| if let WorkloadKey::Contract(id) = key { Some(id) } else { None })?;
        ServiceContract::seen(self.request, id)
    }

    /// The system, when grouped by it.
    async fn system(&self) -> Option<Result<ManagedSystem<'a>, ApiError>> {
        let id = self.key(|key| if let WorkloadKey::System(id) = key { Some(id) } else { None })?;
        Some(self.request.system(id).map(|row| ManagedSystem { row, request: self.request }))
    }

    /// The vendor's team, when grouped by it; null in the row of those without: `routed: false` in a filter.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        let id = self.key(|key| if let WorkloadKey::Team(id) = key { id } else { None })?;
        VendorTeam::of(id, self.request)
    }

    /// The engineer, when grouped by it; null in the row of tickets without: `assigned: false` in a filter.
    async fn engineer(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.key(|key| if let WorkloadKey::Engineer(id) = key { id } else { None })?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }

    /// The ticket's kind, when grouped by it.
    async fn kind(&self) -> Option<TicketKind> {
        self.key(|key| if let WorkloadKey::Kind(kind) = key { Some(kind.into()) } else { None })
    }

    /// The ticket's priority, when grouped by it.
    async fn priority(&self) -> Option<Priority> {
        self.key(|key| if let WorkloadKey::Priority(priority) = key { Some(priority.into()) } else { None })
    }

    /// Its figures.
    async fn counts(&self) -> WorkloadCounts {
        self.tally.into()
    }
}

/// Tickets as they stand now, and minutes of work logs as far as you may read them. What is open at the start, and raised,
/// less closed and cancelled, is what is open at the end.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct WorkloadCounts {
    /// Open when the window began: `openAt` its beginning.
    open_at_start: i64,
    /// Raised in the window: `raisedFrom` and `raisedBefore`.
    raised: i64,
    /// Solved in the window, in their present cycle: `resolvedFrom` and `resolvedBefore`.
    resolved: i64,
    /// Closed in the window: `endedFrom`, `endedBefore` and `states: [CLOSED]`.
    closed: i64,
    /// Cancelled in the window: `endedFrom`, `endedBefore` and `states: [CANCELLED]`.
    cancelled: i64,
    /// Open when the window ended, the backlog: `openAt` its end; without an end, `open: true`.
    open_at_end: i64,
    /// Minutes of work that began in the window, less what was taken back: `work`, with a vendor, contract or engineer of
    /// the row in it.
    booked_minutes: i64,
    /// Of these, the minutes that are charged for.
    billable_minutes: i64,
}

impl From<WorkloadTally> for WorkloadCounts {
    fn from(tally: WorkloadTally) -> Self {
        Self {
            open_at_start: tally.open_at_start(),
            raised: tally.raised,
            resolved: tally.resolved,
            closed: tally.closed,
            cancelled: tally.cancelled,
            open_at_end: tally.open_at_end,
            booked_minutes: tally.minutes,
            billable_minutes: tally.billable_minutes,
        }
    }
}

/// The query of work.
#[derive(Default)]
pub struct WorkloadReportQuery;

/// The query of work.
#[Object]
impl WorkloadReportQuery {
    /// What came, went and is left, and the minutes booked, over the tickets that you may see. Needs report.view.
    #[graphql(complexity = "REPORT_COST + child_complexity")]
    async fn workload_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which, in which window; all when left out.")] filter: Option<WorkloadReportFilter>,
        #[graphql(
            desc = "What the rows are told apart by: at most two. An empty list gives the total alone.",
            default_with = "vec![WorkloadDimension::Vendor]"
        )]
        group_by: Vec<WorkloadDimension>,
    ) -> Result<WorkloadReport<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(group_by, language)?;
        let report = workload_report(request.op(), &query).await.map_err(|error| failure(error, language))?;
        Ok(WorkloadReport { report, request })
    }
}

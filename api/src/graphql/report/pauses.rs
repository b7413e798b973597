//! The report of pauses.

use app::report::{PauseKey, PauseQuery, PauseTally, pause_report};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request, request};
use crate::graphql::words::{PauseDimension, PauseParty, PauseReason};

/// What a report may cost: it reads every pause of its period, whatever is shown of it.
const REPORT_COST: usize = 200;

/// Which pauses: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PauseReportFilter {
    /// Only those that began at this time or later.
    from: Option<Instant>,
    /// Only those that began before this time.
    before: Option<Instant>,
    /// Only those of tickets under this contract.
    contract_id: Option<ID>,
    /// Only those of tickets given to this vendor.
    vendor_id: Option<ID>,
    /// Only those of tickets of this agency and everything under it.
    agency_id: Option<ID>,
}

impl PauseReportFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub(super) fn query(self, group_by: Vec<PauseDimension>, language: Language) -> Result<PauseQuery, ApiError> {
        let contract = self.contract_id.as_ref();
        Ok(PauseQuery {
            from: self.from,
            before: self.before,
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            group_by: group_by.into_iter().map(Into::into).collect(),
        })
    }
}

/// A report of the use case.
pub struct PauseReport<'a> {
    report: app::report::PauseReport,
    request: &'a Request,
}

/// How many pauses were declared, and what the agency decided of them. Its rows add up to its total.
#[Object(serial)]
impl PauseReport<'_> {
    /// One for each value, or pair of values, of what it is grouped by.
    #[graphql(complexity = "10 * child_complexity")]
    async fn rows(&self) -> Vec<PauseReportRow<'_>> {
        let row = |(keys, tally): &(Vec<PauseKey>, PauseTally)| PauseReportRow {
            keys: keys.clone(),
            tally: *tally,
            request: self.request,
        };
        self.report.rows.iter().map(row).collect()
    }

    /// Over all rows.
    async fn total(&self) -> PauseCounts {
        self.report.total.into()
    }
}

/// One row of the report.
pub struct PauseReportRow<'a> {
    keys: Vec<PauseKey>,
    tally: PauseTally,
    request: &'a Request,
}

impl PauseReportRow<'_> {
    fn key<T>(&self, pick: impl Fn(PauseKey) -> Option<T>) -> Option<T> {
        self.keys.iter().find_map(|key| pick(*key))
    }
}

/// A row of a report of pauses: the values that it is grouped by, and its counts.
#[Object(serial)]
impl<'a> PauseReportRow<'a> {
    /// The contract, when grouped by it; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let id = self.key(|key| if let PauseKey::Contract(id) = key { Some(id) } else { None })?;
        ServiceContract::seen(self.request, id)
    }

    /// The vendor, when grouped by it.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.key(|key| if let PauseKey::Vendor(id) = key { Some(id) } else { None })?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// The agency that asked, when grouped by it.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.key(|key| if let PauseKey::Agency(id) = key { Some(id) } else { None })?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// Why, when grouped by it.
    async fn reason(&self) -> Option<PauseReason> {
        self.key(|key| if let PauseKey::Reason(reason) = key { Some(reason.into()) } else { None })
    }

    /// Who answers for it, when grouped by it.
    async fn party(&self) -> Option<PauseParty> {
        self.key(|key| if let PauseKey::Party(party) = key { Some(party.into()) } else { None })
    }

    /// Its counts.
    async fn counts(&self) -> PauseCounts {
        self.tally.into()
    }
}

/// Pauses by what was decided of them.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct PauseCounts {
    /// Pending, accepted and rejected.
    declared: i64,
    /// Nobody has decided.
    pending: i64,
    /// They hold.
    accepted: i64,
    /// They never held.
    rejected: i64,
    /// Seconds round the clock that those which have ended were declared for.
    declared_seconds: i64,
    /// Seconds of the rejected ones among them.
    rejected_seconds: i64,
}

impl From<PauseTally> for PauseCounts {
    fn from(tally: PauseTally) -> Self {
        let PauseTally { pending, accepted, rejected, declared_seconds, rejected_seconds } = tally;
        let declared = pending + accepted + rejected;
        Self { declared, pending, accepted, rejected, declared_seconds, rejected_seconds }
    }
}

/// The query of pauses.
#[derive(Default)]
pub struct PauseReportQuery;

/// The query of pauses.
#[Object]
impl PauseReportQuery {
    /// How many pauses were declared for what, and what the agency decided of them, over the tickets that you may see.
    /// Maintenance windows and force majeure over many tickets are not among them. Needs report.view.
    #[graphql(complexity = "REPORT_COST + child_complexity")]
    async fn pause_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which pauses; all when left out.")] filter: Option<PauseReportFilter>,
        #[graphql(
            desc = "What the rows are told apart by: at most two. An empty list gives the total alone.",
            default_with = "vec![PauseDimension::Vendor]"
        )]
        group_by: Vec<PauseDimension>,
    ) -> Result<PauseReport<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(group_by, language)?;
        let report = pause_report(request.op(), &query).await.map_err(|error| failure(error, language))?;
        Ok(PauseReport { report, request })
    }
}

//! The report of what coverage lacks, requests that no contract covers, and teams.

use std::borrow::Cow;

use app::gaps::GapQuery;
use app::uncovered::{UncoveredList, UncoveredQuery};
use async_graphql::{Context, ID, Object};
use domain::access::Action;
use domain::ids::VendorId;

use super::report::CoverageReport;
use super::{UncoveredRequest, VendorTeam};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::UncoveredState;

/// What a coverage report may cost: it looks at every system and contract, whatever is shown of it.
const REPORT_COST: usize = 200;

/// The queries of routing and coverage.
#[derive(Default)]
pub struct RoutingQuery;

/// The queries of routing and coverage.
#[Object]
impl RoutingQuery {
    /// What coverage lacks: systems without contract, priorities without target, calendars and contracts that end,
    /// policies that nobody uses, requests that wait. Needs report.view.
    #[graphql(complexity = "REPORT_COST + child_complexity")]
    async fn coverage_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "This agency and everything under it; everything in your reach when left out.")]
        agency_id: Option<ID>,
        #[graphql(desc = "How far ahead ends are looked for, in days: 1 to 730.", default = 90)] within_days: i32,
    ) -> Result<CoverageReport<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let agency = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        let report = app::gaps::coverage_report(request.op(), &GapQuery { agency, within_days }).await;
        Ok(CoverageReport { of: report.map_err(|error| failure(error, language))?, request })
    }

    /// Requests for systems that no contract covers, the oldest first. Needs uncovered.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn uncovered_requests<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Only those for this system.")] system_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<UncoveredState>>,
    ) -> Result<Connection<UncoveredRequest<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, UncoveredRequest::OLDEST, language)).transpose()?;
        let query = UncoveredQuery {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(system_id.as_ref(), "systemId", language)?,
            states: states.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::uncovered::uncovered_requests(request.op(), &query).await;
        let UncoveredList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let requests = rows.into_iter().map(|row| UncoveredRequest { row: Cow::Owned(row), request }).collect();
        Ok(Connection::new(requests, UncoveredRequest::OLDEST, after.is_some(), more, total))
    }

    /// The teams of one's vendor, by code. Needs team.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn vendor_teams<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "Only those that get new tickets, or only those that do not.")] active: Option<bool>,
    ) -> Result<Connection<VendorTeam<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let vendor: Option<VendorId> = NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?;
        let sight = request.sight(Action::TeamView);
        let teams = request.coverage().teams.values().filter(|of| {
            sight.team(of)
                && vendor.is_none_or(|vendor| of.row.vendor_id == vendor)
                && active.is_none_or(|active| of.row.active == active)
        });
        page(teams.map(|of| VendorTeam { of, request }), VendorTeam::BY_CODE, first, after.as_deref(), language)
    }
}

//! The queries of dispatching.

use app::dispatch::{CertificateList, CertificateQuery};
use async_graphql::{Context, ID, Object};
use domain::Instant;

use super::certificate::EngineerCertificate;
use super::engineer::{EngineerParts, VendorEngineer};
use super::roster::{DutyRoster, DutyTurn};
use super::suggestion::DispatchSuggestion;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The queries of dispatching.
#[derive(Default)]
pub struct DispatchQuery;

/// The queries of dispatching.
#[Object]
impl DispatchQuery {
    /// Everybody who works for one's vendor now, with skills, certificates and load, by name. Needs dispatch.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn vendor_engineers<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this vendor.")] vendor_id: Option<ID>,
    ) -> Result<Connection<VendorEngineer<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let vendor = NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?;
        let people = app::dispatch::engineers(request.op(), vendor).map_err(|error| failure(error, language))?;
        let parts = EngineerParts::new(request.op().clone(), people.clone());
        let people = people.into_iter().filter_map(|of| VendorEngineer::new(of, parts.clone(), request));
        page(people, VendorEngineer::BY_NAME, first, after.as_deref(), language)
    }

    /// The certificates of one's vendor's people, those that end first before the others. Needs dispatch.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn engineer_certificates<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "Only those of this person.")] engineer_id: Option<ID>,
        #[graphql(desc = "Only those that have ended, or end within so many days: 0 to 3,650.")]
        expiring_within_days: Option<i32>,
    ) -> Result<Connection<EngineerCertificate<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let order = EngineerCertificate::BY_END;
        let after = after.map(|text| Cursor::decode(&text, order, language)).transpose()?;
        let query = CertificateQuery {
            vendor: NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?,
            user: NodeType::User.optional_argument(engineer_id.as_ref(), "engineerId", language)?,
            expiring_within: expiring_within_days.map(Into::into),
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::dispatch::certificates(request.op(), &query).await;
        let CertificateList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let rows = rows.into_iter().map(|row| EngineerCertificate { row, request }).collect();
        Ok(Connection::new(rows, order, after.is_some(), more, total))
    }

    /// The duty roster of a team over at most 62 days, and its gaps. Needs dispatch.view at the team's vendor.
    #[graphql(complexity = "20 + child_complexity")]
    async fn duty_roster<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The team.")] team_id: ID,
        #[graphql(desc = "From when.")] from: Instant,
        #[graphql(desc = "For how many days of 24 hours: 1 to 62.", default = 7)] days: i32,
    ) -> Result<DutyRoster<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let team = NodeType::VendorTeam.argument(&team_id, "teamId", language)?;
        let found = app::dispatch::duty_roster(request.op(), team, from, days.into()).await;
        Ok(DutyRoster { of: found.map_err(|error| failure(error, language))?, request })
    }

    /// Who of a team is on call at a time: those to be called first, then the backups. Needs dispatch.view at the team's
    /// vendor.
    #[graphql(complexity = "10 + 4 * child_complexity")]
    async fn on_call<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The team.")] team_id: ID,
        #[graphql(desc = "When; now when left out.")] at: Option<Instant>,
    ) -> Result<Vec<DutyTurn<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let team = NodeType::VendorTeam.argument(&team_id, "teamId", language)?;
        let at = at.unwrap_or(request.op().now());
        let found = app::dispatch::on_call(request.op(), team, at).await.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(|of| DutyTurn { of, request }).collect())
    }

    /// Whom of its vendor a ticket might be given to: at most ten people, the best first, with the reasons. It decides
    /// nothing. Needs dispatch.view at the ticket's vendor.
    #[graphql(complexity = "20 + 10 * child_complexity")]
    async fn dispatch_suggestions<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The ticket.")] ticket_id: ID,
    ) -> Result<Vec<DispatchSuggestion<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let ticket = NodeType::Ticket.argument(&ticket_id, "ticketId", language)?;
        let found = app::dispatch::dispatch_suggestions(request.op(), ticket).await;
        let found = found.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(|of| DispatchSuggestion { of, request }).collect())
    }
}

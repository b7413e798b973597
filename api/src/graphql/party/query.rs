//! Lists of agencies, vendors, systems and people.

use async_graphql::{Context, ID, Object};
use domain::access::Action;
use domain::ids::AgencyId;

use super::user_filter::UserFilter;
use super::{Agency, ManagedSystem, User, Vendor, matches};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The lists of parties.
#[derive(Default)]
pub struct PartyQuery;

/// The lists of parties.
#[Object]
impl PartyQuery {
    /// Agencies by name: one's own, those above and below, and those that one serves. Needs agency.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn agencies<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only this agency and everything under it.")] under: Option<ID>,
        #[graphql(desc = "Part of the name or short code.")] search: Option<String>,
    ) -> Result<Connection<Agency<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let sight = request.sight(Action::AgencyView);
        let under: Option<AgencyId> = NodeType::Agency.optional_argument(under.as_ref(), "under", language)?;
        let subtree = under.map(|agency| request.directory().below(agency));
        let rows = request.directory().agencies.values().filter(|row| {
            sight.agency(row)
                && subtree.as_ref().is_none_or(|subtree| subtree.contains(&row.id))
                && matches(search.as_deref(), &[&row.name, &row.short_code])
        });
        page(rows.map(|row| Agency { row, request }), Agency::BY_NAME, first, after.as_deref(), language)
    }

    /// Vendors by name: the register for agencies, itself for a vendor. Needs vendor.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn vendors<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Part of the name or credit code.")] search: Option<String>,
    ) -> Result<Connection<Vendor<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::VendorView);
        let rows = request.directory().vendors.values();
        let seen = rows.filter(|row| sight.vendor(row) && matches(search.as_deref(), &[&row.name, &row.credit_code]));
        page(seen.map(|row| Vendor { row }), Vendor::BY_NAME, first, after.as_deref(), request.language())
    }

    /// Managed systems by name: of one's agencies, or covered by one's contracts. Needs system.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn systems<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Part of the name or code.")] search: Option<String>,
    ) -> Result<Connection<ManagedSystem<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let sight = request.sight(Action::SystemView);
        let agency: Option<AgencyId> = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        let subtree = agency.map(|agency| request.directory().below(agency));
        let rows = request.directory().systems.values().filter(|row| {
            sight.system(row)
                && subtree.as_ref().is_none_or(|subtree| subtree.contains(&row.agency_id))
                && matches(search.as_deref(), &[&row.name, &row.code])
        });
        page(rows.map(|row| ManagedSystem { row, request }), ManagedSystem::BY_NAME, first, after.as_deref(), language)
    }

    /// People and service accounts by name: those who hold or held a role where you have user.view. Needs user.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn users<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which people; all that you may see when left out.")] filter: Option<UserFilter>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<User<'c>>, ApiError> {
        let request = request(ctx)?;
        let (op, language) = (request.op(), request.language());
        op.require(Action::UserView).map_err(|error| failure(error, language))?;
        let wanted = filter.unwrap_or_default().wanted(request.directory(), op.now(), language)?;
        let sight = request.sight(Action::UserView);
        let rows = request.directory().users.values().filter(|of| sight.user(of) && wanted.includes(of));
        page(rows.map(|of| User { of, request }), User::BY_NAME, first, after.as_deref(), language)
    }
}

//! The list of exclusions.

use std::borrow::Cow;

use app::exclusion::{ExclusionList, ExclusionQuery as Query};
use async_graphql::{Context, ID, Object};

use super::ServiceExclusion;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::ExclusionState;

/// The queries of exclusions.
#[derive(Default)]
pub struct ExclusionQuery;

/// The queries of exclusions.
#[Object]
impl ExclusionQuery {
    /// Maintenance windows and force majeure over many tickets, the newest first. Needs exclusion.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn service_exclusions<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Only those for this contract.")] contract_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<ExclusionState>>,
    ) -> Result<Connection<ServiceExclusion<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, ServiceExclusion::NEWEST, language)).transpose()?;
        let query = Query {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            contract: NodeType::ServiceContract.optional_argument(contract_id.as_ref(), "contractId", language)?,
            states: states.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::exclusion::exclusions(request.op(), &query).await;
        let ExclusionList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let found = rows.into_iter().map(|row| ServiceExclusion { row: Cow::Owned(row), request }).collect();
        Ok(Connection::new(found, ServiceExclusion::NEWEST, after.is_some(), more, total))
    }
}

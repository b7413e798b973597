//! The list of service items.

use app::catalogue::{ItemList, ItemQuery, service_items};
use async_graphql::{Context, ID, Object};

use super::ServiceItem;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::TicketKind;

/// The queries of the service catalogue.
#[derive(Default)]
pub struct CatalogueQuery;

/// The queries of the service catalogue.
#[Object]
impl CatalogueQuery {
    /// Service items by code: of one's own agency, and of those above and below it. Needs service_item.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn service_items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only what this agency can ask for: its own, and those of the agencies over it.")]
        agency_id: Option<ID>,
        #[graphql(desc = "Only those that can be asked for, or only those that are retired.")] active: Option<bool>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<TicketKind>,
    ) -> Result<Connection<ServiceItem>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, ServiceItem::BY_CODE, language)).transpose()?;
        let query = ItemQuery {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            active,
            kind: kind.map(Into::into),
            after: after.as_ref().map(|cursor| (cursor.key.clone(), cursor.id.into())),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = service_items(request.op(), &query).await;
        let ItemList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let items = rows.into_iter().map(|of| ServiceItem { of }).collect();
        Ok(Connection::new(items, ServiceItem::BY_CODE, after.is_some(), more, total))
    }
}

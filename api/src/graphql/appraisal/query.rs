//! Lists of scorecards.

use app::scorecard::ScorecardList;
use async_graphql::{Context, Object};

use super::Scorecard;
use super::scorecard_filter::ScorecardFilter;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The queries of scorecards.
#[derive(Default)]
pub struct AppraisalQuery;

/// The queries of scorecards.
#[Object]
impl AppraisalQuery {
    /// Scorecards, the latest period first: contracts' for either party and those above the agency, a vendor's for the
    /// vendor and for whoever reaches every contract behind it. Needs scorecard.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn scorecards<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which scorecards.")] filter: Option<ScorecardFilter>,
    ) -> Result<Connection<Scorecard<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, Scorecard::LATEST, language)).transpose()?;
        let previous = after.is_some();
        let mut query = filter.unwrap_or_default().query(language)?;
        query.after = after.map(|cursor| cursor.day(language)).transpose()?;
        query.limit = u64::try_from(size).unwrap_or(0);
        query.with_total = ctx.look_ahead().field("totalCount").exists();
        let found = app::scorecard::scorecards(request.op(), &query).await;
        let ScorecardList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let cards = rows.into_iter().map(|card| Scorecard::of(card, request)).collect();
        Ok(Connection::new(cards, Scorecard::LATEST, previous, more, total))
    }
}

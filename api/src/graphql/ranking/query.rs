//! Lists of rankings.

use app::ranking::{RankingList, RankingQuery as Asked, rankings};
use async_graphql::{Context, Object};

use super::RankingPublication;
use super::inputs::RankingFilter;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// Rankings of a page when the client does not say: each has whole lists.
pub(super) const USUAL: Option<i32> = Some(10);

/// The queries of rankings.
#[derive(Default)]
pub struct RankingQuery;

/// The queries of rankings.
#[Object]
impl RankingQuery {
    /// Rankings, the latest period first: those where you rank, those published to you, and those in which you stand. Needs
    /// ranking.view.
    #[graphql(complexity = "page_cost(first.or(USUAL), child_complexity)")]
    async fn rankings<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 10 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which rankings.")] filter: Option<RankingFilter>,
    ) -> Result<Connection<RankingPublication<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first.or(USUAL), language)?;
        let after = after.map(|text| Cursor::decode(&text, RankingPublication::LATEST, language)).transpose()?;
        let asked = Asked {
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
            ..filter.unwrap_or_default().asked(language)?
        };
        let found = rankings(request.op(), &asked).await;
        let RankingList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let rows = RankingPublication::all(rows, request);
        Ok(Connection::new(rows, RankingPublication::LATEST, after.is_some(), more, Total::from(total)))
    }
}

//! Back-tests and pilots, in lists and one by one.

use std::borrow::Cow;

use app::backtest::BacktestQuery;
use async_graphql::{Context, ID, Object};

use super::backtest::Paging;
use super::comparison::PilotComparison;
use super::{Backtest, Pilot};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::BacktestState;

/// The queries of back-tests and pilots.
#[derive(Default)]
pub struct TrialQuery;

/// What a comparison may cost: it reads every clock of its tickets.
const COMPARISON_COST: usize = 500;

/// The queries of back-tests and pilots.
#[Object]
impl TrialQuery {
    /// One back-test, to follow its progress. Needs policy.manage, calendar.manage or scheme.manage at the owner of what
    /// is tried, and report.view of the agencies that it looks at; NOT_FOUND outside.
    async fn backtest<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Backtest<'c>, ApiError>> {
        Some(backtest(ctx, &id).await)
    }

    /// Back-tests of what you may write, the newest first. Needs policy.manage, calendar.manage or scheme.manage, and
    /// report.view of the agencies that each looks at.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn backtests<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<BacktestState>>,
    ) -> Result<Connection<Backtest<'c>>, ApiError> {
        let request = request(ctx)?;
        let paging = Paging::read(ctx, request, (first, after), Backtest::NEWEST)?;
        let (limit, with_total) = paging.asked();
        let query = BacktestQuery {
            states: states.into_iter().flatten().map(Into::into).collect(),
            after: paging.after.as_ref().map(|cursor| cursor.id.into()),
            limit,
            with_total,
        };
        let found = app::backtest::backtests(request.op(), &query).await;
        let found = found.map_err(|error| failure(error, request.language()))?;
        Ok(paging.page(found, |row| Backtest { row: Cow::Owned(row), request }, Backtest::NEWEST))
    }

    /// Pilots of the policies that you see, the oldest first. Needs policy.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn pilots<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<Pilot<'c>>, ApiError> {
        let request = request(ctx)?;
        let pilots = request.coverage().pilots.iter().map(|of| Pilot { of, request });
        page(pilots.filter(Pilot::is_seen), Pilot::OLDEST, first, after.as_deref(), request.language())
    }

    /// A pilot beside the rest of the agencies under the same policy, over the tickets that you may see: attainment,
    /// pause share and reopened solutions, every sample stated. Needs report.view, and policy.view of the policy.
    #[graphql(complexity = "COMPARISON_COST + child_complexity")]
    async fn pilot_comparison<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The pilot.")] pilot_id: ID,
    ) -> Option<Result<PilotComparison<'c>, ApiError>> {
        Some(comparison(ctx, &pilot_id).await)
    }
}

async fn backtest<'c>(ctx: &Context<'c>, id: &ID) -> Result<Backtest<'c>, ApiError> {
    let request = request(ctx)?;
    let id = NodeType::Backtest.argument(id, "id", request.language())?;
    let found = app::backtest::find_backtest(request.op(), id).await;
    let row = found.map_err(|error| failure(error, request.language()))?;
    Ok(Backtest { row: Cow::Owned(row), request })
}

async fn comparison<'c>(ctx: &Context<'c>, id: &ID) -> Result<PilotComparison<'c>, ApiError> {
    let request = request(ctx)?;
    let id = NodeType::Pilot.argument(id, "pilotId", request.language())?;
    let found = app::setup::pilot::pilot_comparison(request.op(), id).await;
    Ok(PilotComparison { of: found.map_err(|error| failure(error, request.language()))?, request })
}

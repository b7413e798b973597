//! A back-test: what is tried, over which tickets, how far it is, and what it found.

use std::borrow::Cow;

use app::backtest::BacktestView;
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::Instant;
use domain::trial::{BacktestStep, Outcome, next_backtest};

use super::found::{BacktestCard, BacktestChange, BacktestExclusion, BacktestSummary};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, Vendor};
use crate::graphql::promise::{ServiceContract, SlaPolicyVersion};
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{BacktestAction, BacktestCandidate, BacktestState, Metric};

/// A back-test of the use case.
pub struct Backtest<'a> {
    pub row: Cow<'a, BacktestView>,
    pub request: &'a Request,
}

impl Backtest<'_> {
    /// The order of every list of back-tests.
    pub const NEWEST: &'static str = "backtests.newest";
}

/// A policy, calendar or scoring scheme tried on closed tickets, as it stood when that was asked for. Nothing about any
/// ticket changes. For whoever may write what is tried (policy.manage, calendar.manage or scheme.manage at its owner)
/// and reads the reports (report.view) of every agency that it looks at.
#[Object(serial)]
impl<'a> Backtest<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Backtest.id(self.row.id.0)
    }

    /// Where it stands.
    async fn state(&self) -> BacktestState {
        self.row.state.into()
    }

    /// What is tried.
    async fn candidate(&self) -> BacktestCandidate {
        self.row.kind.into()
    }

    /// The policy version that is tried.
    async fn policy_version(&self) -> Option<SlaPolicyVersion<'a>> {
        let row = self.request.coverage().versions.get(&self.row.policy_version_id?)?;
        Some(SlaPolicyVersion { row, request: self.request })
    }

    /// The global id of the change of a calendar that is tried.
    async fn calendar_change_id(&self) -> Option<ID> {
        self.row.calendar_change_id.map(|id| NodeType::CalendarChange.id(id.0))
    }

    /// The global id of the version of a scoring scheme that is tried.
    async fn scheme_id(&self) -> Option<ID> {
        self.row.scheme_id.map(|id| NodeType::ScoringScheme.id(id.0))
    }

    /// The agency that it is about, with everything under it.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.row.agency_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The contract that it is about; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id?)
    }

    /// The vendor that it is about.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.row.vendor_id?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// Tickets raised at this time or later count; of a scheme, months that begin then or later.
    async fn from(&self) -> Instant {
        self.row.from_at
    }

    /// Tickets raised before this time count; of a scheme, months that are over by then.
    async fn until(&self) -> Instant {
        self.row.until_at
    }

    /// When it was asked for: tickets closed by then count.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When a worker first took it; null before.
    async fn started_at(&self) -> Option<Instant> {
        self.row.started_at
    }

    /// When it was over; null before.
    async fn finished_at(&self) -> Option<Instant> {
        self.row.finished_at
    }

    /// How far it is.
    async fn progress(&self) -> BacktestProgress {
        BacktestProgress { done: self.row.done, total: self.row.total }
    }

    /// What may be done with it now.
    async fn available_actions(&self) -> &[BacktestAction] {
        match next_backtest(self.row.state, BacktestStep::Cancel) {
            Some(_) => &[BacktestAction::Cancel],
            None => &[],
        }
    }

    /// What it has found so far; the result once it is DONE.
    #[graphql(complexity = "10 + child_complexity")]
    async fn summary(&self) -> Result<BacktestSummary, ApiError> {
        let outcome = serde_json::from_value::<Outcome>(self.row.outcome.clone());
        let outcome = outcome.map_err(|error| failure(error.into(), self.request.language()))?;
        Ok(BacktestSummary { outcome })
    }

    /// The clocks that are judged otherwise, by ticket.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those that measure this.")] metric: Option<Metric>,
    ) -> Result<Connection<BacktestChange>, ApiError> {
        let paging = Paging::read(ctx, self.request, (first, after), BacktestChange::BY_TICKET)?;
        let language = self.request.language();
        let behind = paging.after.as_ref().map(|cursor| BacktestChange::place_of(cursor, language)).transpose()?;
        let metric = metric.map(Into::into);
        let found = app::backtest::changes(self.request.op(), &self.row, metric, behind, paging.asked()).await;
        let found = found.map_err(|error| failure(error, language))?;
        Ok(paging.page(found, BacktestChange, BacktestChange::BY_TICKET))
    }

    /// The tickets that are left out, each with the reason.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn exclusions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<BacktestExclusion>, ApiError> {
        let paging = Paging::read(ctx, self.request, (first, after), BacktestExclusion::BY_TICKET)?;
        let behind = paging.after.as_ref().map(|cursor| cursor.id.into());
        let found = app::backtest::exclusions(self.request.op(), &self.row, behind, paging.asked()).await;
        let found = found.map_err(|error| failure(error, self.request.language()))?;
        Ok(paging.page(found, BacktestExclusion, BacktestExclusion::BY_TICKET))
    }

    /// Of a scheme: the contract months, scored by the scheme that held and by the one that is tried.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn cards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<BacktestCard<'a>>, ApiError> {
        let paging = Paging::read(ctx, self.request, (first, after), BacktestCard::BY_CONTRACT)?;
        let language = self.request.language();
        let behind = paging.after.as_ref().map(|cursor| BacktestCard::place_of(cursor, language)).transpose()?;
        let found = app::backtest::cards(self.request.op(), &self.row, behind, paging.asked()).await;
        let found = found.map_err(|error| failure(error, language))?;
        let request = self.request;
        Ok(paging.page(found, |of| BacktestCard { of, request }, BacktestCard::BY_CONTRACT))
    }
}

impl Listed for Backtest<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

/// Which page of a list was asked for.
pub(super) struct Paging {
    pub after: Option<Cursor>,
    limit: u64,
    with_total: bool,
}

impl Paging {
    /// # Errors
    /// `LIMIT_PAGE_SIZE` and `INVALID_CURSOR`.
    pub(super) fn read(
        ctx: &Context<'_>,
        request: &Request,
        (first, after): (Option<i32>, Option<String>),
        order: &'static str,
    ) -> Result<Self, ApiError> {
        let language = request.language();
        let limit = u64::try_from(page_size(first, language)?).unwrap_or(0);
        let after = after.map(|text| Cursor::decode(&text, order, language)).transpose()?;
        Ok(Self { after, limit, with_total: ctx.look_ahead().field("totalCount").exists() })
    }

    /// The limit, and whether the whole list is to be counted.
    pub(super) fn asked(&self) -> (u64, bool) {
        (self.limit, self.with_total)
    }

    pub(super) fn page<R, T: Listed<Order = &'static str>>(
        &self,
        found: app::backtest::Page<R>,
        item: impl Fn(R) -> T,
        order: &'static str,
    ) -> Connection<T> {
        let total = Total::from(found.total);
        let items = found.rows.into_iter().map(item).collect();
        Connection::new(items, order, self.after.is_some(), found.more, total)
    }
}

/// How far a back-test is.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct BacktestProgress {
    /// Tickets, or for a scheme contracts, that were looked at.
    done: i64,
    /// How many there are; null until a worker has counted them.
    total: Option<i64>,
}

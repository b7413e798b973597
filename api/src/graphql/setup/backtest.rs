//! Mutations of back-tests.

use std::borrow::Cow;

use app::Op;
use app::backtest::{BacktestView, NewBacktest, cancel_backtest, find_backtest, start_backtest};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::BacktestId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::trial::Backtest;

/// What shall be tried, and over which closed tickets.
#[derive(Debug, InputObject)]
pub struct StartBacktestInput {
    /// What is tried.
    candidate: BacktestCandidateInput,
    /// Over whose tickets.
    scope: BacktestScopeInput,
    /// Tickets raised at this time or later; of a scheme, months that begin then or later in the contract's zone.
    from: Instant,
    /// Tickets raised before this time; of a scheme, months that are over by then.
    until: Instant,
}

/// What is tried: exactly one.
#[derive(Debug, InputObject)]
pub struct BacktestCandidateInput {
    /// A version of a policy, draft or not.
    policy_version_id: Option<ID>,
    /// A drafted change of a calendar.
    calendar_change_id: Option<ID>,
    /// A version of a scoring scheme.
    scheme_id: Option<ID>,
}

/// Over whose tickets: exactly one.
#[derive(Debug, InputObject)]
pub struct BacktestScopeInput {
    /// Those of this agency and everything under it.
    agency_id: Option<ID>,
    /// Those under this contract.
    contract_id: Option<ID>,
    /// Those given to this vendor.
    vendor_id: Option<ID>,
}

/// A back-test to be given up.
#[derive(Debug, InputObject)]
pub struct CancelBacktestInput {
    /// The back-test.
    backtest_id: ID,
}

fn backtest<'r>(row: &'r BacktestView, request: &'r Request) -> Option<Backtest<'r>> {
    Some(Backtest { row: Cow::Borrowed(row), request })
}

payloads! {
    backtest: Backtest, "The back-test after it; null when nothing was changed.", backtest(BacktestView);
    /// What became of startBacktest.
    StartBacktestPayload,
    /// What became of cancelBacktest.
    CancelBacktestPayload,
}

/// The mutations of back-tests.
#[derive(Default)]
pub struct BacktestMutation;

/// The mutations of back-tests.
#[Object]
impl BacktestMutation {
    /// Try a policy, a calendar or a scoring scheme on closed tickets: which verdicts, scores and payments would be
    /// others. A worker carries it out; ask for its progress. No ticket, clock or verdict changes. INVALID unless one
    /// candidate and one scope are named; TOO_MANY when five of yours are not over. Needs policy.manage, calendar.manage
    /// or scheme.manage at the owner of what is tried, and report.view of the tickets.
    async fn start_backtest(
        &self,
        ctx: &Context<'_>,
        input: StartBacktestInput,
    ) -> Result<StartBacktestPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let (candidate, scope) = (&input.candidate, &input.scope);
        let new = NewBacktest {
            policy_version: read.optional_id(
                NodeType::SlaPolicyVersion,
                candidate.policy_version_id.as_ref(),
                "candidate",
            ),
            calendar_change: read.optional_id(
                NodeType::CalendarChange,
                candidate.calendar_change_id.as_ref(),
                "candidate",
            ),
            scheme: read.optional_id(NodeType::ScoringScheme, candidate.scheme_id.as_ref(), "candidate"),
            agency: read.optional_id(NodeType::Agency, scope.agency_id.as_ref(), "scope"),
            contract: read.optional_id(NodeType::ServiceContract, scope.contract_id.as_ref(), "scope"),
            vendor: read.optional_id(NodeType::Vendor, scope.vendor_id.as_ref(), "scope"),
            from: input.from,
            until: input.until,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, start_backtest(op, &new).await).await)
    }

    /// Give a back-test up. What it has found so far stays to be read, and is no result. WRONG_STATE when it is over.
    /// Needs policy.manage, calendar.manage or scheme.manage at the owner of what is tried.
    async fn cancel_backtest(
        &self,
        ctx: &Context<'_>,
        input: CancelBacktestInput,
    ) -> Result<CancelBacktestPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Backtest, &input.backtest_id, "backtestId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, cancel_backtest(op, id).await).await)
    }
}

/// The back-test as it stands after what was done.
async fn after(op: &Op, done: app::Result<BacktestId>) -> app::Result<BacktestView> {
    find_backtest(op, done?).await
}

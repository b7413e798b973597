//! An amendment of a contract.

use app::setup::contract::available_amendment_steps;
use app::setup::review::may_draw_reviewers;
use async_graphql::{ID, Object};
use domain::Instant;

use super::ContractTerms;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{AmendmentState, ContractStep};

/// An amendment of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ContractAmendment<'a> {
    pub of: &'a app::Amendment,
    pub contract: &'a app::Contract,
    pub request: &'a Request,
}

/// An agreement that changes the terms of a contract from a day on (补充协议). Needs contract.view.
#[Object(serial)]
impl<'a> ContractAmendment<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::ContractAmendment.id(self.of.row.id.0)
    }

    /// The number of its version of the terms: 2 for the first amendment. One that was withdrawn keeps its number.
    async fn number(&self) -> i32 {
        self.of.row.number
    }

    /// Where it stands.
    async fn state(&self) -> AmendmentState {
        self.of.row.state.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.of.row.reason
    }

    /// What holds from its day on, whole: also what it leaves as it was.
    async fn terms(&self) -> ContractTerms<'a> {
        ContractTerms { of: &self.of.terms, request: self.request }
    }

    /// When it was drafted.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// When it was agreed or withdrawn; null while it is being decided.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.row.decided_at
    }

    /// Whether you may have reviewers drawn for it now, by drawReviewers.
    async fn can_draw_reviewers(&self) -> bool {
        may_draw_reviewers(self.request.op(), self.contract, self.of.row.number)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ContractStep> {
        let steps = available_amendment_steps(self.request.op(), self.contract, self.of);
        steps.into_iter().map(Into::into).collect()
    }
}

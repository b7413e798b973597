//! A version of what a contract says of service credits.

use app::setup::available;
use app::{CreditTermsDecisionRow, CreditTermsRow};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::credit;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// A version and the decision about it.
pub struct CreditTerms<'a> {
    pub of: (CreditTermsRow, Option<CreditTermsDecisionRow>),
    pub request: &'a Request,
}

impl CreditTerms<'_> {
    /// The order of every list of versions.
    pub const BY_NUMBER: &'static str = "credit_terms.number";
}

/// A version of what a contract says of service credits (服务抵扣条款): proposed by one person, decided by another; it never
/// changes. Needs statement.view.
#[Object(serial)]
impl CreditTerms<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::CreditTerms.id(self.of.0.id.0)
    }

    /// The global id of the contract.
    async fn contract_id(&self) -> ID {
        NodeType::ServiceContract.id(self.of.0.contract_id.0)
    }

    /// 1 for the first.
    async fn number(&self) -> i32 {
        self.of.0.number
    }

    /// Periods that begin on this day or later are settled by it, until a later version takes its place.
    async fn effective_on(&self) -> NaiveDate {
        self.of.0.effective_on
    }

    /// The rules: bands, events, criteria, points, caps, earning back, reward and funding, as creditPresets shows them.
    async fn rules(&self) -> &serde_json::Value {
        &self.of.0.rules
    }

    /// Where it was agreed.
    async fn reason(&self) -> &str {
        &self.of.0.reason
    }

    /// Who proposed it.
    async fn proposer_name(&self) -> &str {
        &self.of.0.proposer
    }

    /// When it was proposed.
    async fn created_at(&self) -> Instant {
        self.of.0.created_at
    }

    /// Whether it was accepted; null while it waits for a decision.
    async fn accepted(&self) -> Option<bool> {
        self.of.1.as_ref().map(|decided| decided.accepted)
    }

    /// Who decided; null while it waits.
    async fn decider_name(&self) -> Option<&str> {
        self.of.1.as_ref().map(|decided| decided.decider.as_str())
    }

    /// What was said with the decision.
    async fn decision_note(&self) -> Option<&str> {
        self.of.1.as_ref()?.note.as_deref()
    }

    /// When it was decided; null while it waits.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.1.as_ref().map(|decided| decided.decided_at)
    }

    /// What you may do with it now.
    #[graphql(complexity = 5)]
    async fn available_actions(&self) -> Result<Vec<ObjectAction>, ApiError> {
        let found = available::of_credit_terms(self.request.op(), &self.of.0, self.of.1.as_ref()).await;
        Ok(ObjectAction::list(found.map_err(|error| failure(error, self.request.language()))?))
    }
}

impl Listed for CreditTerms<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: format!("{:09}", self.of.0.number), id: self.of.0.id.0 }
    }
}

/// A preset of the domain.
pub struct CreditPreset<'a> {
    pub of: credit::CreditPreset,
    pub request: &'a Request,
}

/// Rules of service credits to begin with; each is meant to be changed per contract. Needs statement.view.
#[Object(serial)]
impl CreditPreset<'_> {
    /// Unique.
    async fn code(&self) -> &str {
        &self.of.code
    }

    /// What people call it, in the language of the request.
    async fn name(&self) -> &str {
        self.request.language().choose(&self.of.name.en, &self.of.name.zh)
    }

    /// The rules, as proposeCreditTerms takes them.
    async fn rules(&self) -> serde_json::Value {
        serde_json::to_value(&self.of.rules).unwrap_or_default()
    }
}

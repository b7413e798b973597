//! What was done to a contract, and the days that come.

use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::Instant;
use domain::contract::KeyDate;

use crate::graphql::node_id::NodeType;
use crate::graphql::words::{ContractKeyDateKind, ContractState, ContractStep};

/// A row of the history.
pub struct ContractHistoryEntry<'a>(pub &'a app::ContractStepRow);

/// A step in the life of a contract; the history is append-only.
#[Object(serial)]
impl ContractHistoryEntry<'_> {
    /// The version of the contract after it.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// What was done.
    async fn step(&self) -> ContractStep {
        self.0.step.into()
    }

    /// The state before it.
    async fn from(&self) -> ContractState {
        self.0.from_state.into()
    }

    /// The state after it.
    async fn to(&self) -> ContractState {
        self.0.to_state.into()
    }

    /// The first day for which it counts, in the contract's zone.
    async fn effective_on(&self) -> NaiveDate {
        self.0.effective_on
    }

    /// Why, as it was given; null without.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The version of the terms that it is about; null when it is about the contract.
    async fn terms_number(&self) -> Option<i32> {
        self.0.terms_number
    }

    /// Who did it: a person's name, or the job of the platform.
    async fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// The person; null for the platform.
    async fn user_id(&self) -> Option<ID> {
        self.0.actor_id.map(|id| NodeType::User.id(id.0))
    }

    /// When it was done.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}

/// A day of a contract that nobody should miss.
#[derive(Clone, Debug, SimpleObject)]
pub struct ContractKeyDate {
    /// What is due.
    kind: ContractKeyDateKind,
    /// The last day for it, in the contract's zone.
    on: NaiveDate,
    /// Days from today; negative when it has passed.
    days_left: i64,
    /// The days on which a message tells of it, once each, while the contract runs.
    alerts_on: Vec<NaiveDate>,
}

impl ContractKeyDate {
    /// As it looks from `today`.
    pub fn of(date: KeyDate, today: NaiveDate) -> Self {
        let days_left = (date.on - today).num_days();
        Self { kind: date.kind.into(), on: date.on, days_left, alerts_on: date.alerts().collect() }
    }
}

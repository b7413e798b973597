//! One step of a dispute.

use std::sync::Arc;

use app::dispute::{DisputeStepView, ruling_of};
use async_graphql::Object;
use domain::Instant;

use super::DisputeRuling;
use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{ActorSide, DisputeState, DisputeStep};

/// A step of the list that a loader brought.
pub struct BreachDisputeStep<'a> {
    list: Arc<Vec<DisputeStepView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> BreachDisputeStep<'a> {
    pub fn all(list: &Arc<Vec<DisputeStepView>>, request: &'a Request) -> Vec<Self> {
        (0..list.len()).map(|at| Self { list: list.clone(), at, request }).collect()
    }

    fn row(&self) -> &DisputeStepView {
        &self.list[self.at]
    }
}

/// One step of a dispute, as it was taken; it never changes.
#[Object(serial)]
impl<'a> BreachDisputeStep<'a> {
    /// From 1.
    async fn seq(&self) -> i32 {
        self.row().seq
    }

    /// What was done.
    async fn step(&self) -> DisputeStep {
        self.row().step.into()
    }

    /// The state after it.
    async fn state(&self) -> DisputeState {
        self.row().state.into()
    }

    /// The side that did it.
    async fn side(&self) -> ActorSide {
        self.row().side.into()
    }

    /// Who did it; null for the platform.
    async fn actor(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.row().actor_id?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }

    /// Why; perhaps empty.
    async fn reason(&self) -> &str {
        &self.row().reason
    }

    /// What proves it, in words; perhaps empty. Files stand at the dispute.
    async fn evidence(&self) -> &str {
        &self.row().evidence
    }

    /// What was decided by it; null for a step that decides nothing.
    async fn ruling(&self) -> Option<Result<DisputeRuling, ApiError>> {
        let found = ruling_of(self.row().ruling.as_ref());
        found.map_err(|error| failure(error, self.request.language())).transpose().map(|of| of.map(DisputeRuling))
    }

    /// By when the next step has to be taken; null when there is none.
    async fn due_at(&self) -> Option<Instant> {
        self.row().due_at
    }

    /// When it was taken.
    async fn taken_at(&self) -> Instant {
        self.row().taken_at
    }
}

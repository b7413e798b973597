//! Deadlines of a ticket that nobody raised, explained as those of a real one are.

use std::sync::Arc;

use app::sla::{Preview, preview_deadlines};
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::sla::ClockKey;

use super::explanation::SlaExplanation;
use super::figures::ClockFigures;
use super::preview_binding::PreviewBinding;
use super::preview_inputs::PreviewDeadlinesInput;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::refusals;
use crate::graphql::request::{Request, request};

/// Pages of clocks, as the cost of a field counts them: mostly a dozen, and many reports at worst.
const CLOCKS: usize = 40;

/// The query of a preview.
#[derive(Default)]
pub struct PreviewQuery;

/// The query of a preview.
#[Object]
impl PreviewQuery {
    /// The clocks that a ticket would have, by the engine that computes real ones: so a vendor checks by itself what it
    /// is told, and a clerk sees before raising what will bind. Nothing is written. Of a system, NOT_COVERED when no contract
    /// covers it on that day, and NO_PUBLISHED_VERSION when its contract promises nothing that is published, as raiseTicket
    /// says them. Needs policy.view, and a policy, contract or system in your reach, or a system that you may raise for.
    async fn preview_deadlines<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The ticket and what happens to it.")] input: PreviewDeadlinesInput,
    ) -> Result<PreviewDeadlinesPayload<'c>, ApiError> {
        let request = request(ctx)?;
        let clocks = ctx.look_ahead().field("preview").field("clocks");
        let language = request.language();
        let asked = match input.read(clocks.field("explanation").exists(), language) {
            Ok(asked) => asked,
            Err(errors) => return Ok(PreviewDeadlinesPayload { preview: None, errors, request }),
        };
        Ok(match preview_deadlines(request.op(), &asked) {
            Ok(preview) => PreviewDeadlinesPayload { preview: Some(preview), errors: vec![], request },
            Err(error) => PreviewDeadlinesPayload { preview: None, errors: refusals(error, language)?, request },
        })
    }
}

/// What became of previewDeadlines.
pub struct PreviewDeadlinesPayload<'a> {
    preview: Option<Preview>,
    errors: Vec<UserError>,
    request: &'a Request,
}

/// What became of previewDeadlines.
#[Object]
impl PreviewDeadlinesPayload<'_> {
    /// The clocks; null when the question cannot be answered.
    async fn preview(&self) -> Option<DeadlinePreview<'_>> {
        self.preview.as_ref().map(|of| DeadlinePreview { of, request: self.request })
    }

    /// Why it cannot be answered; empty on success.
    async fn errors(&self) -> &[UserError] {
        &self.errors
    }
}

/// Clocks that were never stored.
pub struct DeadlinePreview<'a> {
    of: &'a Preview,
    request: &'a Request,
}

/// The clocks of a ticket that nobody raised.
#[Object(serial)]
impl<'a> DeadlinePreview<'a> {
    /// The policy version whose promise was taken.
    async fn policy_version_id(&self) -> ID {
        NodeType::SlaPolicyVersion.id(self.of.version.0)
    }

    /// What binds the system asked about; null when a version, policy or contract was asked about in its place, and
    /// without ticket.raise for that system and without contract.view at the contract.
    async fn binding(&self) -> Option<PreviewBinding<'a>> {
        PreviewBinding::of(self.of, self.request)
    }

    /// As of when the clocks stand.
    async fn now(&self) -> Instant {
        self.of.now
    }

    /// Every clock, in the order they begin, those of coming progress reports included.
    #[graphql(complexity = "10 + CLOCKS * child_complexity")]
    async fn clocks(&self) -> Vec<PreviewClock<'a>> {
        let (of, request) = (self.of, self.request);
        (0..of.clocks.len()).map(|at| PreviewClock { of, at, request }).collect()
    }
}

/// A clock of a preview.
pub struct PreviewClock<'a> {
    of: &'a Preview,
    at: usize,
    request: &'a Request,
}

/// A clock as a real ticket would have it: the same figures, the same explanation, no stored object. Pauses of its
/// explanation have ids of no stored pause, in the order of the question.
#[Object(serial)]
impl<'a> PreviewClock<'a> {
    #[graphql(flatten)]
    async fn figures(&self) -> ClockFigures<'_> {
        ClockFigures { row: &self.of.clocks[self.at], terms: self.of.version, request: self.request }
    }

    /// Why it is what it is: segments, versions, rules and arithmetic that a person can redo.
    #[graphql(complexity = "20 + child_complexity")]
    async fn explanation(&self) -> Option<SlaExplanation<'a>> {
        let row = &self.of.clocks[self.at];
        let key = ClockKey { metric: row.metric, cycle: row.cycle, seq: row.seq };
        SlaExplanation::new(Arc::clone(&self.of.explanations), key, self.of.version, self.request)
    }
}

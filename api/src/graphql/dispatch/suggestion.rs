//! Whom a ticket might be given to, and why.

use async_graphql::{Object, SimpleObject};
use domain::dispatch::Suggestion;

use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::SuggestionReason;

/// Somebody of the ticket's vendor.
pub struct DispatchSuggestion<'a> {
    pub of: Suggestion,
    pub request: &'a Request,
}

/// Somebody whom a ticket might be given to. Needs dispatch.view at the ticket's vendor.
#[Object(serial)]
impl<'a> DispatchSuggestion<'a> {
    /// The person.
    async fn engineer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.of.user)?, request: self.request })
    }

    /// The sum of the points of the reasons; higher is better.
    async fn points(&self) -> i64 {
        self.of.points
    }

    /// What speaks for the person, and against.
    async fn reasons(&self) -> Vec<DispatchReason> {
        let language = self.request.language();
        let told = |reason: &domain::dispatch::Reason| DispatchReason {
            reason: reason.into(),
            points: reason.points(),
            sentence: language.choose(reason.en(), reason.zh()),
        };
        self.of.reasons.iter().map(told).collect()
    }
}

/// One reason with its points.
#[derive(Clone, Debug, SimpleObject)]
pub struct DispatchReason {
    /// Which.
    reason: SuggestionReason,
    /// What it gives, or takes.
    points: i64,
    /// For reading, in the language of the request.
    sentence: String,
}

//! What a review says of one item.

use std::sync::Arc;

use app::setup::review::{AnswerView, Parts, shows_answers};
use async_graphql::Object;
use chrono::NaiveDate;
use domain::Instant;
use domain::review::ChecklistItem;

use super::checklist::ReviewChecklistItem;
use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{FindingSeverity, ReviewItemAnswer, ReviewItemOutcome};

/// An item of the checklist of a review.
pub struct ReviewItem<'a> {
    pub item: ChecklistItem,
    pub parts: Arc<Parts>,
    pub review: &'a app::Review,
    pub request: &'a Request,
}

/// One item of the checklist, what the reviewers say of it, and what it came to.
#[Object(serial)]
impl<'a> ReviewItem<'a> {
    /// What is asked.
    async fn item(&self) -> ReviewChecklistItem {
        ReviewChecklistItem::of(self.item.clone(), self.request.language())
    }

    /// What it came to; null before there is a verdict.
    async fn outcome(&self) -> Option<ReviewItemOutcome> {
        let found = self.parts.findings.iter().find(|found| found.item == self.item.code);
        found.map(|found| found.outcome.into())
    }

    /// What was looked at and found when it was computed, in the language of the request; null for what reviewers
    /// answer, and before there is a verdict.
    async fn evidence(&self) -> Option<&str> {
        let found = self.parts.findings.iter().find(|found| found.item == self.item.code)?;
        self.request.language().choose(&found.evidence_en, &found.evidence_zh).as_deref()
    }

    /// The answers of the reviewers: your own, and all of them once there is a verdict.
    async fn answers(&self) -> Vec<ReviewAnswer<'_>> {
        let of_item = self.parts.answers.iter().filter(|answer| answer.item == self.item.code);
        let shown = of_item.filter(|answer| shows_answers(self.request.op(), self.review, answer.user_id));
        shown.map(|row| ReviewAnswer { row, request: self.request }).collect()
    }
}

/// An answer.
pub struct ReviewAnswer<'a> {
    row: &'a AnswerView,
    request: &'a Request,
}

/// One reviewer's answer to one item; it cannot be changed.
#[Object(serial)]
impl<'a> ReviewAnswer<'a> {
    /// Who says so.
    async fn reviewer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.row.user_id)?, request: self.request })
    }

    /// What they say.
    async fn answer(&self) -> ReviewItemAnswer {
        self.row.answer.into()
    }

    /// The finding, or why it is not applicable; null without.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// How grave they hold the finding; null for the item's own.
    async fn severity(&self) -> Option<FindingSeverity> {
        self.row.severity.map(Into::into)
    }

    /// By when they want it mended; null for the item's own days.
    async fn deadline_on(&self) -> Option<NaiveDate> {
        self.row.deadline_on
    }

    /// When they said so.
    async fn recorded_at(&self) -> Instant {
        self.row.recorded_at
    }
}

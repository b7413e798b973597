//! A checklist and its items.

use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;
use domain::review::{Checklist, ChecklistItem as Item};

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Agency;
use crate::graphql::request::Request;
use crate::graphql::words::{AutomaticCheck, FindingSeverity, ResponsibleParty};

/// A checklist of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ReviewChecklist<'a> {
    pub row: &'a app::Checklist,
    pub request: &'a Request,
}

impl ReviewChecklist<'_> {
    /// The order of every list of checklists.
    pub const BY_CODE: &'static str = "reviewChecklists.code";

    /// As it is written down.
    pub fn written(row: &app::Checklist) -> Result<Checklist, ApiError> {
        serde_json::from_value(row.spec.clone()).map_err(|error| ApiError::internal(&error))
    }
}

/// One version of a checklist for compliance reviews; it never changes. Needs checklist.view, or a seat in the review.
#[Object(serial)]
impl<'a> ReviewChecklist<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ReviewChecklist.id(self.row.id.0)
    }

    /// The agency that owns it; null for the platform's, which holds for everybody.
    async fn owner(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.row.owner_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The code that its versions share.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// 1 for the first.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What is asked, in order.
    async fn items(&self) -> Result<Vec<ReviewChecklistItem>, ApiError> {
        let language = self.request.language();
        let written = Self::written(self.row)?;
        Ok(written.items.into_iter().map(|item| ReviewChecklistItem::of(item, language)).collect())
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}

impl Listed for ReviewChecklist<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: format!("{} {:08}", self.row.code, self.row.version), id: self.row.id.0 }
    }
}

/// One thing that a review looks at.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReviewChecklistItem {
    /// Unique in the checklist; stays the same from version to version.
    code: String,
    /// Under which heading, in the language of the request.
    section: String,
    /// Where it is required: the standard's or the rule's own number; null for a rule of the platform.
    clause: Option<String>,
    /// What is required, in the language of the request.
    requirement: String,
    /// How it is computed; null for what reviewers answer.
    check: Option<AutomaticCheck>,
    /// Whether nothing comes into force that deviates.
    mandatory: bool,
    /// Who has to mend it.
    party: ResponsibleParty,
    /// How grave it is, unless a reviewer says otherwise.
    severity: FindingSeverity,
    /// Days to mend it in, unless a reviewer says otherwise.
    days: i64,
}

impl ReviewChecklistItem {
    /// In one language.
    pub fn of(item: Item, language: crate::graphql::request::Language) -> Self {
        Self {
            code: item.code,
            section: language.choose(item.section.en, item.section.zh),
            clause: item.clause,
            requirement: language.choose(item.requirement.en, item.requirement.zh),
            check: item.check.map(Into::into),
            mandatory: item.mandatory,
            party: item.party.into(),
            severity: item.severity.into(),
            days: item.days,
        }
    }
}

//! Mutations of scoring schemes, and a scheme as they answer with it.

use app::setup::scheme::{NewScheme, PresetScheme, create_scheme, create_scheme_from_preset};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::SchemeId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;

/// A version of a scheme to be written.
#[derive(Debug, InputObject)]
pub struct CreateScoringSchemeInput {
    /// The agency that owns it: contracts there and below may name it.
    owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens. A code of the same owner makes the next version of that scheme.
    code: String,
    /// Name, up to 200 characters.
    name: String,
    /// Criteria, bands, ledger, the minimum of ratings, what is assessed and the days of disputes, as ScoringScheme.spec shows
    /// them.
    spec: serde_json::Value,
}

/// A version of a scheme to be written from a preset.
#[derive(Debug, InputObject)]
pub struct CreateScoringSchemeFromPresetInput {
    /// The agency that owns it: contracts there and below may name it.
    owner_id: ID,
    /// The code of the preset.
    preset: String,
    /// 1 to 40 capital letters, digits or hyphens. A code of the same owner makes the next version of that scheme.
    code: String,
    /// Name, up to 200 characters; the preset's in Chinese when left out.
    name: Option<String>,
}

/// A scheme of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ScoringScheme<'a> {
    pub row: &'a app::Scheme,
}

impl ScoringScheme<'_> {
    /// The order of every list of schemes.
    pub const BY_CODE: &'static str = "scoring_schemes.code";
}

/// One version of a scoring scheme; it never changes. Needs scheme.view.
#[Object(serial)]
impl ScoringScheme<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ScoringScheme.id(self.row.id.0)
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

    /// Criteria (formula, target, floor, weight, steps; exact fractions as text), bands (best first), ledger (items with
    /// points and caps), the minimum of ratings, what is assessed and `disputeDays`, the working days that each side of a
    /// dispute has (1 to 60 each; appeal 5, agency 10, escalate 5, supervisor 10 where it names none).
    async fn spec(&self) -> &serde_json::Value {
        &self.row.spec
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}

impl Listed for ScoringScheme<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: format!("{} {:06}", self.row.code, self.row.version), id: self.row.id.0 }
    }
}

fn scheme<'r>(id: &SchemeId, request: &'r Request) -> Option<ScoringScheme<'r>> {
    request.coverage().schemes.get(id).map(|row| ScoringScheme { row })
}

payloads! {
    scheme: ScoringScheme, "The scheme after it; null when nothing was changed.", scheme(SchemeId);
    /// What became of createScoringScheme.
    CreateScoringSchemePayload,
    /// What became of createScoringSchemeFromPreset.
    CreateScoringSchemeFromPresetPayload,
}

/// The mutations of scoring schemes.
#[derive(Default)]
pub struct SchemeMutation;

/// The mutations of scoring schemes.
#[Object]
impl SchemeMutation {
    /// Write a scoring scheme, or its next version: contracts keep the version that they name. Needs scheme.manage at
    /// the owner.
    async fn create_scoring_scheme(
        &self,
        ctx: &Context<'_>,
        input: CreateScoringSchemeInput,
    ) -> Result<CreateScoringSchemePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewScheme {
            owner: Some(read.id(NodeType::Agency, &input.owner_id, "ownerId")),
            code: input.code,
            name: input.name,
            spec: input.spec,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_scheme(op, &new).await)
    }

    /// Write a scoring scheme, or its next version, that says what a preset says; what is to be otherwise is written as
    /// the version after it. Needs scheme.manage at the owner.
    async fn create_scoring_scheme_from_preset(
        &self,
        ctx: &Context<'_>,
        input: CreateScoringSchemeFromPresetInput,
    ) -> Result<CreateScoringSchemeFromPresetPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = PresetScheme {
            owner: read.id(NodeType::Agency, &input.owner_id, "ownerId"),
            preset: input.preset,
            code: input.code,
            name: input.name,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_scheme_from_preset(op, &new).await)
    }
}

//! The mutation that gives the address of an evidence bundle.

use std::sync::Arc;

use app::bundle::{PreparedBundle, prepare_evidence_bundle};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::Instant;

use crate::auth::Tokens;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

/// What a bundle is wanted of: either a clock or an assessment.
#[derive(Debug, InputObject)]
pub struct PrepareEvidenceBundleInput {
    /// A clock with a verdict.
    clock_id: Option<ID>,
    /// A revision of an assessment that was scored.
    assessment_id: Option<ID>,
}

/// An evidence bundle that may be fetched: a zip of JSON files and of pages to read in Chinese and in English, with a
/// manifest, which `gongdan verify bundle` checks without the platform. Needs bundle.view.
#[derive(Clone, Debug, SimpleObject)]
pub struct EvidenceBundle {
    /// What the file is called.
    name: String,
    /// SHA-256 of the whole, as the manifest says it: the same facts have the same one, whoever asks.
    sha256: String,
    /// The path of an address that gives the bytes to whoever opens it, once.
    url: String,
    /// Until when the address is good.
    expires_at: Instant,
}

/// What became of prepareEvidenceBundle.
pub struct PrepareEvidenceBundlePayload(Outcome<PreparedBundle>);

impl From<Outcome<PreparedBundle>> for PrepareEvidenceBundlePayload {
    fn from(outcome: Outcome<PreparedBundle>) -> Self {
        Self(outcome)
    }
}

/// What became of prepareEvidenceBundle.
#[Object]
impl PrepareEvidenceBundlePayload {
    /// The bundle; null when there is none.
    async fn bundle(&self, ctx: &Context<'_>) -> Option<Result<EvidenceBundle, ApiError>> {
        let (prepared, request) = self.0.changed()?;
        let op = request.op();
        let tokens = ctx.data_unchecked::<Arc<Tokens>>();
        let seconds = op.app().file_address_seconds();
        let issued = tokens.issue_address(prepared.of, prepared.user, op.now(), seconds);
        let bundle = issued.map(|(token, expires_at)| EvidenceBundle {
            name: prepared.name.clone(),
            sha256: prepared.sha256.clone(),
            url: format!("/files/bundle/{token}"),
            expires_at,
        });
        Some(bundle.map_err(|problem| ApiError::internal(&problem)))
    }

    /// Why there is none; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutation of evidence bundles.
#[derive(Default)]
pub struct BundleMutation;

/// The mutation of evidence bundles.
#[Object]
impl BundleMutation {
    /// Get the address of the evidence bundle of a clock's verdict or of an assessment: events, segments, pauses,
    /// versions, formulas, counters, disputes and what was recorded. Nothing is changed by it. WRONG_STATE while there is
    /// no verdict that holds, or no score. Needs bundle.view where the ticket and its contract's disputes, or the
    /// assessment, are seen.
    async fn prepare_evidence_bundle(
        &self,
        ctx: &Context<'_>,
        input: PrepareEvidenceBundleInput,
    ) -> Result<PrepareEvidenceBundlePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let clock = read.optional_id(NodeType::SlaClock, input.clock_id.as_ref(), "clockId");
        let assessment = read.optional_id(NodeType::AssessmentPeriod, input.assessment_id.as_ref(), "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(Box::pin(prepare_evidence_bundle(op, clock, assessment)).await)
    }
}

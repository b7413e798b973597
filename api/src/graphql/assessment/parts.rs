//! What hangs on an assessment: its history, signatures, and what was booked into it and about it.

use std::sync::Arc;

use app::assessment::CriterionRemark;
use app::{AdjustmentRow, AssessmentSignatureRow, AssessmentStepRow, Op};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::assessment::TermChange;
use domain::ids::{AssessmentId, VerdictId};
use domain::money::Fen;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::review::Gathered;
use crate::graphql::words::{ActorSide, AdjustmentCause, AssessmentState, AssessmentStep};

/// The parts of the assessments of one answer, read together for all that were met.
#[derive(Default)]
pub struct AssessmentParts {
    histories: Gathered<AssessmentId, Vec<AssessmentStepRow>>,
    signatures: Gathered<AssessmentId, Vec<AssessmentSignatureRow>>,
    into: Gathered<AssessmentId, Vec<AdjustmentRow>>,
    about: Gathered<AssessmentId, Vec<AdjustmentRow>>,
    superseded: Gathered<AssessmentId, bool>,
}

impl AssessmentParts {
    /// An assessment that may be asked for its parts.
    pub fn note(&self, id: AssessmentId) {
        self.histories.note(id);
        self.signatures.note(id);
        self.into.note(id);
        self.about.note(id);
        self.superseded.note(id);
    }

    /// What was done to it.
    pub async fn history(&self, op: &Op, id: AssessmentId) -> Result<Arc<Vec<AssessmentStepRow>>, ApiError> {
        self.histories.of(id, async |ids| app::assessment::history(op, &ids).await).await
    }

    /// Who has signed it.
    pub async fn signatures(&self, op: &Op, id: AssessmentId) -> Result<Arc<Vec<AssessmentSignatureRow>>, ApiError> {
        self.signatures.of(id, async |ids| app::assessment::signatures(op, &ids).await).await
    }

    /// What was booked into it.
    pub async fn booked_into(&self, op: &Op, id: AssessmentId) -> Result<Arc<Vec<AdjustmentRow>>, ApiError> {
        self.into.of(id, async |ids| app::assessment::adjustments(op, &ids).await).await
    }

    /// What was booked about it into later ones.
    pub async fn booked_about(&self, op: &Op, id: AssessmentId) -> Result<Arc<Vec<AdjustmentRow>>, ApiError> {
        self.about.of(id, async |ids| app::assessment::booked_about(op, &ids).await).await
    }

    /// Whether a newer revision corrects it.
    pub async fn is_superseded(&self, op: &Op, id: AssessmentId) -> Result<bool, ApiError> {
        Ok(*self.superseded.of(id, async |ids| app::assessment::superseded(op, &ids).await).await?)
    }
}

/// Hundredths of a point as people write them.
pub(super) fn points(hundredths: i64) -> String {
    // Yuan and points have two places alike.
    Fen(hundredths).to_string()
}

/// A row of the history.
pub struct AssessmentHistoryEntry(pub AssessmentStepRow);

/// A step in the life of an assessment period; the history is append-only.
#[Object(serial)]
impl AssessmentHistoryEntry {
    /// The version of the assessment after it.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// What was done.
    async fn step(&self) -> AssessmentStep {
        self.0.step.into()
    }

    /// The state before it.
    async fn from(&self) -> AssessmentState {
        self.0.from_state.into()
    }

    /// The state after it.
    async fn to(&self) -> AssessmentState {
        self.0.to_state.into()
    }

    /// What was said with it; null without.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// What the vendor said of single criteria.
    async fn remarks(&self) -> Result<Vec<AssessmentRemark>, ApiError> {
        let said = self.0.detail.clone().map(serde_json::from_value::<Vec<CriterionRemark>>);
        let said = said.transpose().map_err(|error| ApiError::internal(&error))?;
        Ok(said.unwrap_or_default().into_iter().map(AssessmentRemark).collect())
    }

    /// The score after it; null while there is none, and when not rated.
    async fn score(&self) -> Option<String> {
        self.0.score_hundredths.map(points)
    }

    /// The SHA-256 of the inputs after it; null while there are none.
    async fn input_hash(&self) -> Option<&str> {
        self.0.input_hash.as_deref()
    }

    /// Who did it: a person, or a job of the platform.
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

/// A remark of the use case.
pub struct AssessmentRemark(CriterionRemark);

/// What a vendor said of one criterion.
#[Object(serial)]
impl AssessmentRemark {
    /// The criterion's code.
    async fn criterion(&self) -> &str {
        &self.0.criterion
    }

    /// What was said.
    async fn remark(&self) -> &str {
        &self.0.remark
    }
}

/// A signature, and the version after the latest decision.
pub struct AssessmentSignature {
    pub row: AssessmentSignatureRow,
    pub decided: Option<i64>,
}

/// The signature of one side; append-only.
#[Object(serial)]
impl AssessmentSignature {
    /// For which side.
    async fn side(&self) -> ActorSide {
        self.row.side.into()
    }

    /// The SHA-256 of the inputs that were signed.
    async fn input_hash(&self) -> &str {
        &self.row.input_hash
    }

    /// Who signed.
    async fn signer_name(&self) -> &str {
        &self.row.signer_name
    }

    /// When.
    async fn signed_at(&self) -> Instant {
        self.row.signed_at
    }

    /// Whether it stands under the decision that counts, and not under one that was objected to.
    async fn counts(&self) -> bool {
        Some(self.row.seq) > self.decided
    }
}

/// A booking of the use case.
pub struct AssessmentAdjustment(pub AdjustmentRow);

impl AssessmentAdjustment {
    fn detail<T: serde::de::DeserializeOwned>(&self, part: &str) -> Result<Vec<T>, ApiError> {
        let found = self.0.detail.as_ref().and_then(|detail| detail.get(part)).cloned();
        let found = found.map(serde_json::from_value).transpose().map_err(|error| ApiError::internal(&error))?;
        Ok(found.unwrap_or_default())
    }
}

/// Points of a closed period that were booked into a later one; append-only.
#[Object(serial)]
impl AssessmentAdjustment {
    /// Its id.
    async fn id(&self) -> ID {
        NodeType::AssessmentAdjustment.id(self.0.id.0)
    }

    /// The global id of the assessment that it was booked into.
    async fn assessment_id(&self) -> ID {
        NodeType::AssessmentPeriod.id(self.0.assessment_id.0)
    }

    /// The global id of the closed assessment that it is about.
    async fn about_id(&self) -> ID {
        NodeType::AssessmentPeriod.id(self.0.about_id.0)
    }

    /// Why.
    async fn cause(&self) -> AdjustmentCause {
        self.0.cause.into()
    }

    /// Points to be added, such as "-3.50".
    async fn points(&self) -> String {
        points(self.0.points_hundredths)
    }

    /// What was found.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The terms of the closed period that count otherwise now.
    async fn terms(&self) -> Result<Vec<AssessmentTermChange>, ApiError> {
        Ok(self.detail("terms")?.into_iter().map(AssessmentTermChange).collect())
    }

    /// The ids of verdicts that were revised since the closed period was scored: the first fifty.
    async fn verdict_ids(&self) -> Result<Vec<ID>, ApiError> {
        let verdicts: Vec<VerdictId> = self.detail("verdicts")?;
        Ok(verdicts.into_iter().map(|id| NodeType::SlaVerdict.id(id.0)).collect())
    }

    /// Who booked it: a person, or a job of the platform.
    async fn author_name(&self) -> &str {
        &self.0.author_name
    }

    /// The person; null for the platform.
    async fn user_id(&self) -> Option<ID> {
        self.0.author_id.map(|id| NodeType::User.id(id.0))
    }

    /// When.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}

/// A change of the domain.
pub struct AssessmentTermChange(TermChange);

/// A term of a closed period that counts otherwise than it did. Fractions are exact, such as 19/20.
#[Object(serial)]
impl AssessmentTermChange {
    /// The criterion's code.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Its contribution when the period was scored.
    async fn before(&self) -> String {
        self.0.before.to_string()
    }

    /// Its contribution at the booking.
    async fn after(&self) -> String {
        self.0.after.to_string()
    }
}

//! An assessment period.

use app::AssessmentRow;
use app::assessment::available_assessment_steps;
use app::scorecard::ScorecardView;
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::assessment::{AssessmentRecord, AssessmentState as State};
use domain::scorecard::Period;

use super::parts::{AssessmentAdjustment, AssessmentHistoryEntry, AssessmentSignature, points};
use crate::error::ApiError;
use crate::graphql::appraisal::{Percentiles, ScorecardTerm};
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{AssessmentState, AssessmentStep, PeriodKind};

/// An assessment of the use case.
pub struct AssessmentPeriod<'a> {
    row: AssessmentRow,
    /// As it was scored; none while it is open.
    card: Option<Box<ScorecardView>>,
    record: Option<Box<AssessmentRecord>>,
    request: &'a Request,
}

impl<'a> AssessmentPeriod<'a> {
    /// The order of every list of assessments.
    pub const LATEST: &'static str = "assessments.latest";

    /// # Errors
    /// What is stored cannot be read.
    pub fn new(row: AssessmentRow, request: &'a Request) -> Result<Self, ApiError> {
        let read = || Ok((app::assessment::card(&row)?, app::assessment::record(&row)?));
        let (card, record) = read().map_err(|error| failure(error, request.language()))?;
        request.assessments().note(row.id);
        Ok(Self { row, card: card.map(Box::new), record: record.map(Box::new), request })
    }

    fn dates(&self) -> Period {
        Period { kind: self.row.period_kind, start: self.row.period_start }
    }
}

/// The assessment of a contract over a period (考核周期): scored by the platform, commented on by the vendor, decided by
/// somebody other than the scorer, signed by both sides, frozen. Needs assessment.view at either party or above the buyer.
#[Object(serial)]
impl<'a> AssessmentPeriod<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::AssessmentPeriod.id(self.row.id.0)
    }

    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id)
    }

    /// The contract's number.
    async fn contract_number(&self) -> Option<&'a str> {
        self.request.coverage().contracts.get(&self.row.contract_id).map(|contract| contract.row.number.as_str())
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor_id)? })
    }

    /// How long the period is.
    async fn period(&self) -> PeriodKind {
        self.row.period_kind.into()
    }

    /// The first day of the period.
    async fn starts_on(&self) -> NaiveDate {
        self.row.period_start
    }

    /// The last day of the period, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.dates().end().pred_opt().unwrap_or(self.row.period_start)
    }

    /// 1 for the first assessment of the period, one more for each correction.
    async fn revision(&self) -> i32 {
        self.row.revision
    }

    /// The global id of the frozen revision that this one corrects; null for the first one.
    async fn corrects_id(&self) -> Option<ID> {
        self.row.corrects_id.map(|id| NodeType::AssessmentPeriod.id(id.0))
    }

    /// Why it was corrected; null for the first revision.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// Where it stands.
    async fn state(&self) -> AssessmentState {
        self.row.state.into()
    }

    /// Grows with each step; give it to the next one.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// Whether the vendor has objected to a decision: the next one is made over the buyer, or by an assessor, and is the
    /// last.
    async fn objected(&self) -> bool {
        self.row.objected
    }

    /// The global id of the version of the scoring scheme that it is scored by.
    async fn scheme_id(&self) -> ID {
        NodeType::ScoringScheme.id(self.row.scheme_id.0)
    }

    /// 0.00 to 100.00 with what was booked into it; null while it is open and when not rated, which is neither 0 nor 100.
    async fn score(&self) -> Option<String> {
        self.row.score_hundredths.map(points)
    }

    /// The grade of that score, in the language of the request; null without a score.
    async fn grade(&self) -> Option<&str> {
        let grade = self.record.as_ref()?.grade.as_ref()?;
        Some(self.request.language().choose(&grade.en, &grade.zh))
    }

    /// Whether it was scored and there was nothing to rate.
    async fn not_rated(&self) -> bool {
        self.row.scored_at.is_some() && self.row.score_hundredths.is_none()
    }

    /// The score of the period itself, without what was booked into it.
    async fn own_score(&self) -> Option<String> {
        self.record.as_ref()?.card.score.map(|score| score.to_string())
    }

    /// Every criterion of the scheme as it was scored; empty while it is open.
    #[graphql(complexity = "8 * child_complexity")]
    async fn terms(&self) -> Vec<ScorecardTerm<'_>> {
        let card = self.card.as_deref().into_iter();
        let terms = card.flat_map(|card| card.terms.iter().map(move |term| (card, term)));
        terms.map(|(card, term)| ScorecardTerm { term, card, request: self.request }).collect()
    }

    /// Points that the deduction ledger takes off, after its caps, as an exact fraction; null while it is open.
    async fn deducted(&self) -> Option<String> {
        self.record.as_ref().map(|record| record.card.ledger.deducted.to_string())
    }

    /// Points that the ledger puts on, after its cap, as an exact fraction; null while it is open.
    async fn bonus(&self) -> Option<String> {
        self.record.as_ref().map(|record| record.card.ledger.bonus.to_string())
    }

    /// How long promises took that were kept in the period, in time or late, exactly, as they were when it was scored: one for
    /// each metric of which any was. Empty while it is open, and for assessments from before they were kept.
    async fn percentiles(&self) -> Vec<Percentiles> {
        self.record.iter().flat_map(|record| record.inputs.percentiles.iter().copied().map(Percentiles)).collect()
    }

    /// The SHA-256 of everything that it rests on, which both sides sign; null while it is open.
    async fn input_hash(&self) -> Option<&str> {
        self.row.input_hash.as_deref()
    }

    /// The global ids of the versions of policies that the counted verdicts were given by.
    async fn policy_version_ids(&self) -> Vec<ID> {
        let versions = self.record.iter().flat_map(|record| &record.inputs.policy_versions);
        versions.map(|id| NodeType::SlaPolicyVersion.id(id.0)).collect()
    }

    /// The revisions of calendars that they were given by.
    async fn calendar_revisions(&self) -> Vec<i64> {
        self.record.iter().flat_map(|record| record.inputs.calendar_revisions.iter().copied()).collect()
    }

    /// When the platform goes on by itself: drafts it, goes on without a comment, or closes it without the vendor's
    /// signature. Null where it waits for people, or for days that the calendar does not know yet.
    async fn acts_at(&self) -> Option<Instant> {
        self.row.acts_at
    }

    /// When it was last scored.
    async fn scored_at(&self) -> Option<Instant> {
        self.row.scored_at
    }

    /// When it was decided last.
    async fn decided_at(&self) -> Option<Instant> {
        self.row.decided_at
    }

    /// When it was closed for good.
    async fn frozen_at(&self) -> Option<Instant> {
        self.row.frozen_at
    }

    /// What was done to it, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn history(&self) -> Result<Vec<AssessmentHistoryEntry>, ApiError> {
        let steps = self.request.assessments().history(self.request.op(), self.row.id).await?;
        Ok(steps.iter().cloned().map(AssessmentHistoryEntry).collect())
    }

    /// Who has signed it, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn signatures(&self) -> Result<Vec<AssessmentSignature>, ApiError> {
        let signed = self.request.assessments().signatures(self.request.op(), self.row.id).await?;
        let decided = self.row.decided_seq;
        Ok(signed.iter().cloned().map(|row| AssessmentSignature { row, decided }).collect())
    }

    /// What was booked into this revision, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn adjustments(&self) -> Result<Vec<AssessmentAdjustment>, ApiError> {
        let booked = self.request.assessments().booked_into(self.request.op(), self.row.id).await?;
        Ok(booked.iter().cloned().map(AssessmentAdjustment).collect())
    }

    /// What was booked about it into later periods, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn later_adjustments(&self) -> Result<Vec<AssessmentAdjustment>, ApiError> {
        let booked = self.request.assessments().booked_about(self.request.op(), self.row.id).await?;
        Ok(booked.iter().cloned().map(AssessmentAdjustment).collect())
    }

    /// What you may do with it now.
    #[graphql(complexity = 15)]
    async fn available_actions(&self) -> Result<Vec<AssessmentStep>, ApiError> {
        if self.row.state == State::Open {
            return Ok(Vec::new());
        }
        let (op, parts) = (self.request.op(), self.request.assessments());
        let (done, signed) = (parts.history(op, self.row.id).await?, parts.signatures(op, self.row.id).await?);
        let is_superseded = self.row.state == State::Frozen && parts.is_superseded(op, self.row.id).await?;
        let of = (&self.row, is_superseded);
        let steps = available_assessment_steps(op, of, self.record.as_deref(), (&done, &signed));
        let steps = steps.map_err(|error| failure(error, self.request.language()))?;
        Ok(steps.into_iter().map(Into::into).collect())
    }
}

impl Listed for AssessmentPeriod<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.period_start.to_string(), id: self.row.id.0 }
    }
}

//! Mutations of disputes.

use app::dispute::{
    Appeal, AppealEntry, AppealScore, Decision, DisputeView, accept_decision, appeal_breach, appeal_ledger_entry,
    appeal_manual_score, decide_dispute, escalate_dispute, withdraw_dispute,
};
use app::file::{Prepared, prepare_dispute_attachment};
use async_graphql::{Context, Object};
use domain::ids::DisputeId;

use super::BreachDispute;
use super::inputs::{
    AcceptDecisionInput, AppealBreachInput, AppealLedgerEntryInput, AppealManualScoreInput, DecideDisputeInput,
    EscalateDisputeInput, PrepareDisputeAttachmentInput, WithdrawDisputeInput,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{Attachment, FileAddress};
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<DisputeView>);

        impl From<Outcome<DisputeView>> for $name {
            fn from(outcome: Outcome<DisputeView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The dispute after it; null when nothing was changed.
            async fn dispute(&self) -> Option<BreachDispute<'_>> {
                let (row, request) = self.0.changed()?;
                Some(BreachDispute::alone(row.clone(), request))
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of appealBreach.
    AppealBreachPayload,
    /// What became of appealLedgerEntry.
    AppealLedgerEntryPayload,
    /// What became of appealManualScore.
    AppealManualScorePayload,
    /// What became of withdrawDispute.
    WithdrawDisputePayload,
    /// What became of decideDispute.
    DecideDisputePayload,
    /// What became of acceptDecision.
    AcceptDecisionPayload,
    /// What became of escalateDispute.
    EscalateDisputePayload,
}

/// What became of prepareDisputeAttachment.
pub struct PrepareDisputeAttachmentPayload(Outcome<Prepared>);

impl From<Outcome<Prepared>> for PrepareDisputeAttachmentPayload {
    fn from(outcome: Outcome<Prepared>) -> Self {
        Self(outcome)
    }
}

/// What became of prepareDisputeAttachment.
#[Object]
impl PrepareDisputeAttachmentPayload {
    /// The file, PENDING until its bytes have come; null when it is not taken.
    async fn attachment(&self) -> Option<Attachment<'_>> {
        let (prepared, request) = self.0.changed()?;
        Some(Attachment { row: prepared.attachment.clone(), request, ticket: None })
    }

    /// Where to send the bytes; null when the file is not taken.
    async fn upload(&self) -> Option<FileAddress> {
        let (prepared, _) = self.0.changed()?;
        Some(FileAddress { url: format!("/files/{}", prepared.token), expires_at: prepared.expires_at })
    }

    /// Why it is not taken; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of disputes.
#[derive(Default)]
pub struct DisputeMutation;

/// The mutations of disputes.
#[Object]
impl DisputeMutation {
    /// Appeal the breach in which a clock stands, within the working days that the scoring scheme gives from when it was known
    /// (`appealBy`). NOT_BREACHED, ALREADY_DISPUTED, DECIDED for what a dispute led to, TOO_LATE. Needs dispute.appeal at the vendor whose
    /// breach it is.
    async fn appeal_breach(
        &self,
        ctx: &Context<'_>,
        input: AppealBreachInput,
    ) -> Result<AppealBreachPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let clock = read.id(NodeType::SlaClock, &input.clock_id, "clockId");
        let appeal = Appeal { clock, reason: input.reason, evidence: input.evidence };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(appeal_breach(op, &appeal).await)
    }

    /// Appeal a deduction: an entry of the ledger that costs points, within the working days that the scoring scheme gives from
    /// when it was booked. Excluded, it is struck. NOT_DEDUCTED, ALREADY_DISPUTED, TOO_LATE. Needs dispute.appeal at the contract's vendor.
    async fn appeal_ledger_entry(
        &self,
        ctx: &Context<'_>,
        input: AppealLedgerEntryInput,
    ) -> Result<AppealLedgerEntryPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let entry = read.id(NodeType::LedgerEntry, &input.ledger_entry_id, "ledgerEntryId");
        let appeal = AppealEntry { entry, reason: input.reason, evidence: input.evidence };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(appeal_ledger_entry(op, &appeal).await)
    }

    /// Appeal a score that somebody gave and another person accepted, within the working days that the scoring scheme gives
    /// from when it was accepted. Excluded, it counts no more and its weight is shared out; PARTLY, another one counts in its
    /// place. What is computed is disputed by the breaches behind it. NOT_COUNTED for what is not accepted or was replaced,
    /// ALREADY_DISPUTED, TOO_LATE. Needs dispute.appeal at the contract's vendor.
    async fn appeal_manual_score(
        &self,
        ctx: &Context<'_>,
        input: AppealManualScoreInput,
    ) -> Result<AppealManualScorePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let score = read.id(NodeType::ManualScore, &input.manual_score_id, "manualScoreId");
        let appeal = AppealScore { score, reason: input.reason, evidence: input.evidence };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(appeal_manual_score(op, &appeal).await)
    }

    /// Take a dispute back for good: what was found stays. Possible as long as nothing was decided. Needs dispute.appeal at
    /// the vendor.
    async fn withdraw_dispute(
        &self,
        ctx: &Context<'_>,
        input: WithdrawDisputeInput,
    ) -> Result<WithdrawDisputePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let said = input.said(&mut read);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_dispute(op, &said).await)
    }

    /// Decide a dispute: for the agency while it is APPEALED, which needs dispute.decide at the buyer or above; for good
    /// while it is ESCALATED, which needs dispute.decide_finally above the buyer, or as an assessor. A decision of the
    /// agency that leaves the vendor nothing to ask for is final at once. OWN_SIDE, SAME_PERSON for whoever had a hand in it
    /// before, OWN_FINDING for whoever booked the deduction, rejected the pause, or gave or accepted the score, TOO_LATE;
    /// NOT_POSSIBLE for an outcome that what is disputed cannot come to.
    async fn decide_dispute(
        &self,
        ctx: &Context<'_>,
        mut input: DecideDisputeInput,
    ) -> Result<DecideDisputePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let dispute = read.id(NodeType::BreachDispute, &input.dispute_id, "disputeId");
        let ruling = input.ruling(&mut read);
        let (Some(op), Some(ruling)) = (read.op(), ruling) else { return Ok(read.refused()) };
        let (reason, evidence, expected_version) = (Some(input.reason), input.evidence, input.expected_version);
        let said = app::dispute::Said { dispute, reason, evidence, expected_version };
        read.answer(decide_dispute(op, &Decision { said, ruling }).await)
    }

    /// Accept what the agency decided: it holds from now on. Needs dispute.appeal at the vendor.
    async fn accept_decision(
        &self,
        ctx: &Context<'_>,
        input: AcceptDecisionInput,
    ) -> Result<AcceptDecisionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let said = input.said(&mut read);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(accept_decision(op, &said).await)
    }

    /// Go further with what the agency decided, to a supervisor above it or an assessor. TOO_LATE when the working days for
    /// it are over. Needs dispute.appeal at the vendor.
    async fn escalate_dispute(
        &self,
        ctx: &Context<'_>,
        input: EscalateDisputeInput,
    ) -> Result<EscalateDisputePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let said = input.said(&mut read);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(escalate_dispute(op, &said).await)
    }

    /// Announce evidence of a dispute, and get the address that takes its bytes by PUT. LIMIT_FILE_BYTES, LIMIT_FILES and
    /// MEDIA_TYPE say what is taken; WRONG_STATE once it is over. Needs dispute.add_evidence at the vendor, or at the buyer or
    /// above.
    async fn prepare_dispute_attachment(
        &self,
        ctx: &Context<'_>,
        input: PrepareDisputeAttachmentInput,
    ) -> Result<PrepareDisputeAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let dispute: DisputeId = read.id(NodeType::BreachDispute, &input.dispute_id, "disputeId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(prepare_dispute_attachment(op, dispute, &input.into()).await)
    }
}

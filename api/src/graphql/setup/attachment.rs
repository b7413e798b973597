//! Mutations of the files of contracts and milestones.

use app::file::{
    AttachmentView, NewFile, Prepared, prepare_contract_attachment, prepare_milestone_attachment, withdraw_attachment,
};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::{AttachmentId, ContractId, MilestoneId};

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{Attachment, FileAddress};
use crate::graphql::request::Request;

/// A file of a contract that is going to be sent.
#[derive(Debug, InputObject)]
pub struct PrepareContractAttachmentInput {
    /// The contract.
    contract_id: ID,
    /// The file.
    #[graphql(flatten)]
    file: FileInput,
}

/// A file that is going to be sent with what a milestone asks for.
#[derive(Debug, InputObject)]
pub struct PrepareMilestoneAttachmentInput {
    /// The milestone.
    milestone_id: ID,
    /// The file.
    #[graphql(flatten)]
    file: FileInput,
}

/// What a file is.
#[derive(Debug, InputObject)]
pub struct FileInput {
    /// Its name, up to 200 characters, without a path.
    name: String,
    /// Its media type, such as application/pdf: one of those that are taken.
    media_type: String,
    /// Its bytes: at least 1, and no more than one file may have.
    size: i64,
    /// Its SHA-256 in hexadecimal digits; checked against what comes, when it is given.
    sha256: Option<String>,
}

/// A file of a contract to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawContractAttachmentInput {
    /// The file.
    attachment_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

impl From<FileInput> for NewFile {
    fn from(input: FileInput) -> Self {
        Self { name: input.name, media_type: input.media_type, size: input.size, sha256: input.sha256 }
    }
}

/// What became of prepareContractAttachment.
pub struct PrepareContractAttachmentPayload(Outcome<Prepared>);

/// What became of prepareMilestoneAttachment.
pub struct PrepareMilestoneAttachmentPayload(Outcome<Prepared>);

macro_rules! prepared {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        impl From<Outcome<Prepared>> for $name {
            fn from(outcome: Outcome<Prepared>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The file, PENDING until its bytes have come; null when it is not taken.
            async fn attachment(&self) -> Option<Attachment<'_>> {
                self.0.changed().and_then(|(prepared, request)| attachment(&prepared.attachment, request))
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
    )+};
}

prepared! {
    /// What became of prepareContractAttachment.
    PrepareContractAttachmentPayload,
    /// What became of prepareMilestoneAttachment.
    PrepareMilestoneAttachmentPayload,
}

fn attachment<'r>(row: &AttachmentView, request: &'r Request) -> Option<Attachment<'r>> {
    Some(Attachment { row: row.clone(), request, ticket: None })
}

payloads! {
    attachment: Attachment, "The file after it; null when nothing was changed.", attachment(AttachmentView);
    /// What became of withdrawContractAttachment.
    WithdrawContractAttachmentPayload,
}

/// The mutations of files.
#[derive(Default)]
pub struct AttachmentMutation;

/// The mutations of files.
#[Object]
impl AttachmentMutation {
    /// Announce a file of a contract, and get the address that takes its bytes by PUT. LIMIT_FILE_BYTES, LIMIT_FILES and
    /// MEDIA_TYPE say what is taken. Needs contract.manage at the buyer or above.
    async fn prepare_contract_attachment(
        &self,
        ctx: &Context<'_>,
        input: PrepareContractAttachmentInput,
    ) -> Result<PrepareContractAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(prepare_contract_attachment(op, contract, &input.file.into()).await)
    }

    /// Announce a file that is handed in for a payment milestone, and get the address that takes its bytes by PUT.
    /// WRONG_STATE while something handed in is being judged. Needs payment.submit at the vendor.
    async fn prepare_milestone_attachment(
        &self,
        ctx: &Context<'_>,
        input: PrepareMilestoneAttachmentInput,
    ) -> Result<PrepareMilestoneAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let milestone: MilestoneId = read.id(NodeType::PaymentMilestone, &input.milestone_id, "milestoneId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(prepare_milestone_attachment(op, milestone, &input.file.into()).await)
    }

    /// Take a file of a contract back: it is not handed out any more, and stays in the history with its bytes. Needs
    /// contract.manage at the buyer or above.
    async fn withdraw_contract_attachment(
        &self,
        ctx: &Context<'_>,
        input: WithdrawContractAttachmentInput,
    ) -> Result<WithdrawContractAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let attachment: AttachmentId = read.id(NodeType::Attachment, &input.attachment_id, "attachmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_attachment(op, attachment, &input.reason).await)
    }
}

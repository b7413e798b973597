//! Mutations of the files of tickets.

use app::file::{
    AttachmentView, NewPauseEvidence, NewTicketFile, Prepared, prepare_pause_evidence, prepare_ticket_attachment,
    withdraw_ticket_attachment,
};
use async_graphql::{Context, Object};
use domain::ids::AttachmentId;

use super::inputs::{PreparePauseEvidenceInput, PrepareTicketAttachmentInput, WithdrawTicketAttachmentInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{Attachment, FileAddress};
use crate::graphql::setup::{Outcome, Read};

macro_rules! announced {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<Prepared>);

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
    )+};
}

announced! {
    /// What became of prepareTicketAttachment.
    PrepareTicketAttachmentPayload,
    /// What became of preparePauseEvidence.
    PreparePauseEvidencePayload,
}

/// What became of withdrawTicketAttachment.
pub struct WithdrawTicketAttachmentPayload(Outcome<AttachmentView>);

impl From<Outcome<AttachmentView>> for WithdrawTicketAttachmentPayload {
    fn from(outcome: Outcome<AttachmentView>) -> Self {
        Self(outcome)
    }
}

/// What became of withdrawTicketAttachment.
#[Object]
impl WithdrawTicketAttachmentPayload {
    /// The file after it; null when nothing was changed.
    async fn attachment(&self) -> Option<Attachment<'_>> {
        let (row, request) = self.0.changed()?;
        Some(Attachment { row: row.clone(), request, ticket: None })
    }

    /// Why nothing was changed; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of the files of tickets.
#[derive(Default)]
pub struct TicketFiles;

/// The mutations of the files of tickets.
#[Object]
impl TicketFiles {
    /// Announce a file of a ticket or of your own comment on it, and get the address that takes its bytes by PUT.
    /// LIMIT_FILES, LIMIT_TICKET_BYTES, LIMIT_FILE_BYTES and MEDIA_TYPE say what is taken. Needs ticket.comment.
    async fn prepare_ticket_attachment(
        &self,
        ctx: &Context<'_>,
        input: PrepareTicketAttachmentInput,
    ) -> Result<PrepareTicketAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewTicketFile {
            ticket: read.id(NodeType::Ticket, &input.ticket_id, "ticketId"),
            comment: read.optional_id(NodeType::TicketEvent, input.comment_id.as_ref(), "commentId"),
            visibility: input.visibility.map(Into::into),
            file: input.file(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(prepare_ticket_attachment(op, &new).await)
    }

    /// Announce a file as evidence for or against a pause, which both sides read and nobody takes back, and get the address
    /// that takes its bytes by PUT. Limits as for prepareTicketAttachment. Needs ticket.add_evidence.
    async fn prepare_pause_evidence(
        &self,
        ctx: &Context<'_>,
        input: PreparePauseEvidenceInput,
    ) -> Result<PreparePauseEvidencePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewPauseEvidence {
            ticket: read.id(NodeType::Ticket, &input.ticket_id, "ticketId"),
            pause: read.id(NodeType::TicketPause, &input.pause_id, "pauseId"),
            file: input.file(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(prepare_pause_evidence(op, &new).await)
    }

    /// Take a file of a ticket back: it is not handed out any more, and its name and hash stay in the log. Needs
    /// ticket.comment; for another's file of your side ticket.moderate as well.
    async fn withdraw_ticket_attachment(
        &self,
        ctx: &Context<'_>,
        input: WithdrawTicketAttachmentInput,
    ) -> Result<WithdrawTicketAttachmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let file: AttachmentId = read.id(NodeType::Attachment, &input.ticket_attachment_id, "ticketAttachmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_ticket_attachment(op, file, &input.reason).await)
    }
}

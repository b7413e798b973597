//! A file that hangs on a contract or a milestone.

use std::sync::Arc;

use app::file::{AttachmentView, may_withdraw};
use app::setup::available;
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::Instant;
use domain::file::AttachmentState as State;
use domain::ids::{AgencyId, VendorId};

use crate::auth::Tokens;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{AttachmentState, ObjectAction, Visibility};

/// A file of the use case.
pub struct Attachment<'a> {
    pub row: AttachmentView,
    pub request: &'a Request,
    /// The agency and the vendor of its ticket, for a file of a ticket that was read with it and does not stay as evidence
    /// of an inspection.
    pub ticket: Option<(AgencyId, VendorId)>,
}

impl Attachment<'_> {
    /// The order of every list of files.
    pub const OLDEST: &'static str = "attachments.oldest";
}

/// A file that hangs on a contract, or that a vendor handed in for a payment milestone: needs contract.view. Or one of a
/// ticket: needs ticket.view, and to be of a side that may read it.
#[Object(serial)]
impl Attachment<'_> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::Attachment.id(self.row.id.0)
    }

    /// Name of the file.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Media type, such as application/pdf; the content was checked to fit it.
    async fn media_type(&self) -> &str {
        &self.row.media_type
    }

    /// Bytes.
    async fn size(&self) -> i64 {
        self.row.size
    }

    /// SHA-256 of the bytes, in hexadecimal digits; null while they are still to come and nothing was announced.
    async fn sha256(&self) -> Option<&str> {
        self.row.sha256.as_deref()
    }

    /// Where it stands.
    async fn state(&self) -> AttachmentState {
        self.row.state.into()
    }

    /// The name of who sent it.
    async fn uploaded_by(&self) -> &str {
        &self.row.uploader
    }

    /// When it was whole; null before.
    async fn uploaded_at(&self) -> Option<Instant> {
        self.row.stored_at
    }

    /// When it was taken back; null otherwise.
    async fn withdrawn_at(&self) -> Option<Instant> {
        self.row.withdrawn_at
    }

    /// The name of who took it back; null otherwise.
    async fn withdrawn_by(&self) -> Option<&str> {
        self.row.withdrawer.as_deref()
    }

    /// Why it was taken back; null otherwise.
    async fn withdrawal_reason(&self) -> Option<&str> {
        self.row.withdrawal_reason.as_deref()
    }

    /// Of a file of a ticket, who may read it; null for others.
    async fn visibility(&self) -> Option<Visibility> {
        self.row.visibility.map(Visibility::from)
    }

    /// Of a file of a ticket, the event of the comment that it belongs to; null without.
    async fn comment_id(&self) -> Option<ID> {
        self.row.comment_id.map(|id| NodeType::TicketEvent.id(id.0))
    }

    /// Of a file of a ticket, the pause that it is evidence about; null without. Such a file stays.
    async fn pause_id(&self) -> Option<ID> {
        self.row.pause_id.map(|id| NodeType::TicketPause.id(id.0))
    }

    /// Whether you may take it back by withdrawTicketAttachment now.
    async fn can_withdraw(&self) -> bool {
        let stored = self.row.state == State::Stored;
        let may = |(agency, vendor)| may_withdraw(self.request.op(), &self.row, agency, vendor);
        stored && self.ticket.is_some_and(may)
    }

    /// The path of an address that gives the bytes to whoever opens it, once, for some minutes: ask for it when you are
    /// going to use it. Null unless the file is STORED.
    async fn download_url(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        let op = self.request.op();
        let user = op.actor().user().filter(|_| self.row.state == State::Stored)?;
        let tokens = ctx.data_unchecked::<Arc<Tokens>>();
        let seconds = op.app().file_address_seconds();
        let issued = tokens.issue_address(self.row.id, user, op.now(), seconds);
        Some(issued.map(|(token, _)| format!("/files/{token}")).map_err(|problem| ApiError::internal(&problem)))
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_attachment(self.request.op(), &self.row, self.ticket))
    }
}

impl Listed for Attachment<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

/// Where to send the bytes of a file that was announced.
#[derive(Clone, Debug, SimpleObject)]
pub struct FileAddress {
    /// The path: send the bytes there by PUT, with the announced Content-Type and Content-Length. It is good once.
    pub url: String,
    /// Until when it is good.
    pub expires_at: Instant,
}

//! The inputs of the mutations of the talk.

use app::file::NewFile;
use async_graphql::{ID, InputObject};
use domain::Instant;

use crate::graphql::ticket::outcome::Seen;
use crate::graphql::words::Visibility;

/// A ticket to be watched.
#[derive(Debug, InputObject)]
pub struct WatchTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Who shall watch it: people of your own side who see it; yourself when left out.
    pub user_ids: Option<Vec<ID>>,
}

/// A ticket to be watched no longer.
#[derive(Debug, InputObject)]
pub struct UnwatchTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Who shall watch it no longer: people of your own side; yourself when left out.
    pub user_ids: Option<Vec<ID>>,
}

/// Work to be written down.
#[derive(Debug, InputObject)]
pub struct LogWorkInput {
    /// The ticket.
    pub ticket_id: ID,
    /// When it began: not before the ticket was raised; cut to the second.
    pub started_at: Instant,
    /// How long it took, 1 to 1,440 minutes: it must have ended.
    pub minutes: i32,
    /// What was done, up to 10,000 characters.
    pub summary: String,
    /// Whether the vendor charges for it.
    pub billable: bool,
    /// Who may read it: PUBLIC or VENDOR_INTERNAL.
    pub visibility: Visibility,
}

/// An entry of a work log to be taken back.
#[derive(Debug, InputObject)]
pub struct ReverseWorkInput {
    /// The entry.
    pub entry_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// What the vendor thinks of the agency's cooperation.
#[derive(Debug, InputObject)]
pub struct RateCooperationInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// 1 to 5.
    pub stars: i32,
    /// What is to be said of it, up to 2,000 characters.
    pub remark: Option<String>,
}

/// A file that is going to be sent to a ticket.
#[derive(Debug, InputObject)]
pub struct PrepareTicketAttachmentInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The event of your own comment that it belongs to.
    pub comment_id: Option<ID>,
    /// Who may read it; that of the comment when it belongs to one.
    pub visibility: Option<Visibility>,
    /// Its name, up to 200 characters, without a path.
    pub name: String,
    /// Its media type, such as image/png: one of those that are taken.
    pub media_type: String,
    /// Its bytes: at least 1, and no more than one file may have.
    pub size: i64,
    /// Its SHA-256 in hexadecimal digits; checked against what comes, when it is given.
    pub sha256: Option<String>,
}

/// A file that is going to be sent as evidence about a pause.
#[derive(Debug, InputObject)]
pub struct PreparePauseEvidenceInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The pause that it is about.
    pub pause_id: ID,
    /// Its name, up to 200 characters, without a path.
    pub name: String,
    /// Its media type, such as image/png: one of those that are taken.
    pub media_type: String,
    /// Its bytes: at least 1, and no more than one file may have.
    pub size: i64,
    /// Its SHA-256 in hexadecimal digits; checked against what comes, when it is given.
    pub sha256: Option<String>,
}

impl PreparePauseEvidenceInput {
    pub(super) fn file(self) -> NewFile {
        NewFile { name: self.name, media_type: self.media_type, size: self.size, sha256: self.sha256 }
    }
}

impl PrepareTicketAttachmentInput {
    pub(super) fn file(self) -> NewFile {
        NewFile { name: self.name, media_type: self.media_type, size: self.size, sha256: self.sha256 }
    }
}

/// A file of a ticket to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawTicketAttachmentInput {
    /// The file.
    pub ticket_attachment_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

//! A knowledge note.

use app::knowledge::{NoteView, available_steps};
use async_graphql::{ID, Object};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::catalogue::ServiceItem;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, Vendor};
use crate::graphql::request::Request;
use crate::graphql::words::{KnowledgeNoteState, KnowledgeNoteStep};

/// A note that the actor may read.
pub struct KnowledgeNote<'a> {
    pub of: NoteView,
    pub request: &'a Request,
}

impl KnowledgeNote<'_> {
    /// The order of every list of notes.
    pub const NEWEST: &'static str = "knowledgeNotes.newest";
}

/// What an agency or a vendor knows about its systems. Needs note.view: an agency's notes are read by itself, those above
/// and below it and, if it shares them, by the vendors that serve it or somebody below it; a vendor's by the vendor.
#[Object(serial)]
impl<'a> KnowledgeNote<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::KnowledgeNote.id(self.of.row.id.0)
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.of.row.title
    }

    /// The text in Markdown, as it was written: whoever shows it makes it safe.
    async fn body(&self) -> &str {
        &self.of.row.body
    }

    /// Where it stands.
    async fn state(&self) -> KnowledgeNoteState {
        self.of.row.state.into()
    }

    /// The agency that owns it; null for a vendor's.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.of.row.agency_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The vendor that owns it; null for an agency's.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.of.row.vendor_id?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// Whether the vendors that serve the agency, or somebody below it, read it too.
    async fn shared(&self) -> bool {
        self.of.row.shared
    }

    /// Grows with each change.
    async fn version(&self) -> i32 {
        self.of.row.version
    }

    /// The types of systems that it is about.
    async fn system_types(&self) -> &[String] {
        &self.of.system_types
    }

    /// The service items that it is about and that you may see.
    async fn service_items(&self) -> Vec<ServiceItem> {
        self.of.items.iter().map(|of| ServiceItem { of: of.clone() }).collect()
    }

    /// In the solutions of how many tickets it was used, of those that you may see.
    async fn uses(&self) -> i64 {
        self.of.uses
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> Instant {
        self.of.row.updated_at
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<KnowledgeNoteStep> {
        available_steps(self.request.op(), &self.of.row).into_iter().map(Into::into).collect()
    }
}

impl Listed for KnowledgeNote<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.of.row.id.0 }
    }
}

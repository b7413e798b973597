//! Mutations of knowledge notes.

use app::knowledge::{NewNote, NoteContent, NoteOwner, NoteView, create_note, publish_note, retire_note, update_note};
use async_graphql::{Context, Object};
use domain::ids::NoteId;

use super::KnowledgeNote;
use super::inputs::{
    CreateKnowledgeNoteInput, KnowledgeNoteContentInput, PublishKnowledgeNoteInput, RetireKnowledgeNoteInput,
    UpdateKnowledgeNoteInput,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<NoteView>);

        impl From<Outcome<NoteView>> for $name {
            fn from(outcome: Outcome<NoteView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The note after it; null when nothing was changed.
            async fn note(&self) -> Option<KnowledgeNote<'_>> {
                self.0.changed().map(|(of, request)| KnowledgeNote { of: of.clone(), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of createKnowledgeNote.
    CreateKnowledgeNotePayload,
    /// What became of updateKnowledgeNote.
    UpdateKnowledgeNotePayload,
    /// What became of publishKnowledgeNote.
    PublishKnowledgeNotePayload,
    /// What became of retireKnowledgeNote.
    RetireKnowledgeNotePayload,
}

/// The mutations of knowledge notes.
#[derive(Default)]
pub struct KnowledgeMutation;

/// The mutations of knowledge notes.
#[Object]
impl KnowledgeMutation {
    /// Write a draft of a knowledge note. Needs note.manage at the owner.
    async fn create_knowledge_note(
        &self,
        ctx: &Context<'_>,
        input: CreateKnowledgeNoteInput,
    ) -> Result<CreateKnowledgeNotePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let owner = match NodeType::Vendor.uuid(&input.owner_id) {
            Some(vendor) => NoteOwner::Vendor(vendor.into()),
            None => NoteOwner::Agency(read.id(NodeType::Agency, &input.owner_id, "ownerId")),
        };
        let new = NewNote { owner, content: content(&mut read, input.content) };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_note(op, &new).await)
    }

    /// Write a draft or a published note anew. CONFLICT when somebody else did meanwhile. Needs note.manage at the owner.
    async fn update_knowledge_note(
        &self,
        ctx: &Context<'_>,
        input: UpdateKnowledgeNoteInput,
    ) -> Result<UpdateKnowledgeNotePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let note: NoteId = read.id(NodeType::KnowledgeNote, &input.note_id, "noteId");
        let content = content(&mut read, input.content);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(update_note(op, note, input.version, &content).await)
    }

    /// Offer a draft, or a retired note once more, to its readers. Needs note.manage at the owner.
    async fn publish_knowledge_note(
        &self,
        ctx: &Context<'_>,
        input: PublishKnowledgeNoteInput,
    ) -> Result<PublishKnowledgeNotePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let note: NoteId = read.id(NodeType::KnowledgeNote, &input.note_id, "noteId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(publish_note(&op, note).await)
    }

    /// Offer a note no more; the solutions that used it still show it. Needs note.manage at the owner.
    async fn retire_knowledge_note(
        &self,
        ctx: &Context<'_>,
        input: RetireKnowledgeNoteInput,
    ) -> Result<RetireKnowledgeNotePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let note: NoteId = read.id(NodeType::KnowledgeNote, &input.note_id, "noteId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(retire_note(&op, note).await)
    }
}

fn content(read: &mut Read<'_>, input: KnowledgeNoteContentInput) -> NoteContent {
    let ids = input.service_item_ids.unwrap_or_default();
    NoteContent {
        title: input.title,
        body: input.body,
        shared: input.shared.unwrap_or(false),
        system_types: input.system_types.unwrap_or_default(),
        items: ids.iter().map(|id| read.id(NodeType::ServiceItem, id, "serviceItemIds")).collect(),
    }
}

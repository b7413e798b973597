//! The inputs of the mutations of knowledge notes.

use async_graphql::{ID, InputObject};

/// What a knowledge note says.
#[derive(Debug, InputObject)]
pub struct KnowledgeNoteContentInput {
    /// One line, up to 200 characters.
    pub title: String,
    /// The text in Markdown, up to 50,000 characters.
    pub body: String,
    /// Whether the vendors that serve the owner, or somebody below it, read it too; not so when left out, and never for
    /// a vendor's note.
    pub shared: Option<bool>,
    /// The types of systems that it is about, at most 50.
    pub system_types: Option<Vec<String>>,
    /// The service items that it is about, at most 50; only those that you may see.
    pub service_item_ids: Option<Vec<ID>>,
}

/// A knowledge note to be written.
#[derive(Debug, InputObject)]
pub struct CreateKnowledgeNoteInput {
    /// The agency or the vendor that owns it.
    pub owner_id: ID,
    /// What it says.
    #[graphql(flatten)]
    pub content: KnowledgeNoteContentInput,
}

/// A knowledge note to be written anew.
#[derive(Debug, InputObject)]
pub struct UpdateKnowledgeNoteInput {
    /// The note.
    pub note_id: ID,
    /// The version that is read here and written anew.
    pub version: i32,
    /// What it says from now on, whole.
    #[graphql(flatten)]
    pub content: KnowledgeNoteContentInput,
}

/// A knowledge note to be offered to its readers.
#[derive(Debug, InputObject)]
pub struct PublishKnowledgeNoteInput {
    /// The note.
    pub note_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// A knowledge note to be offered no more.
#[derive(Debug, InputObject)]
pub struct RetireKnowledgeNoteInput {
    /// The note.
    pub note_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

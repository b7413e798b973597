//! The vocabulary of the service catalogue and of knowledge notes, mirrored from the domain.

use async_graphql::Enum;

/// What a field of a service item takes; every answer is given as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::catalogue::FieldType")]
pub enum ServiceItemFieldType {
    /// One line, up to 200 characters.
    Text,
    /// Any text, up to 10,000 characters.
    LongText,
    /// A decimal number, such as 2.5.
    Number,
    /// A civil date, such as 2026-11-29.
    Date,
    /// One of its choices.
    Choice,
    /// true or false.
    Checkbox,
}

/// Where a knowledge note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::catalogue::NoteState")]
pub enum KnowledgeNoteState {
    /// Being written; only its own side's authors see it.
    Draft,
    /// For everybody in its reach.
    Published,
    /// Not offered any more; the solutions that used it still show it.
    Retired,
}

/// What may be done to a knowledge note; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::catalogue::NoteStep")]
pub enum KnowledgeNoteStep {
    /// updateKnowledgeNote.
    Update,
    /// publishKnowledgeNote.
    Publish,
    /// retireKnowledgeNote.
    Retire,
}

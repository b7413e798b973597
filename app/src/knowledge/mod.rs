//! Knowledge notes (知识库): what an agency or a vendor knows about its systems, used in solutions.

mod read;
mod write;

pub(crate) use read::visible;
pub use read::{NoteList, NoteQuery, NoteView, available_steps, find_note, notes, suggested_notes, ticket_notes};
pub use write::{NewNote, NoteContent, NoteOwner, create_note, publish_note, retire_note, update_note};

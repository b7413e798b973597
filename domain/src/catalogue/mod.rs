//! The service catalogue (服务目录): what can be asked for, and what has to be said when it is.

mod answers;
mod field;
mod note;
mod places;

pub use answers::{Answer, check_answers};
pub use field::{CHOICES_MAX, FIELDS_MAX, FieldType, ItemField, check_fields};
pub use note::{NoteState, NoteStep, available_note_steps, next_note_state};

//! The life of a knowledge note (知识库): written, published, retired; nothing deletes one.

use crate::text_enum;
use crate::ticket::{Refusal, RefusalCode};

text_enum! {
    /// Where a note stands.
    pub enum NoteState {
        /// Being written; its own side's authors see it.
        Draft = "DRAFT",
        /// For everybody in its reach.
        Published = "PUBLISHED",
        /// Not offered any more; the solutions that used it still show it.
        Retired = "RETIRED",
    }
}

text_enum! {
    /// What may be done to a note.
    pub enum NoteStep {
        /// Write it anew.
        Update = "UPDATE",
        /// Offer it to its readers.
        Publish = "PUBLISH",
        /// Offer it no more.
        Retire = "RETIRE",
    }
}

impl NoteState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Published => "已发布",
            Self::Retired => "已停用",
        }
    }
}

/// The state after a step. A published note may be written anew, and a retired one published again.
///
/// # Errors
/// `WRONG_STATE`.
pub fn next_note_state(state: NoteState, step: NoteStep) -> Result<NoteState, Refusal> {
    match (state, step) {
        (NoteState::Draft | NoteState::Published, NoteStep::Update) => Ok(state),
        (NoteState::Draft | NoteState::Retired, NoteStep::Publish) => Ok(NoteState::Published),
        (NoteState::Draft | NoteState::Published, NoteStep::Retire) => Ok(NoteState::Retired),
        _ => {
            let en = format!("not possible while the note is {state}");
            let zh = format!("知识条目处于“{}”状态，不能执行此操作", state.zh());
            Err(Refusal::new(RefusalCode::WrongState, Some("noteId"), en, zh))
        }
    }
}

/// What its authors may do with a note.
pub fn available_note_steps(state: NoteState) -> Vec<NoteStep> {
    NoteStep::ALL.iter().copied().filter(|step| next_note_state(state, *step).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_written_published_and_retired() {
        use NoteStep::{Publish, Retire, Update};
        assert_eq!(available_note_steps(NoteState::Draft), [Update, Publish, Retire]);
        assert_eq!(available_note_steps(NoteState::Published), [Update, Retire]);
        assert_eq!(available_note_steps(NoteState::Retired), [Publish]);
        assert_eq!(next_note_state(NoteState::Published, Update), Ok(NoteState::Published));
        let refused = next_note_state(NoteState::Retired, Update).expect_err("retired");
        assert_eq!((refused.code, refused.field), (RefusalCode::WrongState, Some("noteId")));
    }
}

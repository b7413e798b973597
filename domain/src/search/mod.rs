//! Searching the text of tickets: one tokenizer for what is written and for what is asked, whatever the database.
//!
//! Chinese has no blanks between words, so a run of its characters is cut into overlapping pairs: 公文收不到 is 公文,
//! 文收, 收不, 不到. Who asks for several characters finds them side by side and in their order, never scattered.

mod document;
mod excerpt;
mod query;
mod refusal;
mod tokens;

pub use document::{Audience, Document, Field, Piece, TOKENS_MAX};
pub use excerpt::{Excerpt, excerpts};
pub use query::{PHRASES_MAX, Phrase, TEXT_MAX, TextQuery};
pub use refusal::SearchRefusal;
pub use tokens::{Text, Token};

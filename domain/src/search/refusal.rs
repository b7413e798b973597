//! Why a question is not answered.

use super::{PHRASES_MAX, TEXT_MAX};

/// A question that is not looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchRefusal {
    /// Neither a letter nor a digit in it.
    #[error("words must hold a letter, a digit or a Chinese character")]
    Nothing,
    /// In characters.
    #[error("words has {length} characters, at most {TEXT_MAX} are allowed")]
    TooLong { length: usize },
    /// Parts between blanks.
    #[error("words has {found} parts, at most {PHRASES_MAX} are allowed")]
    TooMany { found: usize },
}

impl SearchRefusal {
    /// The word that clients match on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "REQUIRED",
            Self::TooLong { .. } => "TOO_LONG",
            Self::TooMany { .. } => "TOO_MANY",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(&self) -> &'static str {
        "words"
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Nothing => "检索词须含文字、字母或数字".to_owned(),
            Self::TooLong { length } => format!("检索词有 {length} 个字符，最多允许 {TEXT_MAX} 个"),
            Self::TooMany { found } => format!("检索词有 {found} 段，最多允许 {PHRASES_MAX} 段"),
        }
    }
}

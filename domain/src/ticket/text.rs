//! Text that people give: trimmed, not blank where it is needed, of bounded length in characters.

use super::{Refusal, RefusalCode};

/// The longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// The longest description, comment, cause or solution, in characters.
pub const BODY_MAX: usize = 10_000;
/// The longest reason or note, in characters.
pub const REASON_MAX: usize = 2_000;

/// The trimmed text, refused when blank or too long.
pub(super) fn required(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let text = optional(field, text, max)?;
    if text.is_empty() {
        let (en, zh) = (format!("{field} must not be blank"), format!("{field} 不能为空"));
        return Err(Refusal::new(RefusalCode::Required, Some(field), en, zh));
    }
    Ok(text)
}

/// The trimmed text, perhaps empty, refused when too long or when it holds the character NUL, which no database keeps.
pub(super) fn optional(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length > max {
        let en = format!("{field} has {length} characters, at most {max} are allowed");
        let zh = format!("{field} 有 {length} 个字符，最多允许 {max} 个");
        return Err(Refusal::new(RefusalCode::TooLong, Some(field), en, zh));
    }
    if text.contains('\0') {
        let (en, zh) = (format!("{field} holds the character NUL"), format!("{field} 含有空字符 NUL"));
        return Err(Refusal::new(RefusalCode::Invalid, Some(field), en, zh));
    }
    Ok(text.to_owned())
}

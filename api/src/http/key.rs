//! The `Idempotency-Key` header.

use poem::Request;

use crate::error::{ApiError, Code};

/// The longest key, in characters.
const LONGEST: usize = 128;

/// The key that a request bears; quotation marks around it, as the HTTP working group writes it, do not belong to it.
///
/// # Errors
/// `BAD_REQUEST` when there are several, or one of other characters or another length.
pub(super) fn of(request: &Request) -> Result<Option<String>, ApiError> {
    let mut given = request.headers().get_all("idempotency-key").iter();
    let (Some(first), second) = (given.next(), given.next()) else { return Ok(None) };
    let text = first.to_str().unwrap_or_default();
    let key = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    if second.is_none() && (1..=LONGEST).contains(&key.len()) && key.bytes().all(allowed) {
        return Ok(Some(key.to_owned()));
    }
    let message = format!("an Idempotency-Key is one text of 1 to {LONGEST} letters, digits and the signs - _ . :");
    Err(ApiError::new(Code::BadRequest, message).with("limit", LONGEST).with("found", key.len()))
}

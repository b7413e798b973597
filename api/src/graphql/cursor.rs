//! Cursors: the order of a list, the sort value and the id of a row, opaque to clients.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::refusal::coded;
use super::request::Language;
use crate::error::ApiError;

/// Stands in no name.
const SEPARATOR: char = '\u{1f}';

/// The place of a row in an ordered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The list and its order: a cursor of another one is refused.
    pub order: &'static str,
    /// The row's sort value.
    pub key: String,
    /// Breaks ties.
    pub id: Uuid,
}

impl Cursor {
    /// As clients hold it.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}{SEPARATOR}{}{SEPARATOR}{}", self.order, self.id, self.key))
    }

    /// Reads a cursor of the list and order `order`.
    ///
    /// # Errors
    /// `INVALID_CURSOR` when it is none, or one of another list or order.
    pub fn decode(text: &str, order: &'static str, language: Language) -> Result<Self, ApiError> {
        let cursor = || {
            let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
            let text = std::str::from_utf8(&bytes).ok()?;
            let mut parts = text.splitn(3, SEPARATOR);
            let (of, id, key) = (parts.next()?, parts.next()?, parts.next()?);
            let id = Uuid::try_parse(id).ok()?;
            (of == order).then(|| Self { order, key: key.to_owned(), id })
        };
        cursor().ok_or_else(|| {
            let en = "this cursor is not of this list in this order";
            coded("INVALID_CURSOR", language.choose(en, "游标不属于该列表或该排序")).with("field", "after")
        })
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{Error, Value};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_back_in_its_own_order_and_refused_in_another(key in "\\PC*", id: u128) {
            let cursor = Cursor { order: "agencies.name", key, id: Uuid::from_u128(id) };
            let text = cursor.encode();
            prop_assert_eq!(Cursor::decode(&text, "agencies.name", Language::En), Ok(cursor));
            prop_assert!(Cursor::decode(&text, "vendors.name", Language::En).is_err());
        }

        #[test]
        fn any_other_text_is_refused_by_its_code(text in "\\PC*") {
            let error: Error = Cursor::decode(&text, "agencies.name", Language::En).expect_err("no cursor").into();
            let code = error.extensions.as_ref().and_then(|entries| entries.get("code"));
            prop_assert_eq!(code, Some(&Value::from("INVALID_CURSOR")));
        }
    }
}

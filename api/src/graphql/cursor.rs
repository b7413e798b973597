//! Cursors: the order of a list, the sort value and the id of a row, opaque to clients.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use domain::Instant;
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

    /// The place in a list by days.
    ///
    /// # Errors
    /// `INVALID_CURSOR` when the sort value is no day.
    pub fn day<I: From<Uuid>>(&self, language: Language) -> Result<(NaiveDate, I), ApiError> {
        let day = self.key.parse().map_err(|_| Self::damaged(language))?;
        Ok((day, self.id.into()))
    }

    /// The place in a list by time.
    ///
    /// # Errors
    /// `INVALID_CURSOR` when the sort value is no time in microseconds.
    pub fn instant<I: From<Uuid>>(&self, language: Language) -> Result<(Instant, I), ApiError> {
        let at = self.key.parse().ok().and_then(Instant::from_timestamp_micros);
        Ok((at.ok_or_else(|| Self::damaged(language))?, self.id.into()))
    }

    /// What is said of a cursor whose sort value cannot be read.
    pub fn damaged(language: Language) -> ApiError {
        coded("INVALID_CURSOR", language.choose("this cursor is damaged", "游标无效")).with("field", "after")
    }
}

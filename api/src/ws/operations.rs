//! The operations that run on one socket: how many may, and the line in the log that each leaves when it ends.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::Code;
use crate::guard::{Limit, Refusal};
use crate::request_log::RequestLine;

/// What stands in the log for what a socket carries.
const SWITCHING_PROTOCOLS: u16 = 101;

/// Shared by both halves of a socket; what still runs when the socket ends is logged then.
#[derive(Debug)]
pub(super) struct Operations {
    running: Mutex<HashMap<String, RequestLine>>,
    most: u64,
}

/// Why an operation does not begin.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The protocol ends the socket for it.
    Twice,
    /// As many run as may.
    TooMany(Refusal),
}

impl Operations {
    /// None yet, of at most so many at once.
    pub fn new(most: u64) -> Self {
        Self { running: Mutex::default(), most }
    }

    /// Whether one more may begin under this id.
    pub fn fit(&self, id: &str) -> Result<(), Unfit> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(id) {
            return Err(Unfit::Twice);
        }
        Limit::Subscriptions.check(running.len() as u64 + 1, self.most).map_err(Unfit::TooMany)
    }

    /// Begins one.
    pub fn begin(&self, id: &str, line: RequestLine) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), line);
    }

    /// Ends one, by whichever side; whether it was running.
    pub fn end(&self, id: &str) -> bool {
        let line = self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        let ran = line.is_some();
        if let Some(line) = line {
            line.write(SWITCHING_PROTOCOLS);
        }
        ran
    }

    /// A message of the engine as the protocol wants it; nothing when it wants none. The engine answers every `complete`
    /// with one, and tells of a document that is no good by `next`.
    pub fn passed(&self, text: String) -> Option<String> {
        #[derive(Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        enum Ending {
            Complete { id: String },
        }
        // Every change goes through here: the rest of a message is not read.
        if text.starts_with(r#"{"type":"next""#) {
            return Some(if text.contains(r#""payload":{"data":null"#) {
                self.refused(&text).unwrap_or(text)
            } else {
                text
            });
        }
        match serde_json::from_str(&text) {
            // Ended before, by the client or by an error: then nothing more may be said of it.
            Ok(Ending::Complete { id }) if !self.end(&id) => None,
            _ => Some(text),
        }
    }

    /// An `error` for what never ran: its errors stand at no field.
    fn refused(&self, text: &str) -> Option<String> {
        #[derive(Deserialize)]
        struct Next {
            id: String,
            payload: Payload,
        }
        #[derive(Deserialize)]
        struct Payload {
            #[serde(default)]
            errors: Vec<Value>,
        }
        let Next { id, payload: Payload { mut errors } } = serde_json::from_str(text).ok()?;
        let at_no_field = |error: &Value| error["path"].as_array().is_none_or(Vec::is_empty);
        if errors.is_empty() || !errors.iter().all(at_no_field) {
            return None;
        }
        for error in &mut errors {
            if error["extensions"]["code"].is_null() {
                error["extensions"]["code"] = json!(Code::ValidationFailed.as_str());
            }
        }
        self.end(&id);
        Some(json!({ "type": "error", "id": id, "payload": errors }).to_string())
    }
}

impl Drop for Operations {
    fn drop(&mut self) {
        let running = std::mem::take(self.running.get_mut().unwrap_or_else(PoisonError::into_inner));
        running.into_values().for_each(|line| line.write(SWITCHING_PROTOCOLS));
    }
}

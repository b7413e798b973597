//! The operations that run on one socket: how many may, and the line in the log that each leaves when it ends.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

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

    /// Ends one, by whichever side; what has ended already stays so.
    pub fn end(&self, id: &str) {
        let line = self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        if let Some(line) = line {
            line.write(SWITCHING_PROTOCOLS);
        }
    }

    /// Ends the operation that a message of the engine ends.
    pub fn heard(&self, text: &str) {
        #[derive(Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        enum Ending {
            Complete { id: String },
            Error { id: String },
        }
        // Every change goes through here: the rest of a message is not read.
        if !text.starts_with(r#"{"type":"next""#)
            && let Ok(Ending::Complete { id } | Ending::Error { id }) = serde_json::from_str(text)
        {
            self.end(&id);
        }
    }
}

impl Drop for Operations {
    fn drop(&mut self) {
        let running = std::mem::take(self.running.get_mut().unwrap_or_else(PoisonError::into_inner));
        running.into_values().for_each(|line| line.write(SWITCHING_PROTOCOLS));
    }
}

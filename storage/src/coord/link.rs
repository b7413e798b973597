//! The connection to Redis: who uses it waits a moment at most, and not at all while it is down.
//!
//! The keeper connects and looks after the connection; callers never do.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::RedisResult;
use redis::aio::MultiplexedConnection;
use tokio::sync::watch;
use tokio::time::timeout;

/// What could not be told to Redis and must be, before it is believed again.
#[derive(Debug, Default)]
pub struct Debts {
    /// Some message did not go out.
    pub gap: bool,
    /// Whole keys of cached values that were invalidated.
    pub invalidations: HashSet<String>,
}

/// The connection while it is good, otherwise nothing.
#[derive(Debug)]
pub struct Link {
    /// The longest a caller waits, and the slowest answer that counts as one.
    patience: Duration,
    connection: watch::Sender<Option<MultiplexedConnection>>,
    debts: Mutex<Debts>,
}

impl Link {
    pub fn new(patience: Duration) -> Self {
        Self { patience, connection: watch::Sender::new(None), debts: Mutex::default() }
    }

    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// One question; nothing when it finds no answer in time, and then the next callers do not even ask.
    pub async fn ask<T>(&self, question: impl AsyncFnOnce(MultiplexedConnection) -> RedisResult<T>) -> Option<T> {
        let connection = self.connection.borrow().clone()?;
        match timeout(self.patience, question(connection)).await {
            Ok(Ok(answer)) => Some(answer),
            // It is there and refuses (full, read-only): that costs nobody any time.
            Ok(Err(error)) if !error.is_io_error() => {
                tracing::warn!(%error, "Redis refuses");
                None
            }
            Ok(Err(_)) | Err(_) => {
                self.cut();
                None
            }
        }
    }

    pub fn is_up(&self) -> bool {
        self.connection.borrow().is_some()
    }

    pub async fn up(&self) {
        // An error would mean that the sender is gone, but it is ours.
        let _ = self.connection.subscribe().wait_for(Option::is_some).await;
    }

    pub fn restore(&self, connection: MultiplexedConnection) {
        if self.connection.send_replace(Some(connection)).is_none() {
            tracing::info!("Redis answers");
        }
    }

    pub fn cut(&self) {
        if self.connection.send_replace(None).is_some() {
            tracing::warn!("Redis does not answer in time; this process stands alone until it does");
        }
    }

    pub fn owe(&self, more: impl FnOnce(&mut Debts)) {
        more(&mut self.debts());
    }

    pub fn owes_invalidation(&self, key: &str) -> bool {
        self.debts().invalidations.contains(key)
    }

    pub fn take_debts(&self) -> Debts {
        std::mem::take(&mut self.debts())
    }

    fn debts(&self) -> MutexGuard<'_, Debts> {
        // No code that can panic runs under this lock.
        self.debts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

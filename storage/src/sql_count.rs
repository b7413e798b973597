//! Counts the statements that a request sends, so that a log line and a test can show them.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

tokio::task_local! {
    static COUNT: Arc<AtomicU64>;
}

/// Runs `work` and answers with its output and the number of statements it sent (BEGIN and COMMIT not counted).
pub async fn scope<T>(work: impl Future<Output = T>) -> (T, u64) {
    let count = Arc::new(AtomicU64::new(0));
    let output = COUNT.scope(count.clone(), work).await;
    (output, count.load(Ordering::Relaxed))
}

/// Called by the connection after each statement.
pub(crate) fn add_one() {
    // Outside a counted scope (jobs, start-up) nobody asks for the figure.
    let _ = COUNT.try_with(|count| count.fetch_add(1, Ordering::Relaxed));
}

//! Whether the process lives, and whether it can work.

use poem::Response;
use poem::http::StatusCode;

use super::answer;
use crate::hooks::Ready;

/// Alive: it answers. Says nothing about what it depends on, or a database outage would restart it.
pub(super) fn alive() -> Response {
    answer::json(StatusCode::OK, &serde_json::json!({"status": "alive"}))
}

/// Ready: each part says its state; 503 keeps requests away.
pub(super) async fn ready(ask: &Ready) -> Response {
    let readiness = ask().await;
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    answer::json(status, &readiness)
}

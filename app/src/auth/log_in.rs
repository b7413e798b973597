//! Logging in with name and password.

use std::sync::Arc;
use std::time::Duration;

use storage::coord::Rate;
use storage::entity::user_account;
use storage::query::{auth as query, setup};
use uuid::Uuid;

use super::password::verify;
use super::session::{Session, issue};
use crate::{App, Error, Result};

/// What a refused log-in hears, whatever the reason: nobody learns which names exist or are locked.
const REFUSED: Error = Error::Unauthenticated("wrong log-in name or password");
/// Names are cut for keys and the audit log; none that exists is longer.
const LOGIN_MAX: usize = 64;

/// Begins a session. `peer` is the address that the attempt comes from; both it and the name are limited in attempts.
///
/// # Errors
/// RATE_LIMITED with the seconds to wait; UNAUTHENTICATED with one text for an unknown name, a wrong password and a
/// locked account, after the same work.
pub async fn log_in(app: &Arc<App>, login: &str, password: &str, peer: &str) -> Result<Session> {
    let login: String = login.trim().to_lowercase().chars().take(LOGIN_MAX).collect();
    limit(app, "name", &login, app.config.log_ins_per_name).await?;
    limit(app, "peer", peer, app.config.log_ins_per_peer).await?;
    let account = query::account(app.store.read(), &login).await?;
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let right = verify(app, password, hash).await?;
    let Some(account) = account.as_ref().filter(|account| right && account.active) else {
        refused(app, &login, peer, account.as_ref(), right).await?;
        return Err(REFUSED);
    };
    if app.directory().users.get(&account.id).is_none_or(|user| user.grant_version != account.grant_version) {
        // The account was made or changed by another process since the snapshot.
        app.refresh().await?;
    }
    let op = app.op_for(account.id)?;
    let transaction = op.begin().await?;
    let session = issue(&op, &transaction, op.id::<Uuid>()).await?;
    let detail = serde_json::json!({ "login": login, "peer": peer });
    setup::insert(&transaction, op.audit("session.log_in", ("user", account.id.0), detail)).await?;
    transaction.commit().await?;
    Ok(session)
}

/// Counts one attempt of a name or an address.
pub(super) async fn limit(app: &App, kind: &str, whose: &str, attempts: u64) -> Result<()> {
    let window = Duration::from_secs(app.config.log_in_window_seconds);
    match app.coord.rate_limit(&format!("log-in:{kind}:{whose}"), attempts, window).await {
        Rate::Allowed => Ok(()),
        Rate::RetryAfter(seconds) => {
            tracing::warn!(log_in.kind = kind, log_in.whose = whose, "too many attempts to log in");
            Err(Error::RateLimited(seconds))
        }
    }
}

async fn refused(
    app: &Arc<App>,
    login: &str,
    peer: &str,
    account: Option<&user_account::Model>,
    right: bool,
) -> Result<()> {
    let reason = match account {
        None => "UNKNOWN",
        Some(_) if right => "LOCKED",
        Some(_) => "WRONG_PASSWORD",
    };
    let op = app.op_system("log-in");
    let detail = serde_json::json!({ "login": login, "peer": peer, "reason": reason });
    let mut entry = op.audit("session.log_in_refused", ("user", Uuid::nil()), detail);
    entry.object_id = account.map(|account| account.id.0);
    let transaction = op.begin().await?;
    setup::insert(&transaction, entry).await?;
    transaction.commit().await?;
    Ok(())
}

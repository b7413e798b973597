//! Sessions: refresh tokens that are used once each. Only their SHA-256 is stored.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{RefreshTokenId, UserId};
use sha2::{Digest, Sha256};
use storage::Transaction;
use storage::entity::refresh_token;
use storage::query::{auth as query, setup};
use uuid::Uuid;

use crate::{App, Error, Op, Result};

const ENDED: Error = Error::Unauthenticated("the session has ended, log in again");

/// What a person gets who has logged in; the API adds an access token.
#[derive(Clone, Debug)]
pub struct Session {
    pub user: UserId,
    pub name: String,
    /// 32 random bytes as base64url; good for one [`refresh`].
    pub refresh_token: String,
    pub refresh_expires_at: Instant,
    /// The version of the roles that an access token is issued for.
    pub grant_version: i64,
}

/// Gives a new token for one that was not used yet, in one transaction.
///
/// # Errors
/// UNAUTHENTICATED for a token that is unknown, expired or revoked, or whose account is locked. A token used before has
/// leaked to somebody: then every token of that log-in is revoked.
pub async fn refresh(app: &Arc<App>, token: &str) -> Result<Session> {
    let row = query::token(app.store.read(), &digest(token)).await?.ok_or(ENDED)?;
    let now = app.clock.now();
    if row.used_at.is_some() {
        return Err(reused(app, &row).await?);
    }
    if row.revoked_at.is_some() || row.expires_at <= now {
        return Err(ENDED);
    }
    let op = app.op_for(row.user_id).map_err(|_| ENDED)?;
    let transaction = op.begin().await?;
    query::hold_account(&transaction, row.user_id).await?;
    if !query::use_token(&transaction, row.id, op.now()).await? {
        transaction.rollback().await?;
        return Err(reused(app, &row).await?);
    }
    let session = issue(&op, &transaction, row.family).await?;
    transaction.commit().await?;
    Ok(session)
}

/// Ends the session that a token belongs to; one of somebody else, or of nobody, is left alone without saying so.
pub async fn log_out(op: &Op, token: &str) -> Result<()> {
    let row = query::token(op.app().store.read(), &digest(token)).await?;
    let Some(row) = row.filter(|row| op.actor().user() == Some(row.user_id)) else { return Ok(()) };
    let transaction = op.begin().await?;
    query::hold_account(&transaction, row.user_id).await?;
    if query::revoke_family(&transaction, row.family, op.now()).await? > 0 {
        let entry = op.audit("session.log_out", ("user", row.user_id.0), serde_json::json!({}));
        setup::insert(&transaction, entry).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Writes a new token of a family for the actor.
pub(super) async fn issue(op: &Op, transaction: &Transaction, family: Uuid) -> Result<Session> {
    let user = op.actor().user().ok_or(ENDED)?;
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let expires_at = op.now() + TimeDelta::seconds(op.app().config.refresh_token_seconds);
    let row = refresh_token::Model {
        id: op.id::<RefreshTokenId>(),
        user_id: user,
        family,
        token_hash: digest(&token),
        issued_at: op.now(),
        expires_at,
        used_at: None,
        revoked_at: None,
    };
    setup::insert(transaction, row).await?;
    Ok(Session {
        user,
        name: op.actor().name().to_owned(),
        refresh_token: token,
        refresh_expires_at: expires_at,
        grant_version: op.actor().grant_version(),
    })
}

/// Revokes the family of a token that came a second time; the answer is the error to give.
async fn reused(app: &Arc<App>, row: &refresh_token::Model) -> Result<Error> {
    let op = app.op_system("session");
    let transaction = op.begin().await?;
    query::hold_account(&transaction, row.user_id).await?;
    if query::revoke_family(&transaction, row.family, op.now()).await? > 0 {
        let detail = serde_json::json!({ "issuedAt": row.issued_at });
        setup::insert(&transaction, op.audit("session.token_reused", ("user", row.user_id.0), detail)).await?;
    }
    transaction.commit().await?;
    Ok(ENDED)
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

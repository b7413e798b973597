//! Access tokens of service accounts: issued by a security administrator, shown once, kept as a hash, good for a year at
//! most. They stand in the directory, so that a request by one costs no statement and a revoked one ends everywhere with
//! the next reload.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AccessTokenId, UserId};
use sha2::{Digest, Sha256};
use storage::entity::access_token;
use storage::query::{access_token as query, setup};

use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::available::is_machine;
use crate::setup::write::{Snapshot, Write};
use crate::{App, Error, Op, Result};

/// How every such token begins, so that a leaked one is known for what it is.
pub const TOKEN_PREFIX: &str = "gda_";
/// The longest life of a token, in days; 90 when nobody says.
const DAYS_MAX: i64 = 366;
const DAYS_USUAL: i64 = 90;
/// The most tokens of one account that hold at once.
const TOKENS_MAX: usize = 10;
/// The last characters that are shown.
const HINT: usize = 4;

/// A token as stored.
pub type AccessTokenView = access_token::Model;

/// A token to be issued.
#[derive(Clone, Debug)]
pub struct NewAccessToken {
    /// The service account.
    pub user: UserId,
    /// What it is for.
    pub name: String,
    /// None: 90 days from now.
    pub expires_at: Option<Instant>,
}

/// A token that was issued: its text is known here and now only.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    pub row: AccessTokenView,
    pub token: String,
}

/// Issues a token. Needs `user.manage`.
///
/// # Errors
/// `NOT_A_SERVICE_ACCOUNT` unless the account holds the role SERVICE_ACCOUNT and no other; `PERIOD` for a life that is
/// over or longer than a year; `TOO_MANY`; `REQUIRED` for the name.
pub async fn issue_access_token(op: &Op, new: &NewAccessToken) -> Result<IssuedToken> {
    op.require(Action::UserManage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    let directory = write.directory();
    let user = directory.users.get(&new.user).ok_or(Error::NotFound("user"))?;
    let mut mistakes = Mistakes::default();
    let name = mistakes.text("name", &new.name, NAME_MAX);
    if !is_machine(&write, user) {
        let en = "tokens are for active accounts that hold the role SERVICE_ACCOUNT and no other";
        mistakes.add("NOT_A_SERVICE_ACCOUNT", "userId", en, "令牌只发给仅持有“服务账号”角色的在用账号");
    }
    let expires_at = new.expires_at.unwrap_or(write.now() + TimeDelta::days(DAYS_USUAL));
    if expires_at <= write.now() || expires_at > write.now() + TimeDelta::days(DAYS_MAX) {
        let en = format!("a token holds for {DAYS_MAX} days at most, and expires after now");
        mistakes.add("PERIOD", "expiresAt", en, format!("令牌有效期最长 {DAYS_MAX} 天，且须晚于当前时间"));
    }
    let holding = directory.tokens_of(user.id).filter(|row| row.expires_at > write.now()).count();
    if holding >= TOKENS_MAX {
        let en = format!("the account has {holding} tokens, at most {TOKENS_MAX} hold at once: revoke one");
        mistakes.add("TOO_MANY", "userId", en, format!("该账号已有 {holding} 个令牌，最多 {TOKENS_MAX} 个"));
    }
    mistakes.refuse()?;
    let token = format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()));
    let row = AccessTokenView {
        id: write.id(),
        user_id: user.id,
        name,
        token_hash: digest(&token),
        hint: token[token.len() - HINT..].to_owned(),
        issued_by: write.actor().user(),
        issued_at: write.now(),
        expires_at,
        revoked_at: None,
        revoked_by: None,
        last_used_on: None,
    };
    let detail = serde_json::json!({ "tokenId": row.id, "name": row.name, "expiresAt": row.expires_at });
    setup::insert(write.transaction(), row.clone()).await?;
    write.commit("token.issue", ("user", row.user_id.0), detail).await?;
    Ok(IssuedToken { row, token })
}

/// Ends a token for good. Needs `user.manage`.
pub async fn revoke_access_token(op: &Op, id: AccessTokenId) -> Result<UserId> {
    op.require(Action::UserManage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    let directory = write.directory();
    let row = directory.tokens.values().find(|row| row.id == id).cloned();
    let mut row = row.ok_or(Error::NotFound("access token"))?;
    (row.revoked_at, row.revoked_by) = (Some(write.now()), write.actor().user());
    let user = row.user_id;
    let detail = serde_json::json!({ "tokenId": row.id, "name": row.name });
    setup::update(write.transaction(), row).await?;
    write.commit("token.revoke", ("user", user.0), detail).await?;
    Ok(user)
}

/// Whose token this is, if it holds now.
pub fn holder(app: &App, token: &str) -> Option<AccessTokenView> {
    let now = app.clock.now();
    let row = app.directory().tokens.get(&digest(token)).cloned()?;
    (row.expires_at > now).then_some(row)
}

/// Notes that a token was used today: one statement a day and process.
pub async fn note_use(app: &App, id: AccessTokenId) -> Result<()> {
    let today = app.clock.now().date_naive();
    if app.noted_today(id, today) {
        return Ok(());
    }
    Ok(query::note_use(app.store.write(), id, today).await?)
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

//! Tokens of service accounts: looked up in the directory at each request, never signed.

use app::App;
use app::auth::{TOKEN_PREFIX, holder};

use super::Claims;

/// A socket is not kept open longer on one look at the token, in seconds: it may be revoked meanwhile.
const LOOKED_AT_AGAIN: i64 = 3_600;

/// The claims of such a token, if it holds now.
pub fn machine(app: &App, token: &str) -> Option<Claims> {
    if !token.starts_with(TOKEN_PREFIX) {
        return None;
    }
    let row = holder(app, token)?;
    let now = app.clock().now().timestamp();
    Some(Claims {
        sub: row.user_id,
        gv: 0,
        iss: String::new(),
        aud: String::new(),
        iat: now,
        nbf: now,
        exp: row.expires_at.timestamp().min(now + LOOKED_AT_AGAIN),
        token: Some(row.id),
    })
}

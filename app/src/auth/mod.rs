//! Log-in, sessions, passwords, and tokens of service accounts.

mod account;
mod log_in;
mod machine;
mod password;
mod session;

pub use account::{change_password, create_security_admin, reset_password};
pub use log_in::log_in;
pub use machine::{
    AccessTokenView, IssuedToken, NewAccessToken, TOKEN_PREFIX, holder, issue_access_token, note_use,
    revoke_access_token,
};
pub(crate) use password::hash;
pub use password::{check_login, check_password, hash_password};
pub use session::{Session, log_out, refresh};

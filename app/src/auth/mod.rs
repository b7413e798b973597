//! Log-in, sessions and passwords.

mod account;
mod log_in;
mod password;
mod session;

pub use account::{change_password, create_security_admin, reset_password};
pub use log_in::log_in;
pub(crate) use password::hash;
pub use password::{check_login, check_password, hash_password};
pub use session::{Session, log_out, refresh};

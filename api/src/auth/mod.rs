//! Access tokens: short-lived, signed with Ed25519, checked without a database.

mod address_token;
mod keys;
mod machine;
mod token;

pub use address_token::{AddressClaims, Fetched};
pub use keys::{KeyProblem, Keys};
pub use machine::machine;
pub use token::{Claims, TokenProblem, TokenRules, Tokens};

/// The token of an `Authorization` value: what follows the scheme `Bearer`, in any case (RFC 6750 §2.1).
pub fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

//! Addresses for fetching an evidence bundle: signed like those of files, and taken for none of them.

use app::bundle::BundleOf;
use domain::Instant;
use domain::ids::UserId;
use serde::{Deserialize, Serialize};

use super::file_token::{expiry, nonce};
use super::token::{TokenProblem, Tokens};

/// What an address says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleClaims {
    /// Of what.
    pub of: BundleOf,
    /// Whom it was given to.
    pub sub: UserId,
    /// Tells it from every other address.
    pub jti: String,
    /// Who gave it.
    pub iss: String,
    /// For what.
    pub aud: String,
    /// Until when it is good, seconds since 1970.
    pub exp: i64,
}

impl BundleClaims {
    /// Until when it is good.
    pub fn expires_at(&self) -> Instant {
        expiry(self.exp)
    }
}

impl Tokens {
    /// An address by which one person fetches one bundle, good for so many seconds from `now`; and until when.
    ///
    /// # Errors
    /// [`TokenProblem::Invalid`] if the signing key is broken.
    pub fn issue_bundle(
        &self,
        of: BundleOf,
        sub: UserId,
        now: Instant,
        seconds: i64,
    ) -> Result<(String, Instant), TokenProblem> {
        let exp = now.timestamp().saturating_add(seconds);
        let claims =
            BundleClaims { of, sub, jti: nonce(), iss: self.rules.issuer.clone(), aud: self.bundle_audience(), exp };
        Ok((self.sign_address(&claims)?, claims.expires_at()))
    }

    /// What an address says that is good at `now`; whether it was used is another question.
    ///
    /// # Errors
    /// [`TokenProblem`], which the caller answers with NOT_FOUND and nothing more.
    pub fn verify_bundle(&self, token: &str, now: Instant) -> Result<BundleClaims, TokenProblem> {
        let claims: BundleClaims = self.read_address(token, &self.bundle_audience())?;
        if claims.exp <= now.timestamp() { Err(TokenProblem::Expired) } else { Ok(claims) }
    }

    fn bundle_audience(&self) -> String {
        format!("{}/bundles", self.rules.audience)
    }
}

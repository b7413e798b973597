//! Addresses for fetching a file, a bundle or a report: what they say is signed, so that giving one out writes nothing.

use app::bundle::BundleOf;
use app::export::ReportFile;
use chrono::DateTime;
use domain::Instant;
use domain::ids::{AttachmentId, UserId};
use jsonwebtoken::{Algorithm, Header, Validation, decode, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::token::{TokenProblem, Tokens};

/// No address of ours is longer: that of a report says what it was narrowed to.
const LONGEST: usize = 4_096;

/// What is fetched at an address.
pub trait Fetched: Serialize + DeserializeOwned {
    /// The end of the address's audience, so that none is taken for one of another sort.
    const AUDIENCE: &'static str;
}

impl Fetched for AttachmentId {
    const AUDIENCE: &'static str = "files";
}

impl Fetched for BundleOf {
    const AUDIENCE: &'static str = "bundles";
}

impl Fetched for ReportFile {
    const AUDIENCE: &'static str = "reports";
}

/// What an address says. Its audience is no access token's, so that neither is taken for the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressClaims<T> {
    /// Of what.
    pub of: T,
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

impl<T> AddressClaims<T> {
    /// Until when it is good.
    pub fn expires_at(&self) -> Instant {
        DateTime::from_timestamp(self.exp, 0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// What tells an address from every other.
fn nonce() -> String {
    let nonce: [u8; 16] = rand::random();
    nonce.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Tokens {
    /// An address by which one person fetches one thing, good for so many seconds from `now`; and until when.
    ///
    /// # Errors
    /// [`TokenProblem::Invalid`] if the signing key is broken.
    pub fn issue_address<T: Fetched>(
        &self,
        of: T,
        sub: UserId,
        now: Instant,
        seconds: i64,
    ) -> Result<(String, Instant), TokenProblem> {
        let (iss, aud) = (self.rules.issuer.clone(), self.address_audience::<T>());
        let exp = now.timestamp().saturating_add(seconds);
        let claims = AddressClaims { of, sub, jti: nonce(), iss, aud, exp };
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.keys.signing_id().to_owned());
        let token = encode(&header, &claims, self.keys.signing()).map_err(|_| TokenProblem::Invalid)?;
        Ok((token, claims.expires_at()))
    }

    /// What an address of such a thing says that is good at `now`; whether it was used is another question.
    ///
    /// # Errors
    /// [`TokenProblem`], which the caller answers with NOT_FOUND and nothing more.
    pub fn verify_address<T: Fetched>(&self, token: &str, now: Instant) -> Result<AddressClaims<T>, TokenProblem> {
        if token.len() > LONGEST {
            return Err(TokenProblem::Invalid);
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.rules.issuer]);
        validation.set_audience(&[self.address_audience::<T>()]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // By the operation's clock, which the caller has.
        validation.validate_exp = false;
        let decoded = decode::<AddressClaims<T>>(token, self.key_of(token)?, &validation);
        let claims = decoded.map_err(|_| TokenProblem::Invalid)?.claims;
        if claims.exp <= now.timestamp() { Err(TokenProblem::Expired) } else { Ok(claims) }
    }

    fn address_audience<T: Fetched>(&self) -> String {
        format!("{}/{}", self.rules.audience, T::AUDIENCE)
    }
}

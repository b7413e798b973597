//! Addresses for fetching a file: what they say is signed, so that giving one out writes nothing.

use chrono::DateTime;
use domain::Instant;
use domain::ids::{AttachmentId, UserId};
use jsonwebtoken::{Algorithm, Header, Validation, decode, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::token::{TokenProblem, Tokens};

/// No address of ours is longer.
const LONGEST: usize = 1_024;

/// What an address says. Its audience is no access token's, so that neither is taken for the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileClaims {
    /// The file.
    pub file: AttachmentId,
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

impl FileClaims {
    /// Until when it is good.
    pub fn expires_at(&self) -> Instant {
        expiry(self.exp)
    }
}

/// The instant of so many seconds since 1970.
pub(super) fn expiry(seconds: i64) -> Instant {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// What tells an address from every other.
pub(super) fn nonce() -> String {
    let nonce: [u8; 16] = rand::random();
    nonce.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Tokens {
    /// An address by which one person fetches one file, good for so many seconds from `now`.
    ///
    /// # Errors
    /// [`TokenProblem::Invalid`] if the signing key is broken.
    pub fn issue_file(
        &self,
        file: AttachmentId,
        sub: UserId,
        now: Instant,
        seconds: i64,
    ) -> Result<String, TokenProblem> {
        let claims = FileClaims {
            file,
            sub,
            jti: nonce(),
            iss: self.rules.issuer.clone(),
            aud: self.file_audience(),
            exp: now.timestamp().saturating_add(seconds),
        };
        self.sign_address(&claims)
    }

    /// The text of an address that says so much.
    pub(super) fn sign_address(&self, claims: &impl Serialize) -> Result<String, TokenProblem> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.keys.signing_id().to_owned());
        encode(&header, claims, self.keys.signing()).map_err(|_| TokenProblem::Invalid)
    }

    /// What an address says that is good at `now`; whether it was used is another question.
    ///
    /// # Errors
    /// [`TokenProblem`], which the caller answers with NOT_FOUND and nothing more.
    pub fn verify_file(&self, token: &str, now: Instant) -> Result<FileClaims, TokenProblem> {
        let claims: FileClaims = self.read_address(token, &self.file_audience())?;
        if claims.exp <= now.timestamp() { Err(TokenProblem::Expired) } else { Ok(claims) }
    }

    /// What an address of an audience says, whether it is over or not.
    pub(super) fn read_address<C: DeserializeOwned>(&self, token: &str, audience: &str) -> Result<C, TokenProblem> {
        if token.len() > LONGEST {
            return Err(TokenProblem::Invalid);
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.rules.issuer]);
        validation.set_audience(&[audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // By the operation's clock, which the caller has.
        validation.validate_exp = false;
        let claims = decode::<C>(token, self.key_of(token)?, &validation);
        Ok(claims.map_err(|_| TokenProblem::Invalid)?.claims)
    }

    fn file_audience(&self) -> String {
        format!("{}/files", self.rules.audience)
    }
}

//! Issuing and checking access tokens at a given time.

use domain::Instant;
use domain::ids::{AccessTokenId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, decode_header, encode};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};

use super::keys::Keys;

/// No token of ours is longer; longer ones are not even decoded.
const LONGEST_TOKEN: usize = 2_048;
/// Tokens whose signature is remembered, in this process: at most 10 MB of them.
const REMEMBERED: u64 = 10_000;

/// Names and times of access tokens (a section of the configuration).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenRules {
    /// Who issues: `iss`.
    pub issuer: String,
    /// For whom: `aud`.
    pub audience: String,
    /// How long a token lives, in seconds.
    pub lifetime_seconds: u32,
    /// By how much the clocks of two processes may differ, in seconds.
    pub leeway_seconds: u32,
}

impl Default for TokenRules {
    fn default() -> Self {
        Self {
            issuer: "gongdan".to_owned(),
            audience: "gongdan-api".to_owned(),
            lifetime_seconds: 600,
            leeway_seconds: 5,
        }
    }
}

/// What an access token says. Every claim is required, each in the one form that we issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The person.
    pub sub: UserId,
    /// Version of the person's roles when the token was issued: for whoever reads the token. What the person may do is
    /// looked up anew for each operation.
    pub gv: i64,
    /// Who issued it.
    pub iss: String,
    /// For whom.
    pub aud: String,
    /// Issued at, seconds since 1970.
    pub iat: i64,
    /// Not valid before, seconds since 1970.
    pub nbf: i64,
    /// Expires at, seconds since 1970; not valid at that second.
    pub exp: i64,
    /// The token of a service account that stands behind these claims; none for a token that we sign.
    #[serde(skip)]
    pub token: Option<AccessTokenId>,
}

/// Why a token is refused. The client only learns `UNAUTHENTICATED`; this is for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// Not a token, another algorithm, a forged signature, a missing or malformed claim, another issuer
    /// or audience.
    #[error("invalid token")]
    Invalid,
    /// Its key is not among the accepted ones.
    #[error("unknown key")]
    UnknownKey,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not come.
    #[error("not yet valid")]
    NotYetValid,
}

/// Issues and checks access tokens.
#[derive(Debug)]
pub struct Tokens {
    pub(super) keys: Keys,
    pub(super) rules: TokenRules,
    validation: Validation,
    /// Claims by their whole token: what signature and names say never changes, only the time does.
    genuine: Cache<String, Claims>,
}

impl Tokens {
    /// With these keys and rules.
    pub fn new(keys: Keys, rules: TokenRules) -> Self {
        // One algorithm, named here: what a token's own header asks for never chooses.
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&rules.issuer]);
        validation.set_audience(&[&rules.audience]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        // The library compares with the machine's clock. Ours is the operation's clock, which tests and
        // the offset to the database move, so both times are compared below.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Self { keys, rules, validation, genuine: Cache::new(REMEMBERED) }
    }

    /// A token for a person, valid from `now` for the configured lifetime, and when it expires.
    ///
    /// # Errors
    /// [`TokenProblem::Invalid`] if the signing key is broken.
    pub fn issue(&self, user: UserId, grant_version: i64, now: Instant) -> Result<(String, Claims), TokenProblem> {
        let from = now.timestamp();
        let claims = Claims {
            sub: user,
            gv: grant_version,
            iss: self.rules.issuer.clone(),
            aud: self.rules.audience.clone(),
            iat: from,
            nbf: from,
            exp: from + i64::from(self.rules.lifetime_seconds),
            token: None,
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.keys.signing_id().to_owned());
        let token = encode(&header, &claims, self.keys.signing()).map_err(|_| TokenProblem::Invalid)?;
        Ok((token, claims))
    }

    /// The claims of a token that holds at `now`. Signature, issuer and audience of one token are checked once, which
    /// costs more than most requests; its times each time.
    ///
    /// # Errors
    /// [`TokenProblem`], which the caller answers with `UNAUTHENTICATED` and nothing more.
    pub fn verify(&self, token: &str, now: Instant) -> Result<Claims, TokenProblem> {
        let claims = match self.genuine.get(token) {
            Some(claims) => claims,
            None => {
                let claims = self.read(token)?;
                self.genuine.insert(token.to_owned(), claims.clone());
                claims
            }
        };
        let now = now.timestamp();
        let leeway = i64::from(self.rules.leeway_seconds);
        if claims.exp <= now.saturating_sub(leeway) {
            return Err(TokenProblem::Expired);
        }
        if claims.nbf > now.saturating_add(leeway) || claims.iat > now.saturating_add(leeway) {
            return Err(TokenProblem::NotYetValid);
        }
        Ok(claims)
    }

    fn read(&self, token: &str) -> Result<Claims, TokenProblem> {
        if token.len() > LONGEST_TOKEN {
            return Err(TokenProblem::Invalid);
        }
        let key = self.key_of(token)?;
        Ok(decode::<Claims>(token, key, &self.validation).map_err(|_| TokenProblem::Invalid)?.claims)
    }

    /// The key is looked up by its id among the accepted ones and nowhere else: keys and addresses in the token's own
    /// header (`jwk`, `jku`, `x5u`, `x5c`) are not read.
    pub(super) fn key_of(&self, token: &str) -> Result<&DecodingKey, TokenProblem> {
        let header = decode_header(token).map_err(|_| TokenProblem::Invalid)?;
        // RFC 7515 §4.1.11: extensions that must be understood, and none is.
        if header.crit.is_some() {
            return Err(TokenProblem::Invalid);
        }
        let id = header.kid.ok_or(TokenProblem::UnknownKey)?;
        self.keys.accepted(&id).ok_or(TokenProblem::UnknownKey)
    }
}

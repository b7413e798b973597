//! Secrets, and what they sign (Standard Webhooks, symmetric signatures).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::webhook::Secret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Error, Result};

/// How every secret begins, so that a leaked one is known for what it is.
const PREFIX: &str = "whsec_";

/// A secret of 32 random bytes.
pub(super) fn new_secret() -> Secret {
    Secret(format!("{PREFIX}{}", STANDARD.encode(rand::random::<[u8; 32]>())))
}

/// The signature of a message: `v1,` and the base64 of HMAC-SHA256 over id, seconds since 1970 and body, joined by points.
///
/// # Errors
/// The secret is none.
pub(super) fn sign(secret: &Secret, id: &str, timestamp: i64, body: &str) -> Result<String> {
    // What a decoder says would quote the secret.
    let unreadable = || Error::Internal(anyhow::anyhow!("a signing secret cannot be read"));
    let key = secret.0.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok()).ok_or_else(unreadable)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| unreadable())?;
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Secret, id, time and body of the example that the libraries of Standard Webhooks test with.
    #[test]
    fn the_example_of_standard_webhooks_is_signed_so() {
        let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned());
        let signed = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_32_bytes_and_no_other_has_them() {
        let (one, other) = (new_secret(), new_secret());
        assert_ne!(one, other);
        let key = STANDARD.decode(one.0.strip_prefix("whsec_").unwrap()).unwrap();
        assert_eq!(key.len(), 32);
    }

    #[test]
    fn what_is_no_secret_is_not_quoted() {
        let error = sign(&Secret("whsec_*hidden*".to_owned()), "m", 0, "{}").unwrap_err();
        assert!(!error.to_string().contains("hidden"), "{error}");
    }
}

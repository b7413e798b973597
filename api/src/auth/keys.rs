//! The key that signs access tokens, and the public keys that are accepted.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyProblem {
    /// Not an Ed25519 key in PEM: PKCS #8 without the public half for the private key
    /// (`openssl genpkey -algorithm ed25519`), SubjectPublicKeyInfo for a public one.
    #[error("not an Ed25519 key in PEM: {0}")]
    NotEd25519(#[from] jsonwebtoken::errors::Error),
}

/// One signing key and the public keys that are accepted, each under its key id.
///
/// A key id is the RFC 7638 thumbprint of the public key, so nobody chooses it and two keys never share
/// one. To rotate: start every process with the new key as a further accepted one, then sign with it and
/// accept the old public key until the last token of the old one has expired.
pub struct Keys {
    signing: EncodingKey,
    signing_id: String,
    accepted: HashMap<String, DecodingKey>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("signing_id", &self.signing_id).field("accepted", &self.accepted.keys()).finish()
    }
}

impl Keys {
    /// Reads the private key and further accepted public keys from PEM texts.
    ///
    /// # Errors
    /// [`KeyProblem::NotEd25519`].
    pub fn from_pem(private: &str, also_accepted: &[String]) -> Result<Self, KeyProblem> {
        let signing = EncodingKey::from_ed_pem(private.as_bytes())?;
        let jwk = Jwk::from_encoding_key(&signing, Algorithm::EdDSA)?;
        let signing_id = jwk.thumbprint(ThumbprintHash::SHA256)?;
        let mut accepted = HashMap::from([(signing_id.clone(), DecodingKey::from_jwk(&jwk)?)]);
        for public in also_accepted {
            let key = DecodingKey::from_ed_pem(public.as_bytes())?;
            let jwk = Jwk::from_decoding_key(&key, Some(Algorithm::EdDSA))?;
            accepted.insert(jwk.thumbprint(ThumbprintHash::SHA256)?, key);
        }
        Ok(Self { signing, signing_id, accepted })
    }

    /// A new private key as PEM, for the embedded mode to keep in a file that only its owner can read.
    pub fn generate_pem() -> String {
        // RFC 8410 §7: a fixed PKCS #8 frame around the 32 random bytes that are the whole key.
        const FRAME: [u8; 16] =
            [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        let mut der = FRAME.to_vec();
        der.extend(rand::random::<[u8; 32]>());
        let text = STANDARD.encode(der);
        format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n")
    }

    /// The public half of the signing key as PEM, to be accepted elsewhere or after a rotation.
    pub fn public_pem(&self) -> String {
        // RFC 8410 §4: a fixed SubjectPublicKeyInfo frame.
        const FRAME: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        let mut der = FRAME.to_vec();
        if let Some(Ok(public)) = self.accepted.get(&self.signing_id).map(DecodingKey::try_get_as_bytes) {
            der.extend(public);
        }
        let text = STANDARD.encode(der);
        format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n")
    }

    /// The id of the signing key, as it stands in each token's header.
    pub fn signing_id(&self) -> &str {
        &self.signing_id
    }

    pub(super) fn signing(&self) -> &EncodingKey {
        &self.signing
    }

    pub(super) fn accepted(&self, id: &str) -> Option<&DecodingKey> {
        self.accepted.get(id)
    }
}

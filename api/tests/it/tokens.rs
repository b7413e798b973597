//! Forged, stale and misdirected access tokens.

use std::time::Duration;

use api::auth::{Keys, TokenProblem, TokenRules, Tokens, bearer};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::stand::{at, user};

const NOW: i64 = 1_790_000_000;

struct Forge {
    pem: String,
    tokens: Tokens,
    kid: String,
}

impl Forge {
    fn new() -> Self {
        let pem = Keys::generate_pem();
        let keys = Keys::from_pem(&pem, &[]).expect("a generated key loads");
        let kid = keys.signing_id().to_owned();
        Self { pem, kid, tokens: Tokens::new(keys, TokenRules::default()) }
    }

    fn claims() -> Value {
        json!({"sub": user(), "gv": 1, "iss": "gongdan", "aud": "gongdan-api", "iat": NOW, "nbf": NOW, "exp": NOW + 600})
    }

    fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.kid.clone());
        header
    }

    /// Signed with our own key.
    fn signed(&self, header: &Header, claims: &Value) -> String {
        let key = EncodingKey::from_ed_pem(self.pem.as_bytes()).expect("our key");
        encode(header, claims, &key).expect("signs")
    }

    fn check(&self, token: &str) -> Result<i64, TokenProblem> {
        self.tokens.verify(token, at(NOW)).map(|claims| claims.exp)
    }
}

fn part(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

#[test]
fn an_issued_token_says_who_until_when() {
    let forge = Forge::new();
    let (token, issued) = forge.tokens.issue(user(), 7, at(NOW)).expect("issues");
    let claims = forge.tokens.verify(&token, at(NOW + 599)).expect("holds");
    assert_eq!(claims, issued);
    assert_eq!((claims.sub, claims.gv, claims.exp), (user(), 7, NOW + 600));
}

#[test]
fn a_token_holds_from_its_beginning_to_its_end_within_the_leeway() {
    let forge = Forge::new();
    let (token, _) = forge.tokens.issue(user(), 1, at(NOW)).expect("issues");
    let check = |seconds: i64| forge.tokens.verify(&token, at(NOW + seconds)).map(|_| ());
    assert_eq!(check(-6), Err(TokenProblem::NotYetValid));
    assert_eq!(check(-5), Ok(()));
    assert_eq!(check(604), Ok(()));
    assert_eq!(check(605), Err(TokenProblem::Expired));
    assert_eq!(check(Duration::from_secs(86_400).as_secs() as i64), Err(TokenProblem::Expired));
}

#[test]
fn no_algorithm_but_ours_is_accepted() {
    let forge = Forge::new();
    for alg in ["none", "None", "NONE", ""] {
        let token =
            format!("{}.{}.", part(&json!({"alg": alg, "typ": "JWT", "kid": forge.kid})), part(&Forge::claims()));
        assert_eq!(forge.check(&token), Err(TokenProblem::Invalid), "{alg}");
    }
    // The classic confusion: the public key, which everybody may know, as the secret of an HMAC.
    let public = Keys::from_pem(&forge.pem, &[]).expect("our key").public_pem();
    for alg in [Algorithm::HS256, Algorithm::HS512] {
        let mut header = forge.header();
        header.alg = alg;
        let token = encode(&header, &Forge::claims(), &EncodingKey::from_secret(public.as_bytes())).expect("signs");
        assert_eq!(forge.check(&token), Err(TokenProblem::Invalid));
    }
}

#[test]
fn a_changed_payload_or_signature_is_refused() {
    let forge = Forge::new();
    let token = forge.signed(&forge.header(), &Forge::claims());
    assert_eq!(forge.check(&token), Ok(NOW + 600));
    let mut richer = Forge::claims();
    richer["gv"] = json!(99);
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(forge.check(&[parts[0], &part(&richer), parts[2]].join(".")), Err(TokenProblem::Invalid));
    assert_eq!(forge.check(&[parts[0], parts[1], ""].join(".")), Err(TokenProblem::Invalid));
    assert_eq!(forge.check(&[parts[0], parts[1], &"A".repeat(86)].join(".")), Err(TokenProblem::Invalid));
    for junk in ["", ".", "..", "a.b.c.d", &"x".repeat(1 << 20), "\u{0}.\u{0}.\u{0}"] {
        assert_eq!(forge.check(junk), Err(TokenProblem::Invalid));
    }
}

#[test]
fn every_claim_is_required_and_only_ours_hold() {
    let forge = Forge::new();
    for name in ["sub", "gv", "iss", "aud", "iat", "nbf", "exp"] {
        let mut claims = Forge::claims();
        claims.as_object_mut().expect("an object").remove(name);
        assert_eq!(forge.check(&forge.signed(&forge.header(), &claims)), Err(TokenProblem::Invalid), "{name}");
    }
    for (name, value) in [
        ("iss", json!("someone")),
        ("iss", json!(["gongdan", "someone"])),
        ("aud", json!("another-api")),
        ("aud", json!(["gongdan-api"])),
        ("sub", json!("admin")),
        ("sub", json!("")),
        ("exp", json!("2099")),
        ("exp", json!(1e300)),
        ("nbf", json!(null)),
        ("gv", json!(null)),
    ] {
        let mut claims = Forge::claims();
        claims[name] = value.clone();
        assert_eq!(forge.check(&forge.signed(&forge.header(), &claims)), Err(TokenProblem::Invalid), "{name} {value}");
    }
    let mut early = Forge::claims();
    early["iat"] = json!(NOW + 60);
    assert_eq!(forge.check(&forge.signed(&forge.header(), &early)), Err(TokenProblem::NotYetValid));
}

#[test]
fn the_key_is_found_by_its_id_and_nowhere_else() {
    let forge = Forge::new();
    for kid in ["", "../../../dev/null", "' OR 1=1 --", "https://evil.example/key", "\u{0}"] {
        let mut header = forge.header();
        header.kid = Some(kid.to_owned());
        assert_eq!(forge.check(&forge.signed(&header, &Forge::claims())), Err(TokenProblem::UnknownKey), "{kid}");
    }
    let mut none = forge.header();
    none.kid = None;
    assert_eq!(forge.check(&forge.signed(&none, &Forge::claims())), Err(TokenProblem::UnknownKey));

    // A stranger's token that brings its own key along, under our key's id and under its own.
    let stranger = Forge::new();
    let key = EncodingKey::from_ed_pem(stranger.pem.as_bytes()).expect("a key");
    for kid in [&forge.kid, &stranger.kid] {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(kid.clone());
        header.jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, Algorithm::EdDSA).ok();
        header.jku = Some("https://evil.example/jwks.json".to_owned());
        assert!(forge.check(&stranger.signed(&header, &Forge::claims())).is_err());
    }
    let mut critical = forge.header();
    critical.crit = Some(vec!["exp".to_owned()]);
    assert_eq!(forge.check(&forge.signed(&critical, &Forge::claims())), Err(TokenProblem::Invalid));
}

#[test]
fn a_rotated_key_is_honoured_until_it_is_dropped() {
    let old = Forge::new();
    let (token, _) = old.tokens.issue(user(), 1, at(NOW)).expect("issues");
    let old_public = Keys::from_pem(&old.pem, &[]).expect("loads").public_pem();
    let new_pem = Keys::generate_pem();
    let during = Keys::from_pem(&new_pem, &[old_public]).expect("both keys load");
    assert!(Tokens::new(during, TokenRules::default()).verify(&token, at(NOW)).is_ok());
    let after = Keys::from_pem(&new_pem, &[]).expect("loads");
    assert_eq!(Tokens::new(after, TokenRules::default()).verify(&token, at(NOW)), Err(TokenProblem::UnknownKey));
}

#[test]
fn a_key_that_is_not_ed25519_is_refused_at_start() {
    for pem in ["", "changeme", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        assert!(Keys::from_pem(pem, &[]).is_err());
        assert!(Keys::from_pem(&Keys::generate_pem(), &[pem.to_owned()]).is_err());
    }
    assert_ne!(Keys::generate_pem(), Keys::generate_pem());
}

#[test]
fn only_the_bearer_scheme_names_a_token() {
    assert_eq!(bearer("Bearer abc"), Some("abc"));
    assert_eq!(bearer("bearer  abc "), Some("abc"));
    assert_eq!(bearer("Basic abc"), None);
    assert_eq!(bearer("abc"), None);
}

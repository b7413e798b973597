//! Passwords: argon2id at its default cost (19 MiB, two passes), bounded in number at once.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::{App, Error, Result, Violation};

/// The shortest password, in characters.
pub(super) const PASSWORD_MIN: usize = 10;
/// The longest password, in characters: a bound on work, not on people.
const PASSWORD_MAX: usize = 200;

/// What the password of an unknown log-in is compared with, so that the answer takes as long as for a known one.
/// Salt and digest are zeros, which no password is known to give.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a log-in name cannot be used: 2 to 64 of `a`–`z`, `0`–`9`, `.`, `_`, `-` and `@`.
pub fn check_login(login: &str) -> Option<Violation> {
    let plain = login.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-@".contains(&byte));
    if plain && (2..=64).contains(&login.len()) {
        return None;
    }
    let en = "a log-in name has 2 to 64 small letters, digits or . _ - @";
    Some(Violation::new("INVALID_LOGIN", "login", en, "登录名为 2 至 64 个小写字母、数字或 . _ - @"))
}

/// Why a password is refused: at least ten characters, and not the log-in name.
pub fn check_password(field: &'static str, login: &str, password: &str) -> Option<Violation> {
    let length = password.chars().count();
    if !(PASSWORD_MIN..=PASSWORD_MAX).contains(&length) {
        let en = format!("a password has {PASSWORD_MIN} to {PASSWORD_MAX} characters, this one has {length}");
        let zh = format!("密码为 {PASSWORD_MIN} 至 {PASSWORD_MAX} 个字符，当前 {length} 个");
        return Some(Violation::new("WEAK_PASSWORD", field, en, zh));
    }
    if !login.is_empty() && password.to_lowercase().contains(&login.to_lowercase()) {
        let en = "a password must not contain the log-in name";
        return Some(Violation::new("WEAK_PASSWORD", field, en, "密码不能包含登录名"));
    }
    None
}

/// The hash to store (PHC string with its own salt). Takes tens of milliseconds of a core: never on an async thread.
pub fn hash_password(password: &str) -> Result<String> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes()).map_err(internal)?;
    Ok(hash.to_string())
}

/// [`hash_password`] in its turn, on a thread for such work.
pub(crate) async fn hash(app: &App, password: &str) -> Result<String> {
    let password = password.to_owned();
    in_turn(app, move || hash_password(&password)).await?
}

/// Whether the password is that of `hash`; without one the work is the same and the answer no.
pub(super) async fn verify(app: &App, password: &str, hash: Option<&str>) -> Result<bool> {
    let (known, hash) = (hash.is_some(), hash.unwrap_or(NOBODY).to_owned());
    let password = password.to_owned();
    let right = in_turn(app, move || matches(&password, &hash)).await??;
    Ok(known && right)
}

fn matches(password: &str, hash: &str) -> Result<bool> {
    let hash = PasswordHash::new(hash).map_err(|error| Error::Internal(anyhow::anyhow!("a stored hash: {error}")))?;
    match Argon2::default().verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(internal(error)),
    }
}

async fn in_turn<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let permit = Arc::clone(&app.password_checks).acquire_owned().await;
    let permit = permit.map_err(|error| Error::Internal(error.into()))?;
    let working = tokio::task::spawn_blocking(move || {
        let answer = work();
        drop(permit);
        answer
    });
    working.await.map_err(|error| Error::Internal(error.into()))
}

fn internal(error: argon2::password_hash::Error) -> Error {
    Error::Internal(anyhow::anyhow!("argon2: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_recognised_by_its_hash_and_no_two_hashes_are_alike() {
        let hash = hash_password("正确的马电池订书钉").expect("argon2 works");
        assert!(matches("正确的马电池订书钉", &hash).expect("a hash of ours"));
        assert!(!matches("正确的马电池订书针", &hash).expect("a hash of ours"));
        assert_ne!(hash, hash_password("正确的马电池订书钉").expect("argon2 works"));
    }

    #[test]
    fn an_unknown_log_in_costs_as_much_as_a_known_one() {
        let cost = |hash: &str| hash.split('$').skip(1).take(3).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&hash_password("whatever it is").expect("argon2 works")));
        assert!(!matches("whatever it is", NOBODY).expect("the hash of nobody can be compared with"));
    }

    #[test]
    fn passwords_are_long_and_not_the_log_in() {
        let code = |password| check_password("password", "weifang", password).map(|violation| violation.code);
        assert_eq!(code("ten chars!"), None);
        assert_eq!(code("nine char"), Some("WEAK_PASSWORD"));
        assert_eq!(code("一二三四五六七八九十"), None);
        assert_eq!(code("my-WeiFang-1"), Some("WEAK_PASSWORD"));
        assert_eq!(code(&"x".repeat(201)), Some("WEAK_PASSWORD"));
    }

    #[test]
    fn log_ins_are_plain_words() {
        for login in ["wf", "wei.fang", "w_f-2@nndsj"] {
            assert_eq!(check_login(login), None, "{login}");
        }
        for login in ["", "w", "Wei", "韦芳", "wei fang", &"x".repeat(65)] {
            assert!(check_login(login).is_some(), "{login}");
        }
    }
}

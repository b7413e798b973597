//! A URL whose password never reaches a log.

use std::fmt;

use serde::Deserialize;

/// The URL of a database or of Redis.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct SecretUrl(String);

impl From<String> for SecretUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl SecretUrl {
    /// The whole URL, for those who connect.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the URL has one of these schemes.
    pub fn has_scheme(&self, schemes: &[&str]) -> bool {
        self.0.split_once(':').is_some_and(|(scheme, _)| schemes.contains(&scheme))
    }
}

impl fmt::Debug for SecretUrl {
    /// Leaves out what stands between the user's name and the host, and the parameters: a password may be in
    /// either. Where a raw `@` leaves open which is which, only the scheme is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("", &self.0));
        let (place, parameters) = match rest.split_once('?') {
            Some((_, parameters)) if parameters.contains('@') => ("…", ""),
            Some((place, _)) => (place, "?…"),
            None => (rest, ""),
        };
        match place.rsplit_once('@') {
            Some((who, host)) => {
                let user = who.split(':').next().unwrap_or_default();
                write!(f, "{scheme}://{user}:…@{host}{parameters}")
            }
            None => write!(f, "{scheme}://{place}{parameters}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SecretUrl;

    #[test]
    fn no_password_is_ever_printed() {
        let printed = |url: &str| format!("{:?}", SecretUrl(url.to_owned()));
        assert_eq!(printed(""), "none");
        assert_eq!(printed("sqlite://data/gongdan.db?mode=rwc"), "sqlite://data/gongdan.db?…");
        assert_eq!(printed("postgres://gd:s3cret@db:5432/gongdan"), "postgres://gd:…@db:5432/gongdan");
        assert_eq!(printed("postgres://gd:s3/c@ret@db/gongdan"), "postgres://gd:…@db/gongdan");
        assert_eq!(printed("redis://:s3cret@cache"), "redis://:…@cache");
        assert_eq!(printed("postgres://db/gongdan?password=s3cret"), "postgres://db/gongdan?…");
        assert_eq!(printed("postgres://gd:s3?cret@db/gongdan"), "postgres://…");
        assert_eq!(printed("postgres://db/g?user=a&password=s3@cret"), "postgres://…");
    }
}

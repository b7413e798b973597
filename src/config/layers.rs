//! Where settings come from: the defaults, a file, the environment; and what is said of one that is wrong.

use std::path::Path;

use anyhow::{Result, anyhow, ensure};
use figment::error::Kind;
use figment::providers::{Format, Serialized, Toml};
use figment::value::Value;
use figment::{Figment, Source};

use super::Config;

const DEFAULTS: &str = include_str!("../default.toml");
const FILE: &str = "gongdan.toml";
const PREFIX: &str = "GONGDAN_";

/// Variables that only the tests' own servers set.
const TESTS: &str = "GONGDAN_TEST_";

impl Config {
    /// The settings of this process.
    ///
    /// # Errors
    /// One line that names the wrong setting and where it stands.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
        let environment = std::env::vars();
        let found = Path::new(FILE);
        let file = file.or_else(|| found.exists().then_some(found));
        Self::from_layers(file, environment)
    }

    /// The defaults alone, whatever file or environment there is.
    pub fn defaults() -> Result<Self> {
        Self::from_layers(None, [])
    }

    pub(super) fn from_layers(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self> {
        let mut layers = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            ensure!(file.is_file(), "{}: no such file", file.display());
            layers = layers.merge(Toml::file_exact(file));
        }
        for (name, text) in environment {
            if let Some(key) = key_of(&name) {
                // Parsed as in a file, so that numbers and booleans need no quotes and lists work.
                let Ok(value) = text.parse::<Value>();
                layers = layers.merge(Serialized::global(&key, value));
            }
        }
        layers.extract().map_err(|error| {
            let lines: Vec<String> = error.into_iter().map(|one| line(&layers, &one)).collect();
            anyhow!(lines.join("\n"))
        })
    }
}

/// The key that a variable sets: `GONGDAN_SERVER__LISTEN` is `server.listen`.
fn key_of(variable: &str) -> Option<String> {
    let name = variable.strip_prefix(PREFIX)?;
    (!variable.starts_with(TESTS)).then(|| name.to_lowercase().replace("__", "."))
}

fn line(layers: &Figment, error: &figment::Error) -> String {
    let problem = match &error.kind {
        Kind::UnknownField(_, known) => {
            format!("no such setting; known here: {}", known.join(", "))
        }
        kind => kind.to_string(),
    };
    let key = error.path.join(".");
    // Without a value there is no place: the text as a whole is not TOML.
    let place = match layers.find_metadata(&key).or(error.metadata.as_ref()) {
        Some(metadata) => match &metadata.source {
            Some(Source::File(file)) => format!("{}: ", file.display()),
            _ if metadata.name.contains("TOML") => String::new(),
            _ => format!("{PREFIX}{}: ", error.path.join("__").to_uppercase()),
        },
        None => String::new(),
    };
    if key.is_empty() { format!("{place}{problem}") } else { format!("{place}{key}: {problem}") }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use api::auth::TokenRules;
    use api::guard::Limits;
    use api::ws::SocketTimes;

    use super::*;
    use crate::config::{LogFormat, Mode};

    fn with_environment(pairs: &[(&str, &str)]) -> Result<Config> {
        let owned = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Config::from_layers(None, owned)
    }

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn the_defaults_are_whole_and_those_of_the_crates() {
        let config = with_environment(&[]).unwrap();
        assert_eq!(config.mode, Mode::Development);
        assert_eq!(config.server.listen.port(), 8080);
        assert!(config.redis.url.is_empty());
        assert_eq!(config.limits, Limits::default());
        assert_eq!(config.socket, SocketTimes::default());
        assert_eq!(config.auth.access_token, TokenRules::default());
        assert_eq!(config.files, app::FilesConfig::default());
        assert_eq!(config.webhooks, app::webhook::WebhookConfig::default());
        let jobs = worker::jobs();
        let own = jobs.iter().filter_map(|job| Some((job.name.to_owned(), job.cron?.to_owned())));
        assert_eq!(config.worker.schedule, own.collect());
    }

    #[test]
    fn a_file_overrides_the_defaults_and_the_environment_overrides_both() {
        let file = file("[server]\nlisten = '127.0.0.1:1000'\n[log]\nformat = 'json'\n");
        let environment = [
            ("GONGDAN_SERVER__LISTEN", "127.0.0.1:2000"),
            ("GONGDAN_WORKER__SCHEDULE__FLAG_SLA", "0 * * * * *"),
            ("GONGDAN_SERVER__ALLOWED_ORIGINS", "[\"https://portal.example\"]"),
            ("GONGDAN_DATABASE__URL", "postgres://gd:a=b,c@db/gongdan?sslmode=require"),
            ("GONGDAN_TEST_POSTGRES", "postgres://elsewhere"),
            ("PATH", "/bin"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let config = Config::from_layers(Some(file.path()), environment).unwrap();
        assert_eq!(config.server.listen.port(), 2000);
        assert_eq!(config.log.format, LogFormat::Json);
        assert_eq!(config.worker.schedule["flag_sla"], "0 * * * * *");
        assert_eq!(config.server.allowed_origins, ["https://portal.example"]);
        assert_eq!(config.database.url.expose(), "postgres://gd:a=b,c@db/gongdan?sslmode=require");
    }

    #[test]
    fn an_unknown_setting_is_refused_with_its_place_and_its_neighbours() {
        let file = file("[server]\nlisten = '127.0.0.1:1000'\nlisen = 'x'\n");
        let error = Config::from_layers(Some(file.path()), []).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "{}: server.lisen: no such setting; known here: listen, public_url, allowed_origins, trusted_proxies, graphiql, complexity, stop_seconds",
                file.path().display()
            )
        );
        let error = with_environment(&[("GONGDAN_REDIS__ULR", "redis://cache")]).unwrap_err();
        assert_eq!(error.to_string(), "GONGDAN_REDIS__ULR: redis.ulr: no such setting; known here: url");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused_with_its_place() {
        let error = with_environment(&[("GONGDAN_LIMITS__DEPTH", "deep")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "GONGDAN_LIMITS__DEPTH: limits.depth: invalid type: found string \"deep\", expected u64"
        );
        let error = with_environment(&[("GONGDAN_SERVER__LISTEN", "8080")]).unwrap_err();
        assert!(error.to_string().starts_with("GONGDAN_SERVER__LISTEN: server.listen: "));
    }

    #[test]
    fn a_file_that_is_missing_or_no_toml_is_refused() {
        let error = Config::from_layers(Some(Path::new("/no/such.toml")), []).unwrap_err();
        assert_eq!(error.to_string(), "/no/such.toml: no such file");
        let file = file("[server\n");
        let error = Config::from_layers(Some(file.path()), []).unwrap_err();
        assert!(error.to_string().starts_with(&format!("{}: ", file.path().display())));
    }

    #[test]
    fn no_secret_is_printed_with_the_settings() {
        let config = with_environment(&[
            ("GONGDAN_DATABASE__URL", "postgres://gd:s3cret@db/gongdan"),
            ("GONGDAN_REDIS__URL", "redis://:s3cret@cache"),
            ("GONGDAN_DEMO__PASSWORD", "s3cret"),
            ("GONGDAN_FILES__S3__SECRET_ACCESS_KEY", "s3cret"),
        ]);
        let printed = format!("{:?}", config.unwrap());
        assert!(!printed.contains("s3cret"), "{printed}");
        assert!(printed.contains("postgres://gd:…@db/gongdan"), "{printed}");
    }
}

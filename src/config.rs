//! The settings: their shape, and how a process gets them.

mod layers;
mod refusals;
mod secret;
mod secret_url;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use api::auth::TokenRules;
use api::guard::Limits;
use api::ws::SocketTimes;
use app::FilesConfig;
use app::calendar::MonthDay;
use app::retention::RetentionConfig;
use app::webhook::WebhookConfig;
use serde::Deserialize;

pub use refusals::Process;
pub use secret::Secret;
pub use secret_url::SecretUrl;

/// All settings; `default.toml` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub mode: Mode,
    pub server: Server,
    pub database: Database,
    pub redis: Redis,
    pub auth: Auth,
    pub files: FilesConfig,
    pub calendar: Calendar,
    pub retention: RetentionConfig,
    pub webhooks: WebhookConfig,
    pub limits: Limits,
    pub socket: SocketTimes,
    pub worker: Worker,
    pub log: Log,
    pub import: Import,
    pub demo: Demo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Development,
    Production,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    pub public_url: String,
    pub allowed_origins: Vec<String>,
    pub trusted_proxies: Vec<ipnet::IpNet>,
    pub graphiql: bool,
    pub complexity: usize,
    pub stop_seconds: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: SecretUrl,
    pub connections: u32,
    pub acquire_seconds: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redis {
    pub url: SecretUrl,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    pub signing_key: PathBuf,
    pub accepted_keys: Vec<PathBuf>,
    pub refresh_token_seconds: i64,
    pub log_ins_per_name: u64,
    pub log_ins_per_peer: u64,
    pub log_in_window_seconds: u64,
    pub password_checks: usize,
    pub access_token: TokenRules,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    pub next_year_from: MonthDay,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    pub relay_poll_ms: u64,
    /// Job → cron line.
    pub schedule: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    pub batch_cases: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    pub seed: u64,
    pub tickets: usize,
    pub password: Secret,
}

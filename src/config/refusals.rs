//! What a process refuses to start with.

use anyhow::{Result, anyhow};

use super::{Config, Mode};

const POSTGRES: [&str; 2] = ["postgres", "postgresql"];
const REDIS: [&str; 2] = ["redis", "rediss"];
const SQLITE: [&str; 1] = ["sqlite"];

/// An access token cannot be withdrawn, so a long one is a door left open.
const LONGEST_ACCESS_SECONDS: u32 = 3_600;

/// Clocks of servers differ by less; more than this only lengthens the life of a token.
const MOST_LEEWAY_SECONDS: u32 = 60;

/// What a process is going to do, as far as its settings matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// Serves and works by itself.
    All,
    /// Serves beside others.
    Api,
    /// Works beside others.
    Worker,
    /// Loads the demo's data.
    Demo,
    /// Uses the database once and ends.
    Tool,
}

impl Config {
    /// Refuses settings that cannot work, or are unsafe in production.
    ///
    /// # Errors
    /// One line for each.
    pub fn validate(&self, process: Process) -> Result<()> {
        let mut lines = self.impossible();
        if matches!(process, Process::Api | Process::Worker) {
            lines.extend(self.not_shared());
        }
        if self.mode == Mode::Production {
            lines.extend(self.unsafe_in_production(process));
        }
        if lines.is_empty() { Ok(()) } else { Err(anyhow!(lines.join("\n"))) }
    }

    fn impossible(&self) -> Vec<String> {
        let url = &self.database.url;
        let known_database = url.has_scheme(&POSTGRES) || url.has_scheme(&SQLITE);
        let (limits, socket) = (&self.limits, &self.socket);
        let at_least_one = [
            ("database.connections", u64::from(self.database.connections)),
            ("server.complexity", self.server.complexity as u64),
            ("server.stop_seconds", self.server.stop_seconds),
            ("database.acquire_seconds", self.database.acquire_seconds),
            ("auth.refresh_token_seconds", self.auth.refresh_token_seconds.max(0).unsigned_abs()),
            ("auth.access_token.lifetime_seconds", u64::from(self.auth.access_token.lifetime_seconds)),
            ("auth.log_ins_per_name", self.auth.log_ins_per_name),
            ("auth.log_ins_per_peer", self.auth.log_ins_per_peer),
            ("auth.log_in_window_seconds", self.auth.log_in_window_seconds),
            ("auth.password_checks", self.auth.password_checks as u64),
            ("worker.relay_poll_ms", self.worker.relay_poll_ms),
            ("files.max_bytes", self.files.max_bytes),
            ("files.address_seconds", u64::try_from(self.files.address_seconds).unwrap_or(0)),
            ("retention.read_notification_days", u64::from(self.retention.read_notification_days)),
            ("retention.feed_days", u64::from(self.retention.feed_days)),
            ("retention.webhook_days", u64::from(self.retention.webhook_days)),
            ("webhooks.timeout_seconds", u64::from(self.webhooks.timeout_seconds)),
            ("demo.tickets", self.demo.tickets as u64),
            ("import.batch_cases", u64::from(self.import.batch_cases)),
            ("limits.body_bytes", limits.body_bytes),
            ("limits.message_bytes", limits.message_bytes),
            ("limits.batch", limits.batch),
            ("limits.variables", limits.variables),
            ("limits.tokens", limits.tokens),
            ("limits.nesting", limits.nesting),
            ("limits.depth", limits.depth),
            ("limits.selections", limits.selections),
            ("limits.root_fields", limits.root_fields),
            ("limits.subscriptions", limits.subscriptions),
            ("limits.sockets", limits.sockets),
            ("socket.init_seconds", socket.init_seconds),
            ("socket.ping_seconds", socket.ping_seconds),
            ("socket.send_seconds", socket.send_seconds),
        ];
        refused([
            (!known_database, "database.url: must begin with sqlite:// or postgres://"),
            (
                url.has_scheme(&POSTGRES) && self.database.connections == 1,
                "database.connections: must be at least 2 on PostgreSQL: migrations hold their lock on one of them",
            ),
            (
                self.auth.access_token.leeway_seconds > MOST_LEEWAY_SECONDS,
                "auth.access_token.leeway_seconds: must be at most 60",
            ),
            (
                !self.redis.url.is_empty() && !self.redis.url.has_scheme(&REDIS),
                "redis.url: must begin with redis:// or rediss://",
            ),
            (
                !self.files.url.starts_with("file://") && !self.files.url.starts_with("s3://"),
                "files.url: must begin with file:// or s3://",
            ),
        ])
        .chain(
            at_least_one
                .into_iter()
                .filter(|(_, figure)| *figure == 0)
                .map(|(key, _)| format!("{key}: must be at least 1")),
        )
        .collect()
    }

    /// Several processes must share a database and a Redis.
    fn not_shared(&self) -> Vec<String> {
        refused([
            (
                !self.database.url.has_scheme(&POSTGRES),
                "database.url: `gongdan api` and `gongdan worker` need PostgreSQL; `gongdan` alone runs on SQLite",
            ),
            (
                self.redis.url.is_empty(),
                "redis.url: `gongdan api` and `gongdan worker` need Redis; `gongdan` alone runs without",
            ),
        ])
        .collect()
    }

    fn unsafe_in_production(&self, process: Process) -> Vec<String> {
        let serves = matches!(process, Process::All | Process::Api);
        // Two processes with a directory each would not find each other's files.
        let shares = matches!(process, Process::Api | Process::Worker);
        let relative = self.files.url.strip_prefix("file://").is_some_and(|path| !path.starts_with('/'));
        let key = self.auth.signing_key.display();
        let no_key = format!(
            "auth.signing_key: production needs the key in {key}; make one with: openssl genpkey -algorithm ed25519 -out {key}"
        );
        refused([
            (process == Process::Demo, "mode: production does not load the demo, whose passwords everybody knows"),
            (serves && !self.auth.signing_key.is_file(), &no_key),
            (serves && self.server.graphiql, "server.graphiql: must be off in production"),
            (
                serves && !self.server.public_url.starts_with("https://"),
                "server.public_url: must begin with https:// in production",
            ),
            (
                serves && self.server.allowed_origins.iter().any(|origin| !origin.starts_with("https://")),
                "server.allowed_origins: each must begin with https:// in production",
            ),
            (
                serves && self.auth.access_token.lifetime_seconds > LONGEST_ACCESS_SECONDS,
                "auth.access_token.lifetime_seconds: must be at most 3600 in production",
            ),
            (
                shares && relative,
                "files.url: `gongdan api` and `gongdan worker` share the files: in production an absolute directory, or s3://",
            ),
        ])
        .collect()
    }
}

fn refused<const N: usize>(rules: [(bool, &str); N]) -> impl Iterator<Item = String> + use<N> {
    rules.map(|(broken, line)| broken.then(|| line.to_owned())).into_iter().flatten()
}

#[cfg(test)]
mod tests;

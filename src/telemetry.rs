//! Logs: for people or for collectors, on standard error, so that what a command prints stays its own.

use std::io::IsTerminal;

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::{Log, LogFormat};

/// Libraries that tell at level INFO what only their authors need; a directive in the settings outweighs these.
const QUIET: &str =
    "sqlx=warn,sea_orm=warn,sea_orm_migration=warn,tokio_cron_scheduler=warn,rustls=warn,hyper=warn,poem::server=warn";

/// Starts logging, once for the process.
///
/// # Errors
/// `log.filter` is no list of directives, or logging was started before.
pub fn start(log: &Log) -> Result<()> {
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match log.format {
        LogFormat::Text => fmt::layer().with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr).boxed(),
        LogFormat::Json => {
            fmt::layer().json().flatten_event(true).with_current_span(false).with_writer(std::io::stderr).boxed()
        }
    };
    let filter = filter(&log.filter)?;
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .try_init()
        .map_err(|error: TryInitError| anyhow::Error::new(error).context("starting the log"))
}

fn filter(directives: &str) -> Result<EnvFilter> {
    EnvFilter::try_new(format!("{QUIET},{directives}"))
        .with_context(|| format!("log.filter: \"{directives}\" is no list of directives"))
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn a_directive_of_the_settings_outweighs_the_quiet_ones() {
        assert!(filter("info").unwrap().to_string().contains("sqlx=warn"));
        let loud = filter("info,sqlx=debug").unwrap().to_string();
        assert!(loud.contains("sqlx=debug") && !loud.contains("sqlx=warn"), "{loud}");
    }

    #[test]
    fn nonsense_is_refused_with_the_name_of_its_setting() {
        let error = filter("info,=what=").unwrap_err();
        assert_eq!(error.to_string(), "log.filter: \"info,=what=\" is no list of directives");
    }
}

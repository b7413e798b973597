//! From settings to a running application: database, coordination, snapshots, clock.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::{App, AppConfig, Clock, DatabaseConfig};
use storage::Store;
use storage::coord::{Coord, PATIENCE};
use tokio_util::sync::CancellationToken;

use crate::config::Config;

/// How often a replica asks whether another has changed names, roles, contracts, policies or calendars.
const REFRESH: Duration = Duration::from_secs(2);
/// How often the operation clock is compared with the database's (DESIGN §7).
const CLOCK_SAMPLE: Duration = Duration::from_secs(10);

/// Opens the database.
pub async fn store(config: &Config) -> Result<Store> {
    let url = config.database.url.expose();
    if let Some(folder) = url.strip_prefix("sqlite://").and_then(|path| Path::new(path).parent()) {
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    let database = DatabaseConfig {
        url: url.to_owned(),
        connections: config.database.connections,
        acquire_seconds: config.database.acquire_seconds,
    };
    Store::connect(&database).await.with_context(|| format!("connecting to {:?}", config.database.url))
}

/// Starts the use cases on a migrated database.
pub async fn app(config: &Config, store: Store) -> Result<Arc<App>> {
    let redis = config.redis.url.expose();
    let coord = if redis.is_empty() {
        Coord::memory()
    } else {
        Coord::redis(redis, "gongdan", PATIENCE).context("[redis] url")?
    };
    let app = App::start(store, coord, Clock::system(), settings(config)).await.context("loading the snapshots")?;
    app.follow_database_clock().await.context("reading the database's time")?;
    app::setup::shipped::ensure(&app.op_system("start")).await.context("writing what ships with the product")?;
    Ok(app)
}

/// The settings of the use cases.
pub fn settings(config: &Config) -> AppConfig {
    AppConfig {
        refresh_token_seconds: config.auth.refresh_token_seconds,
        log_ins_per_name: config.auth.log_ins_per_name,
        log_ins_per_peer: config.auth.log_ins_per_peer,
        log_in_window_seconds: config.auth.log_in_window_seconds,
        password_checks: config.auth.password_checks,
        next_year_from: config.calendar.next_year_from,
        files: config.files.clone(),
        retention: config.retention,
        webhooks: config.webhooks.clone(),
    }
}

/// Keeps snapshots and clock fresh until told to stop. A database that is away for a while is logged and waited for.
pub async fn keep_fresh(app: Arc<App>, stop: CancellationToken) -> Result<()> {
    let mut refresh = tokio::time::interval(REFRESH);
    let mut sample = tokio::time::interval(CLOCK_SAMPLE);
    loop {
        let outcome = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = refresh.tick() => app.refresh().await,
            _ = sample.tick() => app.follow_database_clock().await,
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, "snapshots or clock not refreshed");
        }
    }
}

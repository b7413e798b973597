//! Databases of the throw-away cluster, ready to be measured.

use std::time::Duration;

use anyhow::{Context, Result};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use crate::cpu::{Processes, parent_of};

/// The cluster that `services run` started.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    admin: DatabaseConnection,
    /// Its processes.
    pub processes: Processes,
    /// What PostgreSQL calls its version.
    pub version: String,
}

impl Cluster {
    /// Finds it, and keeps clean-up work that starts by itself out of the rounds.
    pub async fn find() -> Result<Self> {
        let url = services::postgres_url().context("no PostgreSQL: run this by `make bench`")?;
        let admin = connect(&url, 1).await?;
        for setting in ["autovacuum = off", "checkpoint_timeout = '1h'"] {
            admin.execute_unprepared(&format!("ALTER SYSTEM SET {setting}")).await?;
        }
        admin.execute_unprepared("SELECT pg_reload_conf()").await?;
        let backend: i32 = scalar(&admin, "SELECT pg_backend_pid()").await?;
        let postmaster = u32::try_from(backend).ok().and_then(parent_of);
        let postmaster = Some(postmaster.context("PostgreSQL must run on this machine, to count its CPU")?);
        let version = scalar(&admin, "SHOW server_version").await?;
        Ok(Self { url, admin, processes: Processes { postmaster, others: Vec::new() }, version })
    }

    /// Makes an empty database, in place of an older one of the same name, and answers with its URL.
    pub async fn create(&self, name: &str) -> Result<String> {
        self.drop(name).await?;
        self.admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        let (base, _) = self.url.rsplit_once('/').context("a database URL ends with a name")?;
        Ok(format!("{base}/{name}"))
    }

    /// Removes a database, whoever is still connected.
    pub async fn drop(&self, name: &str) -> Result<()> {
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        self.admin.execute_unprepared(&drop).await.map(drop_result).context("dropping a database")
    }
}

fn drop_result(_: sea_orm::ExecResult) {}

/// Connects, brings the schema up to date, and hands over a pool.
pub async fn prepare(url: &str) -> Result<DatabaseConnection> {
    let db = connect(url, 4).await?;
    migration::up(&db).await.context("migrating")?;
    Ok(db)
}

/// A pool with the settings of the product's own.
pub async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .acquire_timeout(Duration::from_secs(60))
        .sqlx_logging(false);
    Database::connect(options).await.context("connecting to PostgreSQL")
}

/// The only cell of the only row of a query.
pub async fn scalar<T: sea_orm::TryGetable>(db: &impl ConnectionTrait, query: &str) -> Result<T> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, query)).await?;
    Ok(row.context("no row")?.try_get_by_index(0)?)
}

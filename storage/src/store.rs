//! The database: one pool on PostgreSQL; on SQLite a reader pool and one writer connection (DESIGN §8).

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde::{Deserialize, Serialize};

use crate::sql_count;

/// A transaction; dropped without `commit` it leaves nothing behind.
pub type Transaction = DatabaseTransaction;

/// How to reach the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite://PATH?mode=rwc` or `postgres://USER@HOST/NAME`.
    pub url: String,
    /// Connections: all on PostgreSQL, readers on SQLite.
    pub connections: u32,
    /// Longest wait for a free connection, in seconds.
    pub acquire_seconds: u64,
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Store {
    /// Connects.
    ///
    /// # Errors
    /// The database cannot be reached, or the URL is of another kind.
    pub async fn connect(config: &DatabaseConfig) -> Result<Self, DbErr> {
        if config.url.starts_with("sqlite:") {
            // The writer comes first: it creates the file and sets the journal mode that readers find.
            let write = connect(config, 1).await?;
            let read = connect(config, config.connections).await?;
            Ok(Self { read, write })
        } else {
            let pool = connect(config, config.connections).await?;
            Ok(Self { read: pool.clone(), write: pool })
        }
    }

    /// For reads outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For single autocommitted writing statements, and migrations.
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a writing transaction; on SQLite it takes the write lock at once, because a deferred one that reads
    /// first fails with "database is locked" when it comes to write.
    ///
    /// # Errors
    /// No connection within the configured time.
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Begins a writing transaction that sees one state of the database from its first query on, so that what was counted
    /// and what was noted of it agree. On SQLite nobody else writes meanwhile.
    ///
    /// # Errors
    /// The same.
    pub async fn begin_snapshot(&self) -> Result<Transaction, DbErr> {
        let options = TransactionOptions {
            isolation_level: self.is_postgres().then_some(IsolationLevel::RepeatableRead),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Lets PostgreSQL count its rows anew: after a bulk load it would plan for empty tables until its own round.
    pub async fn analyze(&self) -> Result<(), DbErr> {
        if self.is_postgres() {
            self.write.execute_unprepared("ANALYZE").await?;
        }
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.read.close_by_ref().await?;
        self.write.close_by_ref().await
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Postgres
    }
}

async fn connect(config: &DatabaseConfig, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(&config.url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(config.acquire_seconds))
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
        });
    let mut connection = Database::connect(options).await?;
    connection.set_metric_callback(|_| sql_count::add_one());
    Ok(connection)
}

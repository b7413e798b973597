//! A database per test: a copy of a SQLite file, or a clone of a PostgreSQL database, made ready once per run.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use storage::DatabaseConfig;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// PostgreSQL databases whose tests are over: dropped when the next one is made, so that few take up the disk at once.
static OVER: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A database of its own; the SQLite file goes with it, the PostgreSQL one soon after.
#[derive(Debug)]
pub struct TestDb {
    pub config: DatabaseConfig,
    _folder: Option<tempfile::TempDir>,
}

impl TestDb {
    /// A copy of a migrated, empty database.
    pub async fn create(backend: Backend) -> Self {
        static SQLITE: Template = Template::new();
        static POSTGRES: Template = Template::new();
        let template = match backend {
            Backend::Sqlite => &SQLITE,
            Backend::Postgres => &POSTGRES,
        };
        let migrated = async || {
            let db = Self::empty(backend).await;
            migrate(&db.config).await;
            (db, ())
        };
        template.copy(migrated).await.0
    }

    /// An empty database, not even migrated.
    pub async fn empty(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir_in(shelf()).expect("a temporary folder");
                let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
                Self { config: config(url), _folder: Some(folder) }
            }
            Backend::Postgres => Self { config: config(new_postgres("TEMPLATE template0").await), _folder: None },
        }
    }

    fn backend(&self) -> Backend {
        if self._folder.is_some() { Backend::Sqlite } else { Backend::Postgres }
    }

    /// The file of a SQLite database.
    fn file(&self) -> PathBuf {
        let path = self.config.url.trim_start_matches("sqlite://");
        PathBuf::from(path.split('?').next().unwrap_or(path))
    }

    fn name(&self) -> &str {
        self.config.url.rsplit_once('/').map_or("", |(_, name)| name)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if self.backend() == Backend::Postgres {
            OVER.lock().expect("nobody panics with it").push(self.name().to_owned());
        }
    }
}

/// A database that is prepared once and copied for each test, with what is to be known of every copy.
#[derive(Debug)]
pub struct Template<T = ()>(tokio::sync::OnceCell<(Original, T)>);

#[derive(Debug)]
enum Original {
    /// The bytes of the file.
    Sqlite(Vec<u8>),
    Postgres(TestDb),
}

impl<T> Template<T> {
    pub const fn new() -> Self {
        Self(tokio::sync::OnceCell::const_new())
    }

    /// A copy; the first caller prepares the original, and must leave no connection open on it.
    pub async fn copy(&self, prepare: impl AsyncFnOnce() -> (TestDb, T)) -> (TestDb, &T) {
        let original = || async move {
            let (db, known) = prepare().await;
            match db.backend() {
                Backend::Sqlite => {
                    // Who wrote it may have left the latest pages in the log beside it.
                    let last = connect(&db.config.url).await;
                    last.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("written back");
                    last.close().await.expect("closing");
                    (Original::Sqlite(std::fs::read(db.file()).expect("the template")), known)
                }
                Backend::Postgres => (Original::Postgres(db), known),
            }
        };
        let (original, known) = self.0.get_or_init(original).await;
        let copy = match original {
            Original::Sqlite(bytes) => {
                let copy = TestDb::empty(Backend::Sqlite).await;
                std::fs::write(copy.file(), bytes).expect("copying the template");
                copy
            }
            Original::Postgres(db) => {
                let url = new_postgres(&format!("TEMPLATE {}", db.name())).await;
                TestDb { config: config(url), _folder: None }
            }
        };
        (copy, known)
    }
}

/// Where SQLite files stand: in memory where there is room for all, since each commit waits for the disk as in production.
fn shelf() -> PathBuf {
    const ROOM: u64 = 2 << 30;
    let memory = PathBuf::from("/dev/shm");
    let has_room = rustix::fs::statvfs(&memory).is_ok_and(|of| of.f_bavail * of.f_frsize >= ROOM);
    if has_room { memory } else { std::env::temp_dir() }
}

fn config(url: String) -> DatabaseConfig {
    DatabaseConfig { url, connections: 4, acquire_seconds: 5 }
}

/// Brings a database up to date.
pub async fn migrate(config: &DatabaseConfig) {
    let db = connect(&config.url).await;
    migration::up(&db).await.expect("migrating");
    db.close().await.expect("closing");
}

async fn new_postgres(from: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let server = services::postgres_url().expect("PostgreSQL: run the tests by `make test`");
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = connect(&server).await;
    let over = std::mem::take(&mut *OVER.lock().expect("nobody panics with it"));
    for name in over {
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        admin.execute_unprepared(&drop).await.expect("dropping a database");
    }
    admin.execute_unprepared(&format!("CREATE DATABASE {name} {from}")).await.expect("creating a database");
    admin.close().await.expect("closing");
    let (base, _) = server.rsplit_once('/').expect("a database URL ends with a name");
    format!("{base}/{name}")
}

/// Opens a database beside the application.
pub async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    // Migrating holds its lock on a second connection.
    options.max_connections(2).sqlx_logging(false);
    Database::connect(options).await.expect("connecting")
}

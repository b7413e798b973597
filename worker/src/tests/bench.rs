//! What the stories need: databases, applications over one database, and jobs that can be watched and held.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::{App, AppConfig, Clock};
use domain::Instant;
use sea_orm::{ConnectionTrait, EntityTrait};
use storage::coord::Coord;
use storage::entity::job_run;
use storage::{DatabaseConfig, Store};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{interval, timeout};
use tokio_util::sync::CancellationToken;

use crate::runner::Runner;
use crate::{Job, Jobs, Schedule};

/// Far above what any step takes; reached only by what never comes.
const DEADLINE: Duration = Duration::from_secs(30);

/// A migrated database.
pub struct Database {
    pub store: Store,
    _file: TempDir,
}

/// One of each kind that is at hand.
pub async fn databases() -> Vec<Database> {
    let mut databases = vec![sqlite().await];
    if let Some(server) = services::postgres_url() {
        databases.push(postgres(&server).await);
    }
    databases
}

pub async fn sqlite() -> Database {
    static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let url = |file: &Path| format!("sqlite://{}?mode=rwc", file.display());
    let original = || async {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("original.db");
        migrate(url(&file)).await;
        std::fs::read(&file).unwrap()
    };
    let bytes = MIGRATED.get_or_init(original).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("test.db");
    std::fs::write(&file, bytes).unwrap();
    Database { store: Store::connect(&config(url(&file))).await.unwrap(), _file: folder }
}

async fn postgres(server: &str) -> Database {
    static MIGRATED: OnceCell<String> = OnceCell::const_new();
    let (base, _) = server.rsplit_once('/').unwrap();
    let original = || async {
        let name = create(server, "template0").await;
        migrate(format!("{base}/{name}")).await;
        name
    };
    let name = create(server, MIGRATED.get_or_init(original).await).await;
    let store = Store::connect(&config(format!("{base}/{name}"))).await.unwrap();
    Database { store, _file: TempDir::new().unwrap() }
}

/// Makes a copy of a PostgreSQL database: its name.
async fn create(server: &str, template: &str) -> String {
    let name = format!("worker_{:016x}", {
        use std::hash::{BuildHasher, Hasher};
        std::hash::RandomState::new().build_hasher().finish()
    });
    let maintenance = Store::connect(&config(server.to_owned())).await.unwrap();
    maintenance.write().execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
    maintenance.close().await.unwrap();
    name
}

/// Leaves no connection open, so that it can be copied.
async fn migrate(url: String) {
    let store = Store::connect(&config(url)).await.unwrap();
    migration::up(store.write()).await.unwrap();
    store.close().await.unwrap();
}

fn config(url: String) -> DatabaseConfig {
    DatabaseConfig { url, connections: 4, acquire_seconds: 20 }
}

impl Database {
    /// An application of its own, whose coordination reaches nobody else.
    pub async fn app(&self, clock: &Clock) -> Arc<App> {
        // No job logs anybody in.
        let config = AppConfig {
            refresh_token_seconds: 0,
            log_ins_per_name: 0,
            log_ins_per_peer: 0,
            log_in_window_seconds: 0,
            password_checks: 1,
            next_year_from: app::calendar::MonthDay::FIRST_OF_NOVEMBER,
            files: app::FilesConfig::default(),
            retention: app::retention::RetentionConfig::default(),
            webhooks: app::webhook::WebhookConfig::default(),
        };
        App::start(self.store.clone(), Coord::memory(), clock.clone(), config).await.unwrap()
    }

    pub async fn runs(&self) -> Vec<job_run::Model> {
        let mut runs = job_run::Entity::find().all(self.store.read()).await.unwrap();
        runs.sort_by_key(|run| run.slot);
        runs
    }

    /// The runs, if they are so many and all have ended.
    pub async fn have_ended(&self, count: usize) -> Option<Vec<job_run::Model>> {
        let runs = self.runs().await;
        (runs.len() == count && runs.iter().all(|run| run.state != "running")).then_some(runs)
    }

    /// Waits for that.
    pub async fn ended(&self, count: usize) -> Vec<job_run::Model> {
        until(async || self.have_ended(count).await).await
    }
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A clock that stands at eight.
pub fn clock() -> Clock {
    Clock::fixed(at("2026-11-23T08:00:00Z"))
}

/// A worker that is told when to look.
pub fn worker(app: &Arc<App>, job: Job) -> (Arc<Runner>, CancellationToken) {
    let jobs = Jobs::new([job]);
    let schedule = Schedule::new(&jobs, &std::collections::BTreeMap::new()).unwrap();
    let stop = CancellationToken::new();
    (Arc::new(Runner::new(app.clone(), jobs, schedule, stop.clone())), stop)
}

/// A job that tells when it began, and ends when told what to answer.
pub fn watched(name: &'static str) -> (Job, Watch) {
    let (began, begins) = unbounded_channel();
    let (answer, answers) = unbounded_channel::<anyhow::Result<u32>>();
    let answers = Arc::new(tokio::sync::Mutex::new(answers));
    let job = Job::new(name, move |op| {
        let (began, answers) = (began.clone(), answers.clone());
        async move {
            began.send(op.now())?;
            answers.lock().await.recv().await.unwrap()
        }
    });
    (job.due("*/5 * * * * *"), Watch { begins, answer })
}

pub struct Watch {
    begins: UnboundedReceiver<Instant>,
    answer: UnboundedSender<anyhow::Result<u32>>,
}

impl Watch {
    pub async fn begins(&mut self) -> Instant {
        within(self.begins.recv()).await.unwrap()
    }

    pub fn has_begun(&mut self) -> bool {
        self.begins.try_recv().is_ok()
    }

    pub fn answer(&self, answer: anyhow::Result<u32>) {
        self.answer.send(answer).unwrap();
    }
}

/// Asks until there is an answer.
pub async fn until<T>(mut question: impl AsyncFnMut() -> Option<T>) -> T {
    within(async {
        let mut again = interval(Duration::from_millis(5));
        loop {
            again.tick().await;
            if let Some(answer) = question().await {
                return answer;
            }
        }
    })
    .await
}

pub async fn within<T>(what: impl Future<Output = T>) -> T {
    timeout(DEADLINE, what).await.expect("it never came")
}

//! All workloads in one run: fill, measure, print.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::{App, AppConfig, Clock};
use storage::coord::Coord;
use storage::{DatabaseConfig, Store};

use crate::cpu::Processes;
use crate::database::{self, Cluster};
use crate::fill::{self, Plan};
use crate::ratio::Bar;
use crate::server::{Mode, Server};
use crate::table::{Contender, Pace, compare};
use crate::{Bench, Workload, board, machine, raise, scorecards, sqlite, sweep, world};

const BOARD: Bar = Bar { must: 2.0, goal: 1.3 };
const RAISE: Bar = Bar { must: 2.2, goal: 1.6 };

/// Whether every bar holds.
pub async fn run(bench: &Bench) -> Result<bool> {
    let started = Instant::now();
    ensure!(bench.gongdan.exists(), "{} is not built", bench.gongdan.display());
    let cluster = Cluster::find().await?;
    println!("machine: {}; PostgreSQL {}", machine::describe(), cluster.version);
    println!("load before: {}", machine::load());
    let wanted = |workload| bench.only.is_empty() || bench.only.contains(&workload);
    let mut all_hold = true;
    if wanted(Workload::Board) || wanted(Workload::Raise) {
        all_hold &= pages_and_raises(bench, &cluster, &wanted).await?;
    }
    if wanted(Workload::Sweep) {
        all_hold &= sweep::run(bench, &cluster).await?;
    }
    if wanted(Workload::Scorecards) {
        all_hold &= scorecards::run(bench, &cluster).await?;
    }
    if wanted(Workload::Sqlite) {
        sqlite::run(bench).await?;
    }
    println!("\nload after: {}; {} s in all", machine::load(), started.elapsed().as_secs());
    Ok(all_hold)
}

/// How long each contender runs.
pub fn pace(bench: &Bench) -> Pace {
    Pace { rounds: bench.rounds, time: Duration::from_secs(bench.seconds), connections: bench.connections }
}

async fn pages_and_raises(bench: &Bench, cluster: &Cluster, wanted: &impl Fn(Workload) -> bool) -> Result<bool> {
    let url = cluster.create("load_year").await?;
    let db = database::prepare(&url).await?;
    fill::fill(&db, &Plan::year(bench.tickets)).await?;
    db.close().await?;

    let connections = u32::try_from(bench.connections)?;
    let redis = services::redis_url().context("no Redis: run this by `make bench`")?;
    let settings = [
        ("GONGDAN_DATABASE__URL", url.clone()),
        ("GONGDAN_DATABASE__CONNECTIONS", connections.to_string()),
        ("GONGDAN_REDIS__URL", redis),
    ];
    let server = Server::start(&bench.gongdan, Mode::Api, &settings).await?;
    let tokens = Arc::new(log_in(&server, bench.connections).await?);
    let clock = Clock::system();
    let app = app(&url, connections, clock.clone()).await?;
    let raw = database::connect(&url, connections).await?;
    let contender = |name, work, others: Vec<u32>, bar| {
        let processes = Processes { others, ..cluster.processes.clone() };
        Contender { name, work, processes, bar }
    };
    let (own, its) = (vec![std::process::id()], Vec::from_iter(server.pid()));

    let mut all_hold = true;
    if wanted(Workload::Board) {
        let contenders = [
            contender("PostgreSQL, one joined statement (the limit)", board::joined(raw.clone()), vec![], None),
            contender("our floor: use case in process", board::in_process(app.clone()), own.clone(), None),
            contender(
                "our floor: {__typename} with token over HTTP",
                board::typename(server.client(), tokens.clone()),
                its.clone(),
                None,
            ),
            contender(
                "Gongdan, GraphQL over HTTP",
                board::graphql(server.client(), tokens.clone()),
                its.clone(),
                Some(BOARD),
            ),
        ];
        all_hold &= compare("W1 board page: 50 newest open tickets of an agency", &contenders, pace(bench)).await?;
    }
    if wanted(Workload::Raise) {
        let contenders = [
            contender(
                "PostgreSQL, one statement, the same rows (the limit)",
                raise::same_rows(raw.clone(), clock.clone()),
                vec![],
                None,
            ),
            contender(
                "PostgreSQL, ticket, two clocks, audit entry, message",
                raise::least_rows(raw, clock),
                vec![],
                None,
            ),
            contender("our floor: use case in process", raise::in_process(app), own, None),
            contender("Gongdan, GraphQL over HTTP", raise::graphql(server.client(), tokens), its, Some(RAISE)),
        ];
        all_hold &= compare("W2 raising a ticket, durable commit", &contenders, pace(bench)).await?;
    }
    drop(server);
    cluster.drop("load_year").await?;
    Ok(all_hold)
}

/// A token for each connection, of a clerk of the agency whose board it reads.
pub async fn log_in(server: &Server, connections: usize) -> Result<Vec<String>> {
    let mut tokens = Vec::new();
    for connection in 0..connections {
        let (login, _) = world::clerk(board::agency_of(connection));
        tokens.push(server.client().log_in(&login).await?);
    }
    Ok(tokens)
}

/// The product's use cases in this process.
pub async fn app(url: &str, connections: u32, clock: Clock) -> Result<Arc<App>> {
    app_with(url, connections, clock, Coord::memory()).await
}

/// The same beside other processes.
pub async fn app_with(url: &str, connections: u32, clock: Clock, coord: Coord) -> Result<Arc<App>> {
    let database = DatabaseConfig { url: url.to_owned(), connections, acquire_seconds: 60 };
    let config = AppConfig {
        refresh_token_seconds: 3_600,
        log_ins_per_name: 1_000,
        log_ins_per_peer: 1_000,
        log_in_window_seconds: 60,
        password_checks: 1,
        next_year_from: app::calendar::MonthDay::FIRST_OF_NOVEMBER,
        files: app::FilesConfig::default(),
        retention: app::retention::RetentionConfig::default(),
        webhooks: app::webhook::WebhookConfig::default(),
    };
    Ok(App::start(Store::connect(&database).await?, coord, clock, config).await?)
}

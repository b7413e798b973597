//! The benchmark programs: the product beside PostgreSQL's own statements, by the CPU that a request costs.

mod backtest;
mod bench;
mod board;
mod calendar;
mod cpu;
mod database;
mod drive;
mod ears;
mod fill;
mod import;
mod live;
mod machine;
mod raise;
mod ratio;
mod report;
mod scorecards;
mod search;
mod server;
mod sqlite;
mod sweep;
mod table;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// As in the product, so that what runs in this process costs the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures Gongdan beside its database's own statements. Needs `services run --durable --` around it.
///
/// Without a command: every workload.
#[derive(Debug, Parser)]
#[command(name = "load", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(flatten)]
    bench: Bench,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Time the import of an event log on SQLite and on PostgreSQL.
    Import(Import),
    /// Time a back-test of a new policy over an event log on SQLite.
    Backtest(Import),
    /// Board pages while 100,000 running clocks follow a change of their calendar, on PostgreSQL.
    Calendar(Calendar),
    /// Many subscriptions while tickets change, on one API process with PostgreSQL and Redis.
    Live(Live),
    /// The monthly report of a contract with 5,000 tickets as PDF, XLSX and CSV, on PostgreSQL.
    Reports(report::Reports),
    /// Search pages among generated tickets, on PostgreSQL and on SQLite.
    Search(Search),
    /// Fill an empty database for experiments by hand.
    Fill {
        /// The database, `postgres://…`; it must exist.
        #[arg(long)]
        database: String,
        /// How many tickets.
        #[arg(long, default_value_t = 1_000_000)]
        tickets: i64,
    },
}

#[derive(Clone, Debug, Args)]
struct Bench {
    /// Tickets in the database of boards and raising.
    #[arg(long, default_value_t = 1_000_000)]
    tickets: i64,
    /// Rounds; figures are medians of them.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds that each contender runs in a round.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Connections at once.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Only these workloads.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Workload>,
    /// The executable under test.
    #[arg(long, default_value = "target/release/gongdan")]
    gongdan: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Workload {
    /// W1: the board page.
    Board,
    /// W2: raising.
    Raise,
    /// W3: idle ticks and sweeps.
    Sweep,
    /// Pages and raises on SQLite.
    Sqlite,
    /// W4: scorecards.
    Scorecards,
}

#[derive(Debug, Args)]
struct Import {
    /// The log.
    log: PathBuf,
    /// Its mapping.
    #[arg(long)]
    mapping: PathBuf,
    /// The executable under test.
    #[arg(long, default_value = "target/release/gongdan")]
    gongdan: PathBuf,
}

#[derive(Debug, Args)]
struct Calendar {
    /// Tickets, each with two running clocks.
    #[arg(long, default_value_t = 50_000)]
    tickets: i64,
    /// Activations; figures are medians of them.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Board pages a second.
    #[arg(long, default_value_t = 50)]
    rate: u32,
    /// Seconds of board pages alone before each activation.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// The executable under test.
    #[arg(long, default_value = "target/release/gongdan")]
    gongdan: PathBuf,
}

#[derive(Debug, Args)]
struct Live {
    /// Subscriptions, each on a socket of its own.
    #[arg(long, default_value_t = 1_000)]
    subscriptions: usize,
    /// Changes of tickets a second.
    #[arg(long, default_value_t = 100)]
    rate: u32,
    /// For so many seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The executable under test.
    #[arg(long, default_value = "target/release/gongdan")]
    gongdan: PathBuf,
}

#[derive(Debug, Args)]
struct Search {
    /// Tickets.
    #[arg(long, default_value_t = 1_000_000)]
    tickets: u32,
    /// Questions, a third of each class.
    #[arg(long, default_value_t = 200)]
    questions: usize,
    /// Only on this database.
    #[arg(long)]
    on: Option<search::On>,
    /// Print the plan of a question of each class.
    #[arg(long)]
    plans: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("load: a bar was missed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every bar that must hold does.
async fn run(cli: Cli) -> Result<bool> {
    match cli.command {
        None => bench::run(&cli.bench).await,
        Some(Command::Import(import)) => import::run(&import).await,
        Some(Command::Backtest(import)) => backtest::run(&import).await,
        Some(Command::Calendar(calendar)) => calendar::run(&calendar).await,
        Some(Command::Live(live)) => live::run(&live).await,
        Some(Command::Reports(reports)) => report::run(&reports).await,
        Some(Command::Search(search)) => search::run(&search).await,
        Some(Command::Fill { database, tickets }) => {
            let db = database::prepare(&database).await?;
            fill::fill(&db, &fill::Plan::year(tickets)).await?;
            Ok(true)
        }
    }
}

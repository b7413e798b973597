//! Pages and raises on SQLite, the whole product in one process.

use std::sync::Arc;

use anyhow::Result;
use app::Clock;
use sea_orm::{Database, TransactionTrait};

use crate::cpu::Processes;
use crate::drive::{Run, Work, drive};
use crate::ratio::Spread;
use crate::server::{Mode, Server};
use crate::{Bench, bench, board, raise, world};

/// Enough for a full page of every agency whose board is read.
const TICKETS_AN_AGENCY: u32 = 60;

/// Fills a file, serves it, and prints how much it answers.
pub async fn run(bench: &Bench) -> Result<()> {
    let home = tempfile::tempdir()?;
    let url = format!("sqlite://{}?mode=rwc", home.path().join("load.db").display());
    let db = Database::connect(&url).await?;
    migration::up(&db).await?;
    let transaction = db.begin().await?;
    world::lay(&transaction).await?;
    transaction.commit().await?;
    db.close().await?;
    let app = bench::app(&url, 4, Clock::system()).await?;
    for connection in 0..bench.connections {
        for place in 0..TICKETS_AN_AGENCY {
            raise::raise(&app, board::agency_of(connection), place).await?;
        }
    }
    drop(app);

    let server = Server::start(&bench.gongdan, Mode::All, &[("GONGDAN_DATABASE__URL", url)]).await?;
    let tokens = Arc::new(bench::log_in(&server, bench.connections).await?);
    let processes = Processes { postmaster: None, others: Vec::from_iter(server.pid()) };
    println!("\nSQLite, GraphQL over HTTP, one process, synchronous=FULL");
    println!("| work | requests/s | CPU µs a request |");
    println!("| --- | --- | --- |");
    line("board page", &board::graphql(server.client(), tokens.clone()), bench, &processes).await?;
    line("raise", &raise::graphql(server.client(), tokens), bench, &processes).await
}

async fn line(name: &str, work: &Work, bench: &Bench, processes: &Processes) -> Result<()> {
    let pace = bench::pace(bench);
    let mut runs = Vec::new();
    for _ in 0..pace.rounds {
        runs.push(drive(work, pace.connections, pace.time, processes).await?);
    }
    let rate = Spread::of(runs.iter().map(Run::rate));
    let cpu = Spread::of(runs.iter().map(Run::cpu_micros));
    println!("| {name} | {rate} | {cpu} |");
    Ok(())
}

//! W3: idle ticks, and sweeps of a thousand scattered deadlines, among 10,000 to 1,000,000 open tickets.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use app::{App, Clock};
use chrono::{DateTime, TimeDelta};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::cpu::Processes;
use crate::database::{self, Cluster};
use crate::fill::{self, Plan};
use crate::ratio::{Bar, Spread};
use crate::{Bench, bench};

const OPEN: [i64; 3] = [10_000, 100_000, 1_000_000];
const TICKS: u32 = 100;
const SWEEP: Bar = Bar { must: 3.0, goal: 1.5 };
/// How much dearer an idle tick may get as the table grows.
const FLAT: Bar = Bar { must: 1.5, goal: 1.2 };

/// Milliseconds on the wall and of CPU.
#[derive(Clone, Copy, Debug)]
struct Cost {
    wall: f64,
    cpu: f64,
}

/// What one number of open tickets came to.
struct Size {
    open: i64,
    idle: Vec<Cost>,
    plain: Vec<Cost>,
    product: Vec<Cost>,
}

/// Runs every size up to `--tickets` and prints the table.
pub async fn run(bench: &Bench, cluster: &Cluster) -> Result<bool> {
    let mut sizes = Vec::new();
    for open in OPEN.into_iter().filter(|open| *open <= bench.tickets.max(OPEN[0])) {
        sizes.push(size(bench, cluster, open).await?);
    }
    Ok(print(&sizes))
}

async fn size(bench: &Bench, cluster: &Cluster, open: i64) -> Result<Size> {
    let url = cluster.create("load_sweep").await?;
    let db = database::prepare(&url).await?;
    // At 10,000 open tickets there are ten lots: five rounds.
    let rounds = bench.rounds.min(5);
    fill::fill(&db, &Plan::open(open, 2 * i64::try_from(rounds)?)).await?;
    let as_of = DateTime::parse_from_str(&format!("{}:00", fill::AS_OF), "%Y-%m-%d %H:%M:%S%:z")?.to_utc();
    let clock = Clock::fixed(as_of);
    let app = bench::app(&url, 4, clock.clone()).await?;
    let processes = Processes { others: vec![std::process::id()], ..cluster.processes.clone() };

    let mut size = Size { open, idle: Vec::new(), plain: Vec::new(), product: Vec::new() };
    for _ in 0..rounds {
        let cost = cost(&processes, ticks(&app)).await?;
        size.idle.push(Cost { wall: cost.wall / f64::from(TICKS), cpu: cost.cpu / f64::from(TICKS) });
    }
    for round in 0..rounds {
        let minute =
            |lot: usize| as_of + TimeDelta::minutes(i64::try_from(lot).unwrap_or(0) + 1) + TimeDelta::seconds(30);
        db.execute_unprepared("CHECKPOINT").await?;
        clock.set(minute(2 * round));
        size.plain.push(cost(&cluster.processes, plain(&db, &clock)).await?);
        db.execute_unprepared("CHECKPOINT").await?;
        clock.set(minute(2 * round + 1));
        size.product.push(cost(&processes, product(&app)).await?);
    }
    db.close().await?;
    cluster.drop("load_sweep").await?;
    Ok(size)
}

async fn cost(processes: &Processes, work: impl Future<Output = Result<()>>) -> Result<Cost> {
    let before = processes.read()?;
    let started = Instant::now();
    work.await?;
    let wall = started.elapsed().as_secs_f64() * 1_000.0;
    let spent = processes.read()?.since(&before);
    Ok(Cost { wall, cpu: (spent.database + spent.others) as f64 / 1e6 })
}

async fn ticks(app: &Arc<App>) -> Result<()> {
    for _ in 0..TICKS {
        let report = app::sla::sweep(&app.op_system("load")).await?;
        ensure!(report.breaches == 0, "something fell due before its time");
    }
    Ok(())
}

async fn plain(db: &DatabaseConnection, clock: &Clock) -> Result<()> {
    let sql = include_str!("sweep.sql");
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [clock.now().into()]);
    let row = db.query_one_raw(statement).await?.context("no count")?;
    let count: i64 = row.try_get_by_index(0)?;
    ensure!(count == 1_000, "the plain statement swept {count}");
    Ok(())
}

async fn product(app: &Arc<App>) -> Result<()> {
    let report = app::sla::sweep(&app.op_system("load")).await?;
    ensure!(report.breaches == 1_000, "the product swept {report:?}");
    Ok(())
}

fn print(sizes: &[Size]) -> bool {
    println!(
        "\nW3 SLA sweep: 1,000 scattered deadlines among N open tickets, commit included; idle tick with nothing due"
    );
    println!(
        "| N open | plain statement ms, CPU ms | product ms, CPU ms | × CPU | bar | idle tick ms, CPU ms | × CPU of the smallest N |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let of = |costs: &[Cost], figure: fn(&Cost) -> f64| Spread::of(costs.iter().map(figure));
    let both = |costs: &[Cost]| format!("{}, {}", of(costs, |cost| cost.wall), of(costs, |cost| cost.cpu));
    let first = sizes.first().map_or(f64::NAN, |size| of(&size.idle, |cost| cost.cpu).median);
    let mut all_hold = true;
    for size in sizes {
        let ratio = Spread::of(size.product.iter().zip(&size.plain).map(|(product, plain)| product.cpu / plain.cpu));
        let growth = Spread::of(size.idle.iter().map(|cost| cost.cpu / first));
        all_hold &= SWEEP.holds(ratio) && FLAT.holds(growth);
        println!(
            "| {} | {} | {} | {ratio} | {} | {} | {growth} {} |",
            size.open,
            both(&size.plain),
            both(&size.product),
            SWEEP.verdict(ratio),
            both(&size.idle),
            FLAT.verdict(growth),
        );
    }
    all_hold
}

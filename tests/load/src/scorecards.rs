//! W4: scorecards of fifty vendors among many tickets: reading, merging what changed, counting everything.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, ensure};
use app::App;
use app::Clock;
use app::scorecard::{ScorecardQuery, scorecards};
use chrono::NaiveDate;
use domain::scorecard::{PeriodKind, SubjectKind};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::database::{self, Cluster};
use crate::fill::{self, Plan};
use crate::ratio::Spread;
use crate::report::score_all;
use crate::{Bench, bench, world};

/// Reads of each kind.
const READS: usize = 50;
/// The joined statement of performance.md §5: every ticket of the year with two of its clocks.
const JOINED: &str = include_str!("scorecards.sql");
/// A thousand tickets are solved: an event and a clock each.
const THOUSAND: &str = include_str!("scorecards_thousand.sql");

/// Whether every bar holds.
pub async fn run(asked: &Bench, cluster: &Cluster) -> Result<bool> {
    let url = cluster.create("load_scores").await?;
    let db = database::prepare(&url).await?;
    fill::fill(&db, &Plan::year(asked.tickets)).await?;
    let app = bench::app(&url, 4, Clock::fixed(fill::as_of()?)).await?;

    let started = Instant::now();
    let report = score_all(&app, &db).await?;
    let rebuilt = started.elapsed().as_secs_f64();
    ensure!(report.left == 0, "{} months were left", report.left);
    db.execute_unprepared("VACUUM ANALYZE scorecard, time_used").await?;
    let started = Instant::now();
    let rows = db.query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, JOINED)).await?;
    let joined = started.elapsed().as_secs_f64();
    ensure!(rows.len() >= 600, "{} rows of fifty vendors and twelve months", rows.len());

    println!("\nW4 scorecards of {} vendors among {} tickets of a year", world::VENDORS, asked.tickets);
    println!("| work | measured | bar |");
    println!("| --- | --- | --- |");
    let mut all_hold = true;
    all_hold &= line("read, one month", read(&app, 1).await?, "ms", 20.0);
    all_hold &= line("read, twelve months", read(&app, 12).await?, "ms", 100.0);
    all_hold &= line("merge 1,000 solved tickets", merge(&app, &db, asked.rounds).await?, "ms", 60.0);
    all_hold &= line("merge none", idle(&app, asked.rounds).await?, "ms", 5.0);
    println!("| count all {} contract months | {rebuilt:.1} s | – |", report.months);
    println!("| the joined statement over twelve months | {joined:.1} s | – |");
    all_hold &= line("counting all, × the joined statement", Spread::of([rebuilt / joined]), "×", 1.0);

    drop(app);
    db.close().await?;
    cluster.drop("load_scores").await?;
    Ok(all_hold)
}

fn line(name: &str, spread: Spread, unit: &str, must: f64) -> bool {
    let holds = spread.median <= must;
    println!("| {name} | {spread} {unit} | must ≤ {must} {unit}: {} |", if holds { "PASS" } else { "MISS" });
    holds
}

/// Milliseconds to read the month cards of all vendors, the latest `months` of 2025.
async fn read(app: &Arc<App>, months: u32) -> Result<Spread> {
    let date = |month| NaiveDate::from_ymd_opt(2025, month, 1);
    let asked = ScorecardQuery {
        subject: Some(SubjectKind::Vendor),
        period: Some(PeriodKind::Month),
        from: date(13 - months),
        until: date(12),
        limit: 1_000,
        ..ScorecardQuery::default()
    };
    let mut times = Vec::new();
    for _ in 0..READS {
        let op = app.op_for(world::watcher())?;
        let started = Instant::now();
        let list = scorecards(&op, &asked).await?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
        ensure!(list.rows.len() == (world::VENDORS * months) as usize, "{} cards were read", list.rows.len());
    }
    Ok(Spread::of(times))
}

/// Milliseconds of a run after a thousand tickets were solved.
async fn merge(app: &Arc<App>, db: &DatabaseConnection, rounds: usize) -> Result<Spread> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        let solved = db.execute_unprepared(THOUSAND).await?.rows_affected();
        ensure!(solved == 1_000, "{solved} tickets were left to be solved");
        times.push(refresh(app).await?);
    }
    Ok(Spread::of(times))
}

/// Milliseconds of a run with nothing to do.
async fn idle(app: &Arc<App>, rounds: usize) -> Result<Spread> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(refresh(app).await?);
    }
    Ok(Spread::of(times))
}

async fn refresh(app: &Arc<App>) -> Result<f64> {
    let started = Instant::now();
    app::scorecard::refresh(&app.op_system("load")).await?;
    Ok(started.elapsed().as_secs_f64() * 1e3)
}

//! The monthly report of a contract with five thousand tickets a month, as files, on PostgreSQL: time on the wall.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use app::export::{ReportFile, ReportOf, download_report_file, prepare_report_file};
use app::file::Fetch;
use app::{App, Clock};
use chrono::TimeDelta;
use domain::export::{FileFormat, FileLanguage};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::database::{self, Cluster, scalar};
use crate::fill::{self, Plan};
use crate::ratio::Spread;
use crate::{bench, machine, world};

/// Longest time on the wall that a PDF or an XLSX may take, from asking for it to its last byte.
const SECONDS: f64 = 5.0;
/// A year of them on one contract: five thousand in a month of thirty-one days.
const TICKETS: i64 = 60_000;
const MONTH: i32 = 202_510;

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Reports {
    /// Rounds; figures are medians of them.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Keep the files here, to be looked at.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Whether the bar holds.
pub async fn run(asked: &Reports) -> Result<bool> {
    println!("machine: {}; load {}", machine::describe(), machine::load());
    let cluster = Cluster::find().await?;
    let url = cluster.create("load_reports").await?;
    let db = database::prepare(&url).await?;
    fill::fill(&db, &Plan::year(TICKETS).of_one_system()).await?;
    let clock = Clock::fixed(fill::as_of()?);
    let app = bench::app(&url, 4, clock).await?;
    score_all(&app, &db).await?;
    let tickets: i64 =
        scalar(&db, &format!("SELECT COUNT(DISTINCT ticket_id) FROM sla_clock WHERE counted_month = {MONTH}")).await?;
    ensure!(tickets >= 5_000, "{tickets} tickets are too few");
    println!("\nA contract's month of {tickets} tickets, PostgreSQL, one process: {} rounds", asked.rounds);
    println!("| file | seconds | bytes | bar |");
    println!("| --- | --- | --- | --- |");
    let mut all_hold = true;
    for format in [FileFormat::Pdf, FileFormat::Xlsx, FileFormat::Csv] {
        for language in [FileLanguage::Zh, FileLanguage::En] {
            all_hold &= line(&app, asked, format, language).await?;
        }
    }
    drop(app);
    db.close().await?;
    cluster.drop("load_reports").await?;
    Ok(all_hold)
}

/// Marks every contract month that has a clock, and scores them.
pub async fn score_all(app: &Arc<App>, db: &DatabaseConnection) -> Result<app::scorecard::RefreshReport> {
    db.execute_unprepared(
        "INSERT INTO score_stale (contract_id, month) SELECT DISTINCT contract_id, counted_month FROM sla_clock
         ON CONFLICT (contract_id, month) DO UPDATE SET marks = score_stale.marks + 1",
    )
    .await?;
    Ok(app::scorecard::refresh(&app.op_system("load")).await?)
}

async fn line(app: &Arc<App>, asked: &Reports, format: FileFormat, language: FileLanguage) -> Result<bool> {
    let mut seconds = Vec::new();
    let mut first: Option<Vec<u8>> = None;
    for round in 0..asked.rounds {
        let started = Instant::now();
        let file = file(app, (format, language), round).await?;
        seconds.push(started.elapsed().as_secs_f64());
        if let Some(out) = &asked.out {
            std::fs::create_dir_all(out)?;
            std::fs::write(out.join(&file.name), &file.bytes)?;
        }
        let same = first.get_or_insert_with(|| file.bytes.clone()) == &file.bytes;
        ensure!(same, "{} has other bytes the second time", file.name);
    }
    let spread = Spread::of(seconds);
    // The bar is the for pages and workbooks; a table of text is beside it.
    let holds = format == FileFormat::Csv || spread.median <= SECONDS;
    let verdict = match format {
        FileFormat::Csv => "–".to_owned(),
        _ => format!("must ≤ {SECONDS} s: {}", if holds { "PASS" } else { "MISS" }),
    };
    println!("| {format:?}, {language:?} | {spread} | {} | {verdict} |", first.map_or(0, |bytes| bytes.len()));
    Ok(holds)
}

async fn file(
    app: &Arc<App>,
    (format, language): (FileFormat, FileLanguage),
    round: usize,
) -> Result<app::export::MadeFile> {
    let op = app.op_for(world::watcher())?;
    let of = ReportOf::ContractMonth { contract: world::contract_id(0), month: MONTH };
    let prepared = prepare_report_file(&op, ReportFile { of, format, language }).await.context("preparing")?;
    let nonce = format!("{format:?} {language:?} {round}");
    let expires_at = op.now() + TimeDelta::minutes(10);
    let fetch = Fetch { of: prepared.file, user: prepared.user, nonce, expires_at };
    download_report_file(app, &fetch).await.context("making")
}

//! Activating a calendar: how long board pages take while 100,000 running clocks follow, and that each move is logged.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::setup::calendar::{
    Activation, CalendarChange, DayException, ExceptionHours, activate_calendar_change, find_calendar_change,
    preview_calendar_change,
};
use app::{App, Clock};
use chrono::{DateTime, NaiveDate};
use domain::ids::CalendarId;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::database::{self, Cluster, scalar};
use crate::drive::Work;
use crate::fill::{self, Plan};
use crate::ratio::{Bar, Spread};
use crate::server::{Mode, Server};
use crate::{Calendar, bench, board, machine};

/// How much longer than with nothing else to do a board page may take at the 95th percentile.
const SLOWER: Bar = Bar { must: 3.0, goal: 2.0 };
const CONNECTIONS: usize = 16;
/// Longer, and something is wrong.
const PATIENCE: Duration = Duration::from_secs(600);

/// One activation.
struct Round {
    /// Milliseconds at the 95th percentile.
    idle: f64,
    during: f64,
    pages: usize,
    seconds: f64,
}

/// Whether the bar holds.
pub async fn run(asked: &Calendar) -> Result<bool> {
    ensure!(asked.gongdan.exists(), "{} is not built", asked.gongdan.display());
    let cluster = Cluster::find().await?;
    println!("machine: {}; PostgreSQL {}; load before: {}", machine::describe(), cluster.version, machine::load());
    let url = cluster.create("load_calendar").await?;
    let db = database::prepare(&url).await?;
    fill::fill(&db, &Plan::running(asked.tickets)).await?;
    // Round the clock working time is real time, so the rows stay true; and now the calendar matters to them.
    db.execute_unprepared("UPDATE sla_target SET duration_kind = 'WORKING'").await?;

    let redis = services::redis_url().context("no Redis: run this by `make bench`")?;
    let settings = [
        ("GONGDAN_DATABASE__URL", url.clone()),
        ("GONGDAN_DATABASE__CONNECTIONS", CONNECTIONS.to_string()),
        ("GONGDAN_REDIS__URL", redis),
    ];
    let server = Server::start(&asked.gongdan, Mode::Api, &settings).await?;
    let tokens = Arc::new(bench::log_in(&server, CONNECTIONS).await?);
    let pages = board::graphql(server.client(), tokens);
    let as_of = DateTime::parse_from_str(&format!("{}:00", fill::AS_OF), "%Y-%m-%d %H:%M:%S%:z")?.to_utc();
    let app = bench::app(&url, 4, Clock::fixed(as_of)).await?;

    let mut rounds = Vec::new();
    for number in 0..asked.rounds {
        db.execute_unprepared("VACUUM ANALYZE").await?;
        db.execute_unprepared("CHECKPOINT").await?;
        rounds.push(round(asked, &app, &pages, number, &db).await?);
    }
    let holds = print(asked, &rounds);
    println!("load after: {}", machine::load());
    drop(server);
    db.close().await?;
    cluster.drop("load_calendar").await?;
    Ok(holds)
}

async fn round(
    asked: &Calendar,
    app: &Arc<App>,
    pages: &Work,
    number: usize,
    db: &DatabaseConnection,
) -> Result<Round> {
    let seconds = Duration::from_secs(asked.seconds);
    // What is asked for the first time is read from the disk.
    ask(pages, asked.rate, pass(seconds / 5)).await?;
    let (idle, ()) = ask(pages, asked.rate, pass(seconds)).await?;
    let began = Instant::now();
    let revision = activate(app, number).await?;
    let following = ask(pages, asked.rate, tokio::spawn(follow(app.clone())));
    let (during, followed) = tokio::time::timeout(PATIENCE, following).await??;
    followed??;
    let elapsed = began.elapsed().as_secs_f64();
    let logged: i64 =
        scalar(db, &format!("SELECT count(*) FROM clock_revision WHERE calendar_revision = {revision} AND moved"))
            .await?;
    ensure!(logged == 2 * asked.tickets, "{logged} moves are logged for {} clocks", 2 * asked.tickets);
    Ok(Round { idle: p95(&idle), during: p95(&during), pages: during.len(), seconds: elapsed })
}

/// Closes the first day of the tickets' lives, or opens it again: every clock spans it.
async fn activate(app: &Arc<App>, number: usize) -> Result<i64> {
    let op = app.op_system("load");
    let coverage = op.coverage();
    let calendar: CalendarId = coverage.calendars.values().find(|row| row.code == "7X24").context("the calendar")?.id;
    let date = NaiveDate::from_ymd_opt(2026, 1, 5).context("a date")?;
    let closed = number.is_multiple_of(2);
    let change = CalendarChange {
        calendar,
        reason: "benchmark".to_owned(),
        hours: None,
        exceptions: if closed { vec![DayException { date, hours: ExceptionHours::Closed }] } else { vec![] },
        withdrawn: if closed { vec![] } else { vec![date] },
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    let id = preview_calendar_change(&op, &change).await?;
    let fingerprint = find_calendar_change(&op, id).await?.fingerprint;
    activate_calendar_change(&op, &Activation { change: id, fingerprint, confirmed_years: vec![] }).await?;
    find_calendar_change(&op, id).await?.revision.context("a revision")
}

/// As the worker does it, run after run.
async fn follow(app: Arc<App>) -> Result<()> {
    loop {
        let report = app::sla::follow_calendars(&app.op_system("load")).await?;
        if report.changes > 0 {
            return Ok(());
        }
    }
}

async fn pass(time: Duration) {
    tokio::time::interval_at(tokio::time::Instant::now() + time, time).tick().await;
}

/// Asks for pages at a steady rate until `end`, however long the answers take; milliseconds from when each was due.
async fn ask<T>(pages: &Work, rate: u32, end: impl Future<Output = T>) -> Result<(Vec<f64>, T)> {
    let mut tick = tokio::time::interval(Duration::from_secs(1) / rate.max(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut asked = JoinSet::new();
    let mut taken = Vec::new();
    tokio::pin!(end);
    let mut connection = 0;
    let ended = loop {
        tokio::select! {
            due = tick.tick() => {
                let page = pages(connection % CONNECTIONS);
                connection += 1;
                asked.spawn(async move {
                    page.await?;
                    anyhow::Ok(due.elapsed().as_secs_f64() * 1_000.0)
                });
            }
            Some(answered) = asked.join_next() => taken.push(answered??),
            ended = &mut end => break ended,
        }
    };
    while let Some(answered) = asked.join_next().await {
        taken.push(answered??);
    }
    Ok((taken, ended))
}

fn p95(taken: &[f64]) -> f64 {
    let mut sorted = taken.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len() * 95).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

fn print(asked: &Calendar, rounds: &[Round]) -> bool {
    println!(
        "\nA change of a calendar followed by {} running clocks, {} board pages a second meanwhile",
        2 * asked.tickets,
        asked.rate
    );
    println!(
        "| round | idle p95 ms | p95 ms while following | × idle | pages meanwhile | seconds until all had followed |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for (number, round) in (1..).zip(rounds) {
        let Round { idle, during, pages, seconds } = round;
        println!("| {number} | {idle:.1} | {during:.1} | {:.2} | {pages} | {seconds:.0} |", during / idle);
    }
    let of = |figure: fn(&Round) -> f64| Spread::of(rounds.iter().map(figure));
    let ratio = Spread::of(rounds.iter().map(|round| round.during / round.idle));
    let (idle, during, seconds) = (of(|round| round.idle), of(|round| round.during), of(|round| round.seconds));
    println!("| median | {idle} | {during} | {ratio} | | {seconds} |");
    println!("p95 while following over p95 idle: {}", SLOWER.verdict(ratio));
    SLOWER.holds(ratio)
}

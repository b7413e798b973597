//! Search pages: seeded questions of three classes of frequency, each as a clerk, an engineer and somebody who watches
//! over every agency.

mod fill;
mod questions;
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::search::{SearchQuery, search};
use app::{App, Clock, Op};
use domain::access::Action;
use domain::search::{Audience, TextQuery};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use storage::read::TicketFilter;
use storage::search::Search as Look;

use crate::database::{self, Cluster};
use crate::{Search, bench, machine, world};
use questions::{CLASSES, Question};

/// Tickets on a page.
const PAGE: u64 = 50;
/// Questions before the clock runs: caches of a database that has been up for a while.
const WARM_UP: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum On {
    Postgres,
    Sqlite,
}

/// Whether the bars hold: the 95th percentile over all questions.
pub async fn run(asked: &Search) -> Result<bool> {
    println!("machine: {}; load before: {}", machine::describe(), machine::load());
    let mut all_hold = true;
    if asked.on != Some(On::Sqlite) {
        let cluster = Cluster::find().await?;
        println!("PostgreSQL {}", cluster.version);
        let url = cluster.create("load_search").await?;
        let db = database::prepare(&url).await?;
        all_hold &= on(asked, &db, &url, 50.0).await?;
        db.close().await?;
        cluster.drop("load_search").await?;
    }
    if asked.on != Some(On::Postgres) {
        let home = tempfile::tempdir()?;
        let url = format!("sqlite://{}?mode=rwc", home.path().join("load.db").display());
        let db = Database::connect(&url).await?;
        migration::up(&db).await?;
        println!("SQLite");
        all_hold &= on(asked, &db, &url, 100.0).await?;
        db.close().await?;
    }
    println!("load after: {}", machine::load());
    Ok(all_hold)
}

async fn on(asked: &Search, db: &DatabaseConnection, url: &str, bar_ms: f64) -> Result<bool> {
    let started = Instant::now();
    let texts = fill::fill(db, asked.tickets).await?;
    println!("{} tickets written in {:.0} s", asked.tickets, started.elapsed().as_secs_f64());
    let app = bench::app(url, 4, Clock::system()).await?;
    let started = Instant::now();
    fill::index(db, &app).await?;
    let took = started.elapsed().as_secs_f64();
    println!("indexed in {took:.0} s: {:.0} tickets a second", f64::from(asked.tickets) / took);
    let questions = texts.draw(asked.questions + WARM_UP, 20_261_129);
    let (warm_up, questions) = questions.split_at(WARM_UP);
    for (place, question) in warm_up.iter().enumerate() {
        ask(&reader(&app, place)?, question).await?;
    }
    let mut times: Vec<(usize, Duration)> = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        let op = reader(&app, place)?;
        let started = Instant::now();
        let found = ask(&op, question).await?;
        times.push((question.class, started.elapsed()));
        ensure!(found || op.actor().user() != Some(world::watcher()), "nothing found of {}", question.words);
    }
    if asked.plans {
        plans(db, &app, questions).await?;
    }
    app.close().await?;
    println!("| questions | p50 | p95 | longest | bar |");
    println!("| --- | --- | --- | --- | --- |");
    for (class, name) in CLASSES.iter().enumerate() {
        line(name, times.iter().filter(|(of, _)| *of == class).map(|(_, time)| *time), None);
    }
    Ok(line("all", times.iter().map(|(_, time)| *time), Some(bar_ms)))
}

/// In turn a clerk, an engineer, and who watches over all.
fn reader(app: &Arc<App>, place: usize) -> Result<Op> {
    let turn = u32::try_from(place / 3)?;
    Ok(app.op_for(match place % 3 {
        0 => world::clerk(turn % world::AGENCIES).1,
        1 => world::engineer(turn % world::VENDORS),
        _ => world::watcher(),
    })?)
}

/// Asks for the first page; whether anything was found.
async fn ask(op: &Op, question: &Question) -> Result<bool> {
    let asked = SearchQuery { words: question.words.clone(), limit: PAGE, with_text: true, ..SearchQuery::default() };
    let page = search(op, &asked).await?;
    for hit in &page.hits {
        let described = hit.row.text.as_ref().is_some_and(|text| text.description.contains(&question.words));
        ensure!(
            described || hit.row.title.contains(&question.words),
            "{} is not in {}",
            question.words,
            hit.row.number
        );
    }
    Ok(!page.hits.is_empty())
}

/// Prints a line; whether the bar holds.
fn line(name: &str, times: impl Iterator<Item = Duration>, bar_ms: Option<f64>) -> bool {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1_000.0).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 * share).ceil() as usize).saturating_sub(1)).copied();
    let (p50, p95, longest) = (at(0.5).unwrap_or(0.0), at(0.95).unwrap_or(0.0), at(1.0).unwrap_or(0.0));
    let bar = bar_ms
        .map_or_else(String::new, |bar| format!("p95 ≤ {bar:.0} ms: {}", if p95 <= bar { "held" } else { "MISSED" }));
    println!("| {} {name} | {p50:.1} ms | {p95:.1} ms | {longest:.1} ms | {bar} |", times.len());
    bar_ms.is_none_or(|bar| p95 <= bar)
}

/// The plan of the first question of each class, as a clerk and as who watches over all.
async fn plans(db: &DatabaseConnection, app: &Arc<App>, questions: &[Question]) -> Result<()> {
    for (class, name) in CLASSES.iter().enumerate() {
        let question = questions.iter().find(|question| question.class == class).context("one of each class")?;
        for (who, place) in [("clerk", 0), ("watcher", 2)] {
            let scope = reader(app, place)?.ticket_scope(Action::TicketView);
            let query = TextQuery::parse(&question.words).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
            let audiences = [Audience::Open, Audience::Agency];
            let look = Look { query: &query, audiences: &audiences, after: None, limit: PAGE + 1, with_text: false };
            let way = storage::search::way(db, &scope, &look).await?;
            let mut statement = storage::search::statement(way, &scope, &TicketFilter::default(), &look);
            println!("\n{name}, {who}: {} in {} of the tickets, {way:?}", question.words, question.share());
            let sqlite = db.get_database_backend() == DbBackend::Sqlite;
            let explain = if sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)" };
            statement.sql = format!("{explain} {}", statement.sql);
            print(db, statement, if sqlite { 3 } else { 0 }).await?;
        }
    }
    Ok(())
}

async fn print(db: &DatabaseConnection, statement: Statement, column: usize) -> Result<()> {
    for row in db.query_all_raw(statement).await? {
        let text: String = row.try_get_by_index(column)?;
        println!("    {}", text.chars().take(160).collect::<String>());
    }
    Ok(())
}

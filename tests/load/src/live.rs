//! Many who listen while tickets change: everybody hears each change once and in order, and memory stays bounded.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::{App, Clock};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use storage::coord::{Coord, PATIENCE};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

use crate::database::{self, Cluster, scalar};
use crate::ears::{Change, Ear, relay, ticket};
use crate::server::{Client, Mode, Server};
use crate::{Live, bench, machine, raise, world};

/// Growth of the API's resident memory, in MiB.
const MEMORY: f64 = 64.0;
/// Agencies whose clerks listen, and whose tickets change.
const AGENCIES: u32 = 50;
const TICKETS_AN_AGENCY: u32 = 4;
/// Sockets that connect at once.
const AT_ONCE: usize = 50;
/// Between two looks at what is awaited.
const LOOK: Duration = Duration::from_millis(20);
/// Longer, and something is lost.
const PATIENCE_AFTER: Duration = Duration::from_secs(30);

/// Whether the bars hold.
pub async fn run(asked: &Live) -> Result<bool> {
    ensure!(asked.gongdan.exists(), "{} is not built", asked.gongdan.display());
    let cluster = Cluster::find().await?;
    println!("machine: {}; PostgreSQL {}; load before: {}", machine::describe(), cluster.version, machine::load());
    let url = cluster.create("load_live").await?;
    let db = database::prepare(&url).await?;
    world::lay(&db).await?;
    let redis = services::redis_url().context("no Redis: run this by `make bench`")?;
    let settings = [
        ("GONGDAN_DATABASE__URL", url.clone()),
        ("GONGDAN_DATABASE__CONNECTIONS", "16".to_owned()),
        ("GONGDAN_REDIS__URL", redis.clone()),
    ];
    let server = Server::start(&asked.gongdan, Mode::Api, &settings).await?;
    let coord = Coord::redis(&redis, "gongdan", PATIENCE).context("the address of Redis")?;
    let app = bench::app_with(&url, 4, Clock::system(), coord).await?;
    for place in 0..AGENCIES * TICKETS_AN_AGENCY {
        raise::raise(&app, place % AGENCIES, place / AGENCIES).await?;
    }
    app::outbox::relay(&app.op_system("load")).await?;
    let holds = measure(asked, &server, &app, &db).await?;
    println!("load after: {}", machine::load());
    drop(server);
    db.close().await?;
    app.close().await?;
    cluster.drop("load_live").await?;
    Ok(holds)
}

async fn measure(asked: &Live, server: &Server, app: &Arc<App>, db: &DatabaseConnection) -> Result<bool> {
    let pid = server.pid().context("it runs")?;
    let memory = || machine::memory_kib(pid, "VmRSS").map(|kib| kib as f64 / 1_024.0).context("its memory");
    let mut tokens = Vec::new();
    for agency in 0..AGENCIES {
        tokens.push(server.client().log_in(&world::clerk(agency).0).await?);
    }
    let begin: i64 = scalar(db, "SELECT value FROM epoch WHERE name = 'feed'").await?;
    let (stop, stopped) = watch::channel(false);
    let heard = Arc::new(AtomicU64::new(0));
    let before = memory()?;
    let mut ears = JoinSet::new();
    for first in (0..asked.subscriptions).step_by(AT_ONCE) {
        let open = (first..asked.subscriptions.min(first + AT_ONCE)).map(|place| {
            let token = &tokens[place % tokens.len()];
            let opened = Ear::open(server, token, begin, heard.clone());
            async move { anyhow::Ok((place % AGENCIES as usize, opened.await?)) }
        });
        for (agency, ear) in futures_util::future::try_join_all(open).await? {
            let stopped = stopped.clone();
            ears.spawn(async move { anyhow::Ok((agency, ear.listen(stopped).await?)) });
        }
    }
    let open = memory()?;
    let relaying = tokio::spawn(relay(app.clone(), stopped.clone()));
    let (late, most) = change(asked, server.client(), &tokens, db, &memory).await?;
    let expected = changes(db, begin).await?;
    let deliveries: u64 = (0..asked.subscriptions).map(|place| expected[place % AGENCIES as usize].len() as u64).sum();
    let began = Instant::now();
    let mut look = tokio::time::interval(LOOK);
    while heard.load(Ordering::Relaxed) < deliveries && began.elapsed() < PATIENCE_AFTER {
        look.tick().await;
    }
    let drained = began.elapsed();
    let most = most.max(memory()?);
    stop.send_replace(true);
    relaying.await??;
    let (mut right, mut wrong) = (0, 0);
    while let Some(ended) = ears.join_next().await {
        let (agency, changes) = ended??;
        if changes == expected[agency] { right += 1 } else { wrong += 1 }
    }
    let total: usize = expected.iter().map(Vec::len).sum();
    println!(
        "\n{} subscriptions, each on a socket of its own; {total} changes in {} s, {deliveries} deliveries",
        asked.subscriptions, asked.seconds
    );
    println!(
        "changes that began late by more than a second: {late}; all heard {:.1} s after the last",
        drained.as_secs_f64()
    );
    println!("who heard every change of their agency once and in order: {right}; who did not: {wrong}");
    println!(
        "memory: {before:.0} MiB before the sockets, {open:.0} MiB with them, at most {most:.0} MiB: growth {:.1} MiB, must be under {MEMORY}",
        most - open
    );
    Ok(wrong == 0 && right == asked.subscriptions && most - open < MEMORY)
}

/// Comments at a steady rate; how many were late, and the most memory seen.
async fn change(
    asked: &Live,
    client: Client,
    tokens: &[String],
    db: &DatabaseConnection,
    memory: &impl Fn() -> Result<f64>,
) -> Result<(usize, f64)> {
    let tickets = tickets(db).await?;
    let mut tick = tokio::time::interval(Duration::from_secs(1) / asked.rate.max(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut sent, mut late, mut most) = (JoinSet::new(), 0, 0.0_f64);
    for number in 0..asked.rate as usize * usize::try_from(asked.seconds)? {
        let due = tick.tick().await;
        late += usize::from(due.elapsed() > Duration::from_secs(1));
        let (agency, id) = tickets[number % tickets.len()];
        let input = json!({ "ticketId": ticket(id), "body": format!("进展 {number}"), "visibility": "PUBLIC" });
        let query = "mutation($input: CommentTicketInput!) { commentTicket(input: $input) { errors { code } } }";
        let body = json!({ "query": query, "variables": { "input": input } }).to_string();
        let (client, token) = (client.clone(), tokens[agency].clone());
        sent.spawn(async move { client.post(&token, &body, r#""errors":[]"#).await });
        while let Some(answered) = sent.try_join_next() {
            answered??;
        }
        if number.is_multiple_of(asked.rate as usize) {
            most = most.max(memory()?);
        }
    }
    while let Some(answered) = sent.join_next().await {
        answered??;
    }
    // The last ones are numbered within a moment.
    let left = "SELECT count(*) FROM outbox WHERE feed_seq IS NULL";
    let mut look = tokio::time::interval(LOOK);
    while scalar::<i64>(db, left).await? > 0 {
        look.tick().await;
    }
    Ok((late, most))
}

/// Every ticket, with the place of its agency, in an order that changes another agency's each time.
async fn tickets(db: &DatabaseConnection) -> Result<Vec<(usize, Uuid)>> {
    let places: HashMap<Uuid, usize> = (0..AGENCIES).map(|place| (world::agency_id(place).0, place as usize)).collect();
    let sql = "SELECT agency_id, id FROM ticket ORDER BY number";
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    rows.iter()
        .map(|row| {
            let agency: Uuid = row.try_get_by_index(0)?;
            Ok((*places.get(&agency).context("an agency")?, row.try_get_by_index(1)?))
        })
        .collect()
}

/// What each agency's listeners should have heard.
async fn changes(db: &DatabaseConnection, begin: i64) -> Result<Vec<Vec<Change>>> {
    let mut expected = vec![Vec::new(); AGENCIES as usize];
    for place in 0..AGENCIES {
        let sql = "SELECT feed_seq, ticket_id FROM outbox WHERE agency_id = $1 AND feed_seq > $2 ORDER BY feed_seq";
        let values = [world::agency_id(place).0.into(), begin.into()];
        let rows = db.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
        for row in rows {
            expected[place as usize].push((row.try_get_by_index(0)?, ticket(row.try_get_by_index(1)?)));
        }
    }
    Ok(expected)
}

//! The loops: the schedule with its alarm clock, and the relay.

use std::collections::BTreeMap;
use std::time::Duration;

use app::Clock;
use domain::ids::uuid_at;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use storage::entity::outbox;
use tokio_util::sync::CancellationToken;

use super::bench::{Database, clock, databases, sqlite, until, watched, within};
use crate::{Jobs, Schedule};

#[tokio::test]
async fn jobs_run_when_they_are_due_until_the_word_to_stop() {
    let database = sqlite().await;
    let (job, mut watch) = watched("sweep");
    let jobs = Jobs::new([job]);
    let settings = BTreeMap::from([("sweep".to_owned(), "* * * * * *".to_owned())]);
    let schedule = Schedule::new(&jobs, &settings).unwrap();
    let stop = CancellationToken::new();
    let app = database.app(&Clock::system()).await;
    let loops = tokio::spawn(crate::run(app, jobs, schedule, stop.clone()));
    for answer in 0..3 {
        watch.begins().await;
        watch.answer(Ok(answer));
    }
    stop.cancel();
    within(loops).await.unwrap().unwrap();
    let runs = database.runs().await;
    assert!(runs.len() >= 3);
    assert!(runs.iter().all(|run| run.slot.timestamp_subsec_nanos() == 0), "{runs:?}");
}

#[tokio::test]
async fn the_relay_numbers_what_is_committed_elsewhere_and_outlives_a_failure() {
    for database in databases().await {
        let stop = CancellationToken::new();
        let app = database.app(&clock()).await;
        let relay = tokio::spawn(crate::relay(app, Duration::from_millis(10), stop.clone()));
        commit(&database, 1).await;
        numbered(&database, 1).await;

        let write = database.store.write();
        write.execute_unprepared("ALTER TABLE epoch RENAME TO gone").await.unwrap();
        commit(&database, 2).await;
        write.execute_unprepared("ALTER TABLE gone RENAME TO epoch").await.unwrap();
        numbered(&database, 2).await;
        stop.cancel();
        within(relay).await.unwrap().unwrap();
    }
}

async fn commit(database: &Database, n: u8) {
    let now = clock().now();
    let write = database.store.write();
    let text = "INSERT INTO outbox (id, topic, payload, created_at) VALUES ($1, 'test', $2, $3)";
    let values = [uuid_at(now, [n; 10]).into(), serde_json::json!({}).into(), now.into()];
    write.execute_raw(Statement::from_sql_and_values(write.get_database_backend(), text, values)).await.unwrap();
}

async fn numbered(database: &Database, count: i64) {
    until(async || {
        let messages = outbox::Entity::find().all(database.store.read()).await.unwrap();
        let mut numbers: Vec<_> = messages.iter().filter_map(|message| message.feed_seq).collect();
        numbers.sort_unstable();
        (numbers == (1..=count).collect::<Vec<_>>()).then_some(())
    })
    .await;
}

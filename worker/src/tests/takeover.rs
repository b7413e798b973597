//! Holders that die, fall silent, or are told to go; and those who take over.

use std::time::Duration;

use app::job::{self, Claimed, Run};
use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::bench::{at, clock, databases, sqlite, until, watched, within, worker};
use crate::attempt::{Attempt, Outcome};

const SLOT: &str = "2026-11-23T08:00:00Z";

#[tokio::test]
async fn the_run_of_a_dead_worker_is_taken_over_and_the_dead_one_can_book_nothing() {
    for database in databases().await {
        let clock = clock();
        let dead = database.app(&clock).await;
        let Claimed::Run(lost) = job::claim(&dead, "sweep", at(SLOT), "dead").await.unwrap() else { panic!("free") };

        let (job, mut watch) = watched("sweep");
        let (worker, _) = worker(&database.app(&clock).await, job);
        clock.advance(TimeDelta::seconds(10));
        assert_eq!(job::abandoned(&dead).await.unwrap(), [], "within its lease it is not dead yet");
        clock.advance(TimeDelta::microseconds(1));
        worker.take_over();
        watch.begins().await;

        assert!(!job::heartbeat(&dead, &lost).await.unwrap());
        assert!(!job::finish(&dead, &lost, json!("stale")).await.unwrap());
        assert!(!job::fail(&dead, &lost, "stale").await.unwrap());
        assert!(!job::surrender(&dead, &lost).await.unwrap());
        watch.answer(Ok(7));
        let [run] = &database.ended(1).await[..] else { panic!("one run") };
        assert_eq!((run.epoch, run.slot, run.report.clone()), (2, at(SLOT), Some(json!(7))));
    }
}

#[tokio::test]
async fn of_many_who_take_over_one_gets_the_run() {
    for database in databases().await {
        let clock = clock();
        let app = database.app(&clock).await;
        claim(&app).await;
        clock.advance(TimeDelta::seconds(11));
        let rivals = (0..8).map(|n| {
            let app = app.clone();
            tokio::spawn(async move { job::claim_by_hand(&app, "sweep", at(SLOT), &format!("rival {n}")).await })
        });
        let mut winners = 0;
        for rival in rivals.collect::<Vec<_>>() {
            winners += usize::from(rival.await.unwrap().unwrap().is_some());
        }
        assert_eq!(winners, 1);
    }
}

#[tokio::test]
async fn heartbeats_keep_a_run_and_a_holder_that_lost_it_stops() {
    let database = sqlite().await;
    let clock = clock();
    let app = database.app(&clock).await;
    let run = claim(&app).await;
    let (job, mut watch) = watched("sweep");
    let stop = CancellationToken::new();
    let beat = Duration::from_millis(20);
    let attempt = Attempt { app: &app, job: &job, stop: &stop, beat, grace: beat };
    let rival = async {
        watch.begins().await;
        clock.advance(TimeDelta::seconds(9));
        until(async || (database.runs().await[0].lease_until == clock.now() + TimeDelta::seconds(10)).then_some(()))
            .await;
        // A stall longer than the lease, at once with another's claim.
        let stall = "UPDATE job_run SET epoch = epoch + 1, holder = 'rival'";
        database.store.write().execute_unprepared(stall).await.unwrap();
    };
    let (outcome, ()) = within(async { tokio::join!(Box::pin(attempt.make(run)), rival) }).await;
    assert_eq!(outcome, Outcome::Lost);
    let [run] = &database.runs().await[..] else { panic!("one run") };
    assert_eq!((run.state.as_str(), run.holder.as_str()), ("running", "rival"));
}

#[tokio::test]
async fn a_holder_that_cannot_be_heard_stops_before_another_begins() {
    let database = sqlite().await;
    let clock = clock();
    let app = database.app(&clock).await;
    let run = claim(&app).await;
    let (job, mut watch) = watched("sweep");
    let stop = CancellationToken::new();
    let beat = Duration::from_millis(20);
    let attempt = Attempt { app: &app, job: &job, stop: &stop, beat, grace: beat };
    let outage = async {
        watch.begins().await;
        database.store.write().execute_unprepared("ALTER TABLE job_run RENAME TO gone").await.unwrap();
    };
    let (outcome, ()) = within(async { tokio::join!(attempt.make(run), outage) }).await;
    assert_eq!(outcome, Outcome::Lost);
}

#[tokio::test]
async fn a_worker_that_is_told_to_stop_leaves_its_run_to_another_at_once() {
    for database in databases().await {
        let clock = clock();
        let app = database.app(&clock).await;
        let run = claim(&app).await;
        let (job, mut watch) = watched("sweep");
        let stop = CancellationToken::new();
        let beat = Duration::from_millis(20);
        let attempt = Attempt { app: &app, job: &job, stop: &stop, beat, grace: beat };
        let order = async {
            watch.begins().await;
            stop.cancel();
        };
        let (outcome, ()) = within(async { tokio::join!(attempt.make(run), order) }).await;
        assert_eq!(outcome, Outcome::Left);

        let (heir, _) = worker(&database.app(&clock).await, job.clone());
        heir.take_over();
        watch.begins().await;
        watch.answer(Ok(1));
        assert_eq!(database.ended(1).await[0].epoch, 2);
    }
}

#[tokio::test]
async fn work_that_ends_soon_after_the_word_to_stop_is_booked() {
    let database = sqlite().await;
    let (job, mut watch) = watched("sweep");
    let (worker, stop) = worker(&database.app(&clock()).await, job);
    worker.start_due("sweep");
    watch.begins().await;
    stop.cancel();
    watch.answer(Ok(1));
    within(worker.finished()).await;
    assert_eq!(database.runs().await[0].state, "done");
    worker.start_due("sweep");
    assert!(!watch.has_begun(), "nothing begins after the word to stop");
}

#[tokio::test]
async fn a_run_that_kills_its_holders_is_given_up() {
    let database = sqlite().await;
    let clock = clock();
    let app = database.app(&clock).await;
    for _ in 0..5 {
        claim(&app).await;
        clock.advance(TimeDelta::seconds(11));
    }
    let (job, mut watch) = watched("sweep");
    let (worker, _) = worker(&app, job);
    worker.take_over();
    let [run] = &database.ended(1).await[..] else { panic!("one run") };
    assert_eq!(run.error.as_deref(), Some("given up: 5 holders did not end it"));
    assert!(!watch.has_begun());
}

async fn claim(app: &app::App) -> Run {
    job::claim_by_hand(app, "sweep", at(SLOT), "first").await.unwrap().expect("the run is free")
}

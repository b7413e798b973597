//! A run: claimed once, booked once, and what goes wrong in it stays in it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::anyhow;
use chrono::TimeDelta;
use serde_json::json;

use super::bench::{at, clock, databases, sqlite, until, watched, within, worker};
use crate::{Job, Schedule};

#[tokio::test]
async fn a_run_is_booked_under_its_nominal_time_with_its_report() {
    for database in databases().await {
        let clock = clock();
        clock.set(at("2026-11-23T08:00:07.5Z"));
        let (job, mut watch) = watched("sweep");
        let (worker, _) = worker(&database.app(&clock).await, job);

        worker.start_due("sweep");
        assert_eq!(watch.begins().await, clock.now());
        let [run] = &database.runs().await[..] else { panic!("one run") };
        assert_eq!((run.state.as_str(), run.slot, run.epoch), ("running", at("2026-11-23T08:00:05Z"), 1));
        assert_eq!(run.lease_until, at("2026-11-23T08:00:17.5Z"));
        clock.advance(TimeDelta::seconds(1));
        watch.answer(Ok(42));

        let [run] = &database.ended(1).await[..] else { panic!("one run") };
        assert_eq!((run.state.as_str(), run.report.clone(), run.error.clone()), ("done", Some(json!(42)), None));
        assert_eq!(run.finished_at, Some(clock.now()));
    }
}

#[tokio::test]
async fn after_an_outage_one_run_makes_up_for_all_that_were_missed() {
    let database = sqlite().await;
    let clock = clock();
    let (job, mut watch) = watched("sweep");
    let (worker, _) = worker(&database.app(&clock).await, job);
    worker.start_due("sweep");
    watch.begins().await;
    watch.answer(Ok(1));
    database.ended(1).await;

    clock.advance(TimeDelta::days(3));
    watch.answer(Ok(2));
    // Each ring is a chance: the first may come while the run before is being put away.
    let runs = until(async || {
        worker.start_all_due();
        database.have_ended(2).await
    })
    .await;
    assert_eq!(runs[1].slot, at("2026-11-26T08:00:00Z"));
}

#[tokio::test]
async fn two_workers_do_each_run_once() {
    for database in databases().await {
        let clock = clock();
        let effects = Arc::new(AtomicU32::new(0));
        let count = effects.clone();
        let job = Job::new("count", move |_| {
            let effect = count.fetch_add(1, Ordering::SeqCst);
            async move { Ok(effect) }
        });
        let job = job.due("* * * * * *");
        // Their leases do not see each other: only the database keeps them apart.
        let (one, _) = worker(&database.app(&clock).await, job.clone());
        let (two, _) = worker(&database.app(&clock).await, job);
        for slots in 1..=25 {
            until(async || {
                one.start_due("count");
                two.start_due("count");
                database.have_ended(slots).await
            })
            .await;
            clock.advance(TimeDelta::seconds(1));
        }
        assert_eq!(effects.load(Ordering::SeqCst), 25);
    }
}

#[tokio::test]
async fn a_job_does_not_overlap_itself() {
    let database = sqlite().await;
    let clock = clock();
    let (job, mut watch) = watched("sweep");
    let (worker, stop) = worker(&database.app(&clock).await, job);
    for _ in 0..5 {
        worker.start_due("sweep");
    }
    watch.begins().await;
    clock.advance(TimeDelta::seconds(5));
    worker.start_due("sweep");
    watch.answer(Ok(1));
    database.ended(1).await;
    stop.cancel();
    within(worker.finished()).await;
    assert!(!watch.has_begun());
    assert_eq!(database.runs().await.len(), 1);
}

#[tokio::test]
async fn an_error_a_panic_or_a_run_without_end_fails_that_run_only() {
    let database = sqlite().await;
    let clock = clock();
    let app = database.app(&clock).await;
    let (job, watch) = watched("sweep");
    let (sweep, _) = worker(&app, job);
    watch.answer(Err(anyhow!("no such table").context("reading the alarms")));
    sweep.start_due("sweep");
    database.ended(1).await;

    let panicking = Job::new("panics", |_| async { a_bug() });
    let (panics, _) = worker(&app, panicking.due("1 * * * * *"));
    panics.start_due("panics");
    let (job, _held) = watched("endless");
    let (endless, _) = worker(&app, job.at_most(Duration::from_millis(20)).due("2 * * * * *"));
    endless.start_due("endless");
    let runs = database.ended(3).await;
    let errors: Vec<_> = runs.iter().map(|run| (run.state.as_str(), run.error.as_deref().unwrap())).collect();
    assert_eq!(
        errors,
        [
            ("failed", "panicked: a bug"),
            ("failed", "not done within 0.02 s"),
            ("failed", "reading the alarms: no such table"),
        ]
    );

    clock.advance(TimeDelta::seconds(5));
    watch.answer(Ok(1));
    let runs = until(async || {
        sweep.start_due("sweep");
        database.have_ended(4).await
    })
    .await;
    assert_eq!(runs[3].state, "done");
}

#[tokio::test]
async fn a_job_can_be_run_by_hand() {
    let database = sqlite().await;
    let clock = clock();
    let app = database.app(&clock).await;
    assert!(crate::names().contains(&"flag_sla"));
    let report = crate::run_once(app.clone(), "flag_sla").await.unwrap();
    assert_eq!(report, json!({"warnings": 0, "breaches": 0, "escalations": 0, "waits": 0}));
    let [run] = &database.runs().await[..] else { panic!("one run") };
    assert_eq!((run.slot, run.state.as_str(), run.report.clone()), (clock.now(), "done", Some(report)));
    let error = crate::run_once(app, "flag").await.unwrap_err();
    assert!(error.to_string().starts_with("no job flag; there are: flag_sla, "), "{error}");
}

#[tokio::test]
async fn every_job_of_the_product_can_run_with_nothing_to_do() {
    let schedule = Schedule::new(&crate::jobs(), &BTreeMap::new()).unwrap();
    let scheduled: Vec<_> = schedule.lines().map(|(name, _)| name).collect();
    let mut unscheduled: Vec<_> = crate::names().into_iter().filter(|name| !scheduled.contains(name)).collect();
    unscheduled.sort_unstable();
    let by_themselves = ["index_search", "rebuild_search", "relay_outbox", "send_webhooks"];
    assert_eq!(unscheduled, by_themselves, "loops of their own, or by hand");
    for database in databases().await {
        let app = database.app(&clock()).await;
        for name in crate::names() {
            crate::run_once(app.clone(), name).await.unwrap();
        }
        database.ended(crate::names().len()).await;
    }
}

#[tokio::test]
async fn old_runs_are_forgotten() {
    for database in databases().await {
        let clock = clock();
        let app = database.app(&clock).await;
        crate::run_once(app.clone(), "flag_sla").await.unwrap();
        clock.advance(TimeDelta::days(4));
        let report = crate::run_once(app, "prune_job_runs").await.unwrap();
        assert_eq!(report, json!({"deleted": 1}));
        let [run] = &database.runs().await[..] else { panic!("one run") };
        assert_eq!(run.name, "prune_job_runs");
    }
}

fn a_bug() -> anyhow::Result<u32> {
    panic!("a bug")
}

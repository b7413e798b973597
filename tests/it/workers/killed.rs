//! A worker is killed in the midst of its work: the other one finishes, nothing comes twice, nothing is lost.

use chrono::{DateTime, TimeDelta, Utc};
use services::Redis;

use super::backlog::Backlog;
use super::process::Worker;
use crate::support::process::until;

/// Alarms for three batches of the sweep: one is done, one is at work, one is to come when the worker dies.
const TICKETS: usize = 250;
/// From a crash to another worker at the dead one's job (DESIGN §7).
const TAKEOVER: TimeDelta = TimeDelta::seconds(15);

const SWEEP: &str = "WITH due AS MATERIALIZED";
/// A clock that the second batch settles.
const HOLD_SECOND_BATCH: &str = "SELECT 1 FROM sla_clock WHERE id = (
    SELECT clock_id FROM (SELECT clock_id, kind, row_number() OVER (ORDER BY at, id) AS place FROM sla_alarm) alarm
    WHERE kind = 'BREACH' AND place > 1000 ORDER BY place LIMIT 1) FOR UPDATE";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sweep_whose_worker_is_killed_is_finished_by_the_other_in_time() {
    let backlog = Backlog::of(TICKETS).await;
    let redis = Redis::start().await.expect("Redis");
    let second_batch = backlog.hold(HOLD_SECOND_BATCH).await;
    let victim = Worker::start(backlog.url(), &redis.url(), &[]);
    backlog.stuck(1, SWEEP).await;
    assert_eq!(backlog.fired().await, 1_000, "the first batch is done");
    let heir = heir(&backlog, &redis).await;

    victim.kill().await;
    let killed_at: DateTime<Utc> = backlog.value("SELECT clock_timestamp()").await;
    // The server goes on with a statement whose client is gone, unless its connection is found dead.
    let orphan: i32 = backlog
        .value(&format!(
            "SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%{SWEEP}%'"
        ))
        .await;
    assert!(backlog.value::<bool>(&format!("SELECT pg_terminate_backend({orphan})")).await);
    let left = format!("SELECT count(*) FROM pg_stat_activity WHERE pid = {orphan}");
    until("the batch is undone", async || (backlog.count(&left).await == 0).then_some(())).await;
    assert_eq!(backlog.fired().await, 1_000);
    second_batch.rollback().await.expect("let go");
    finish(backlog, heir, killed_at).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_outlives_its_worker_counts_once() {
    let backlog = Backlog::of(TICKETS).await;
    let redis = Redis::start().await.expect("Redis");
    let second_batch = backlog.hold(HOLD_SECOND_BATCH).await;
    let victim = Worker::start(backlog.url(), &redis.url(), &[]);
    backlog.stuck(1, SWEEP).await;
    let heir = heir(&backlog, &redis).await;

    victim.kill().await;
    let killed_at: DateTime<Utc> = backlog.value("SELECT clock_timestamp()").await;
    // The server finishes and commits what the dead worker will never hear of.
    second_batch.rollback().await.expect("let go");
    until("the orphaned batch is done", async || (backlog.fired().await >= 2_000).then_some(())).await;
    finish(backlog, heir, killed_at).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_that_is_killed_between_numbering_and_commit_leaves_no_gap() {
    let backlog = Backlog::of(TICKETS).await;
    let redis = Redis::start().await.expect("Redis");
    let numbered = "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END $$;
        CREATE TRIGGER numbered AFTER UPDATE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wait_for_the_test()";
    backlog.ledger.run(numbered).await.expect("a trigger");
    let before_commit = backlog.hold("SELECT pg_advisory_xact_lock(1)").await;
    let victim = Worker::start(backlog.url(), &redis.url(), &[]);
    backlog.stuck(1, "UPDATE outbox SET feed_seq").await;
    let heir = heir(&backlog, &redis).await;
    // The other relay queues behind the numbers that are given and not committed.
    backlog.stuck(1, "UPDATE epoch SET value = value").await;

    victim.kill().await;
    before_commit.rollback().await.expect("let go");
    backlog.worked_off().await;
    heir.end().await;
    backlog.assert_exactly_once().await;
}

/// Another worker, at work when this returns: it books a run of its own every second.
async fn heir(backlog: &Backlog, redis: &Redis) -> Worker {
    let every_second = [("GONGDAN_WORKER__SCHEDULE__PRUNE_JOB_RUNS", "* * * * * *")];
    let heir = Worker::start(backlog.url(), &redis.url(), &every_second);
    let holders = "SELECT count(DISTINCT holder) FROM job_run WHERE name = 'prune_job_runs'";
    until("the other worker is up", async || (backlog.count(holders).await == 2).then_some(())).await;
    heir
}

/// The other worker does what is left, and the dead one's run, in time.
async fn finish(backlog: Backlog, heir: Worker, killed_at: DateTime<Utc>) {
    backlog.worked_off().await;
    let taken_over = "SELECT count(*) FROM job_run WHERE name = 'flag_sla' AND epoch = 2 AND state = 'done'";
    until("the dead worker's run is done", async || (backlog.count(taken_over).await == 1).then_some(())).await;
    heir.end().await;
    // Whatever the dead worker had fired bears an earlier time.
    let first = "SELECT min(fired_at) FROM sla_alarm WHERE fired_at > (SELECT min(fired_at) FROM sla_alarm)";
    let began: DateTime<Utc> = backlog.value(first).await;
    assert!(began - killed_at <= TAKEOVER, "the other worker began after {} s", (began - killed_at).num_seconds());
    backlog.assert_exactly_once().await;
}

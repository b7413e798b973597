//! Two workers that know nothing of each other sweep and number the same backlog in the same moment.

use services::Redis;

use super::backlog::Backlog;
use super::process::Worker;

/// Enough alarms for several batches of the sweep and of the relay.
const TICKETS: usize = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_at_once_fire_each_alarm_and_number_each_message_once() {
    let backlog = Backlog::of(TICKETS).await;
    // A Redis each, so that no lease keeps them apart: what is left is what the database guarantees.
    let (one_redis, other_redis) = (Redis::start().await.expect("Redis"), Redis::start().await.expect("Redis"));
    let barrier = backlog.hold("LOCK TABLE sla_alarm IN ACCESS EXCLUSIVE MODE").await;
    let start = "UPDATE epoch SET value = value WHERE name = 'feed'";
    let relays = backlog.hold(start).await;
    let every_second = [("GONGDAN_WORKER__SCHEDULE__FLAG_SLA", "* * * * * *")];
    let one = Worker::start(backlog.url(), &one_redis.url(), &every_second);
    let other = Worker::start(backlog.url(), &other_redis.url(), &every_second);
    backlog.stuck(2, "WITH due AS MATERIALIZED").await;
    backlog.stuck(2, start.split(" WHERE").next().expect("a statement")).await;

    barrier.rollback().await.expect("the sweeps begin");
    relays.rollback().await.expect("the relays begin");
    backlog.worked_off().await;
    one.end().await;
    other.end().await;
    backlog.assert_exactly_once().await;
}

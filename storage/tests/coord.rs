//! Coordination in memory and on a real Redis that is restarted, emptied, full, silent, or not there.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{FutureExt, Stream, StreamExt};
use services::Redis;
use storage::coord::{Coord, Lease, PATIENCE, Rate, Reach, Signal};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, interval, timeout};

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(30);
/// Far above what any step takes; reached only by what never comes.
const DEADLINE: Duration = Duration::from_secs(20);

/// What holds between two users of the same back-end, whichever it is.
async fn two_users_agree(a: &Coord, b: &Coord) {
    // A name has one holder, and only the holder can give it up.
    let held = a.lease("sweep", LONG).await.unwrap();
    assert_eq!(b.lease("sweep", LONG).await, None);
    let forged = Lease { token: "guess".to_owned(), ..held.clone() };
    b.release(&forged).await;
    assert!(!b.renew(&forged, LONG).await);
    assert_eq!(b.lease("sweep", LONG).await, None);
    assert!(a.renew(&held, LONG).await);
    a.release(&held).await;
    let silent = b.lease("sweep", SHORT).await.unwrap();
    assert_ne!(silent.token, held.token);

    // A holder that fell silent loses the name, and notices it.
    let heir = until(async || a.lease("sweep", LONG).await).await;
    assert!(!b.renew(&silent, LONG).await);
    b.release(&silent).await;
    assert!(a.renew(&heir, LONG).await);

    // Attempts are counted together, per key, and for the length of the window.
    for user in [a, b, a] {
        assert_eq!(user.rate_limit("log-in:wei", 3, LONG).await, Rate::Allowed);
    }
    let Rate::RetryAfter(seconds) = b.rate_limit("log-in:wei", 3, LONG).await else {
        panic!("the fourth of three attempts was allowed");
    };
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(a.rate_limit("log-in:li", 3, LONG).await, Rate::Allowed);
    for _ in 0..2 {
        until(async || (a.rate_limit("blink", 1, SHORT).await == Rate::Allowed).then_some(())).await;
    }

    // A message reaches every subscriber of its channel once.
    let (mut here, mut there) = (a.subscribe("ticket"), b.subscribe("ticket"));
    let mut other = b.subscribe("scorecard");
    a.publish("ticket", "one").await;
    a.publish("ticket", "two: 工单").await;
    for subscriber in [&mut here, &mut there] {
        assert_eq!(next_message(subscriber).await, "one");
        assert_eq!(next_message(subscriber).await, "two: 工单");
        assert_eq!(subscriber.next().now_or_never(), None);
    }
    assert_eq!(other.next().now_or_never(), None);

    // A cached value lives until its time is over or somebody invalidates it.
    a.cache_set("report", b"42".to_vec(), LONG).await;
    assert_eq!(b.cache_get("report").await, Some(b"42".to_vec()));
    b.cache_invalidate("report").await;
    assert_eq!(a.cache_get("report").await, None);
    a.cache_set("report", b"43".to_vec(), SHORT).await;
    until(async || b.cache_get("report").await.is_none().then_some(())).await;
}

#[tokio::test]
async fn one_process_coordinates_in_memory() {
    let coord = Coord::memory();
    coord.settled().await;
    assert_eq!(coord.reach(), Reach::Process);
    two_users_agree(&coord, &coord.clone()).await;
}

#[tokio::test]
async fn two_processes_coordinate_over_redis() {
    let redis = Redis::start().await.unwrap();
    let (a, b) = (connect(&redis.url()).await, connect(&redis.url()).await);
    two_users_agree(&a, &b).await;
    let stranger = Coord::redis(&redis.url(), "another-installation", DEADLINE).unwrap();
    within(stranger.settled()).await;
    assert!(stranger.lease("sweep", LONG).await.is_some());
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn a_slow_subscriber_is_told_that_it_missed_something() {
    let coord = Coord::memory();
    let mut slow = coord.subscribe("ticket");
    for n in 0..2000 {
        coord.publish("ticket", &n.to_string()).await;
    }
    assert_eq!(slow.next().await, Some(Signal::Gap));
    assert_eq!(next_message(&mut slow).await, "976");
}

#[tokio::test]
async fn with_redis_down_at_the_start_the_process_stands_alone_until_it_comes() {
    let redis = Redis::start().await.unwrap();
    let (url, port) = (redis.url(), redis.port());
    redis.stop().await.unwrap();

    let coord = Coord::redis(&url, "test", PATIENCE).unwrap();
    assert_eq!(coord.reach(), Reach::Degraded);
    let mut tickets = coord.subscribe("ticket");
    works_alone(&coord, &mut tickets).await;

    let redis = Redis::start_on(port).await.unwrap();
    within(coord.settled()).await;
    assert_eq!(coord.reach(), Reach::Cluster);
    assert_eq!(within(tickets.next()).await, Some(Signal::Gap));
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn after_a_restart_subscriptions_come_back_and_the_gap_is_told() {
    let redis = Redis::start().await.unwrap();
    let (url, port) = (redis.url(), redis.port());
    let (a, b) = (connect(&url).await, connect(&url).await);
    let lease = a.lease("relay", LONG).await.unwrap();
    let mut there = b.subscribe("ticket");
    assert_eq!(a.rate_limit("log-in:wei", 1, LONG).await, Rate::Allowed);

    redis.stop().await.unwrap();
    until(async || {
        works_alone(&a, &mut a.subscribe("alone")).await;
        (a.reach() == Reach::Degraded).then_some(())
    })
    .await;
    a.publish("ticket", "lost between the processes").await;
    assert!(a.renew(&lease, LONG).await, "the holder goes on");

    let redis = Redis::start_on(port).await.unwrap();
    assert_eq!(within(there.next()).await, Some(Signal::Gap));
    within(async { tokio::join!(a.settled(), b.settled()) }).await;
    a.publish("ticket", "heard again").await;
    assert_eq!(next_message_after_gaps(&mut there).await, "heard again");
    let refused = a.rate_limit("log-in:wei", 1, LONG).await;
    assert!(matches!(refused, Rate::RetryAfter(_)), "an empty Redis opens no door");
    assert!(a.renew(&lease, LONG).await);
    assert_eq!(b.lease("relay", LONG).await, None, "renewing took it again");
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn flushall_costs_nothing_but_the_cache() {
    let redis = Redis::start().await.unwrap();
    let (a, b) = (connect(&redis.url()).await, connect(&redis.url()).await);
    let lease = a.lease("relay", LONG).await.unwrap();
    a.cache_set("report", b"42".to_vec(), LONG).await;
    assert_eq!(a.rate_limit("log-in:wei", 1, LONG).await, Rate::Allowed);
    let mut there = b.subscribe("ticket");

    order(redis.port(), "FLUSHALL").await;
    assert_eq!(b.cache_get("report").await, None);
    let refused = a.rate_limit("log-in:wei", 1, LONG).await;
    assert!(matches!(refused, Rate::RetryAfter(_)), "{refused:?}");
    assert!(a.renew(&lease, LONG).await);
    assert_eq!(b.lease("relay", LONG).await, None);
    a.publish("ticket", "still there").await;
    assert_eq!(next_message(&mut there).await, "still there");
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn a_full_redis_refuses_and_the_process_goes_on() {
    let redis = Redis::start().await.unwrap();
    let coord = connect(&redis.url()).await;
    order(redis.port(), "CONFIG SET maxmemory 1").await;
    works_alone(&coord, &mut coord.subscribe("ticket")).await;
    coord.cache_set("report", b"42".to_vec(), LONG).await;
    assert_eq!(coord.cache_get("report").await, None);
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn a_silent_redis_makes_one_caller_wait_and_then_nobody() {
    let redis = Redis::start().await.unwrap();
    let (url, silence) = proxy(redis.port()).await;
    let coord = Coord::redis(&url, "test", PATIENCE).unwrap();
    within(coord.settled()).await;

    silence.send_replace(true);
    let started = Instant::now();
    let mut tickets = coord.subscribe("ticket");
    for _ in 0..100 {
        works_alone(&coord, &mut tickets).await;
    }
    // If each of these 700 calls waited, it would be 35 seconds.
    let waited = started.elapsed();
    assert!(waited < Duration::from_secs(3), "{waited:?}");
    assert_eq!(coord.reach(), Reach::Degraded);

    silence.send_replace(false);
    within(coord.settled()).await;
    assert_eq!(within(tickets.next()).await, Some(Signal::Gap));
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn what_a_silent_redis_could_not_be_told_is_told_later() {
    let redis = Redis::start().await.unwrap();
    let (url, silence) = proxy(redis.port()).await;
    let cut_off = Coord::redis(&url, "test", PATIENCE).unwrap();
    within(cut_off.settled()).await;
    let other = connect(&redis.url()).await;
    let mut tickets = other.subscribe("ticket");
    other.cache_set("report", b"old".to_vec(), LONG).await;

    silence.send_replace(true);
    cut_off.publish("ticket", "swallowed").await;
    cut_off.cache_invalidate("report").await;
    assert_eq!(cut_off.cache_get("report").await, None);
    assert_eq!(other.cache_get("report").await, Some(b"old".to_vec()));

    silence.send_replace(false);
    assert_eq!(within(tickets.next()).await, Some(Signal::Gap));
    within(cut_off.settled()).await;
    assert_eq!(other.cache_get("report").await, None);
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn the_last_handle_ends_the_subscriptions() {
    let redis = Redis::start().await.unwrap();
    let coord = connect(&redis.url()).await;
    let tickets = coord.subscribe("ticket");
    drop(coord);
    assert_eq!(within(tickets.collect::<Vec<_>>()).await, []);
    redis.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_no_address_is_refused() {
    assert!(Coord::redis("postgres://here", "test", PATIENCE).is_err());
}

/// Everything a use case asks for, with nobody else to be seen.
async fn works_alone(coord: &Coord, tickets: &mut (impl Stream<Item = Signal> + Unpin)) {
    let lease = coord.lease("alone", LONG).await.unwrap();
    assert!(coord.renew(&lease, LONG).await);
    assert_eq!(coord.lease("alone", LONG).await, None);
    coord.release(&lease).await;
    assert_eq!(coord.rate_limit("many", 1_000_000, LONG).await, Rate::Allowed);
    assert!(matches!(coord.rate_limit("none", 0, LONG).await, Rate::RetryAfter(1..=60)));
    coord.publish("ticket", "here").await;
    coord.publish("alone", "here").await;
    assert_eq!(next_message_after_gaps(tickets).await, "here");
}

async fn connect(url: &str) -> Coord {
    let coord = Coord::redis(url, "test", DEADLINE).unwrap();
    within(coord.settled()).await;
    coord
}

async fn next_message(subscriber: &mut (impl Stream<Item = Signal> + Unpin)) -> String {
    match within(subscriber.next()).await {
        Some(Signal::Message(text)) => text.as_ref().to_owned(),
        other => panic!("a message was expected, not {other:?}"),
    }
}

async fn next_message_after_gaps(subscriber: &mut (impl Stream<Item = Signal> + Unpin)) -> String {
    let mut messages = subscriber.filter(|signal| std::future::ready(*signal != Signal::Gap));
    next_message(&mut messages).await
}

/// Asks until there is an answer.
async fn until<T>(mut question: impl AsyncFnMut() -> Option<T>) -> T {
    within(async {
        let mut again = interval(Duration::from_millis(5));
        loop {
            again.tick().await;
            if let Some(answer) = question().await {
                return answer;
            }
        }
    })
    .await
}

async fn within<T>(what: impl Future<Output = T>) -> T {
    timeout(DEADLINE, what).await.expect("it never came")
}

/// Gives Redis an order on a connection of its own and waits until it is carried out.
async fn order(port: u16, order: &str) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(order.as_bytes()).await.unwrap();
    stream.write_all(b"\r\n").await.unwrap();
    let mut reply = [0; 5];
    stream.read_exact(&mut reply).await.unwrap();
    assert_eq!(&reply, b"+OK\r\n");
}

/// A way to Redis that can be made silent: connections stay open and new ones are accepted, but nothing passes.
async fn proxy(port: u16) -> (String, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut told = told.clone();
            tokio::spawn(async move {
                until_silent(&mut told, false).await;
                let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                tokio::select! {
                    biased;
                    () = until_silent(&mut told, true) => std::future::pending().await,
                    _ = copy_bidirectional(&mut client, &mut server) => {}
                }
            });
        }
    });
    (format!("redis://{address}"), tell)
}

async fn until_silent(told: &mut watch::Receiver<bool>, wanted: bool) {
    let _ = told.wait_for(|silent| *silent == wanted).await;
}

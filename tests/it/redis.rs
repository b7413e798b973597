//! Without Redis: no promise is lost, no mutation fails, nobody waits for it, and no door opens (F8–F10).

use std::time::Duration;

use serde_json::{Value, json};
use services::Redis;
use storage::coord::{Coord, Reach};
use tokio::net::TcpListener;

use crate::access::stage::global;
use crate::support::both;
use crate::support::client::{Answer, Client};
use crate::support::db::Backend;
use crate::support::world::{PASSWORD, World};

both! {
    with_a_redis_that_never_answers_everything_works_and_nobody_waits,
    a_redis_that_is_killed_takes_nothing_along_and_opens_no_door,
}

/// Whoever waits for Redis at all waits longer than any test may take.
const FOR_EVER: Duration = Duration::from_secs(3_600);

async fn with_a_redis_that_never_answers_everything_works_and_nobody_waits(backend: Backend) {
    // Connections are made, and then there is silence.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("redis://{}", silent.local_addr().expect("an address"));
    let world = World::with(backend, Coord::redis(&url, "silent", FOR_EVER).expect("an address")).await;
    assert_eq!(readiness(&world).await, json!({ "ready": true, "coordination": "degraded: Redis does not answer" }));
    a_tickets_life(&world).await;
    let session = log_in(&world.nobody(), PASSWORD).await.at("/logIn/session");
    let refresh = json!({ "refreshToken": session["refreshToken"] });
    world.nobody().must("refreshSession", refresh, "session { accessToken }").await;
    assert_eq!(attempts_until_limited(&world).await, 4, "one of five was used to log in");
    assert_eq!(world.app.coord().reach(), Reach::Degraded);
}

async fn a_redis_that_is_killed_takes_nothing_along_and_opens_no_door(backend: Backend) {
    let redis = Redis::start().await.expect("Redis");
    let (url, port) = (redis.url(), redis.port());
    let world = World::with(backend, Coord::redis(&url, "killed", FOR_EVER).expect("an address")).await;
    world.app.coord().settled().await;
    for _ in 0..3 {
        assert_eq!(log_in(&world.nobody(), "a wrong password").await.code(), "UNAUTHENTICATED");
    }
    assert_eq!(readiness(&world).await["coordination"], "ok");

    redis.stop().await.expect("stopped");
    a_tickets_life(&world).await;
    assert_eq!(attempts_until_limited(&world).await, 2, "the three before are remembered here");
    assert_eq!(readiness(&world).await, json!({ "ready": true, "coordination": "degraded: Redis does not answer" }));

    // It comes back with nothing in its memory.
    let redis = Redis::start_on(port).await.expect("Redis again");
    world.app.coord().settled().await;
    assert_eq!(readiness(&world).await["coordination"], "ok");
    assert_eq!(log_in(&world.nobody(), PASSWORD).await.code(), "RATE_LIMITED");
    a_tickets_life(&world).await;
    redis.stop().await.expect("stopped");
}

/// Every sort of write, and the relay that would tell others of it.
async fn a_tickets_life(world: &World) {
    let (clerk, engineer) = (world.as_("clerk"), world.as_("engineer"));
    let system = global("ManagedSystem", world.system("NN-OA").0);
    let new = json!({
        "systemId": system, "title": "无法登录", "kind": "INCIDENT", "impact": "LOW", "urgency": "MEDIUM",
    });
    let raised = clerk.must("raiseTicket", new, "ticket { id }").await;
    let ticket = json!({ "ticketId": raised["ticket"]["id"] });
    engineer.must("acknowledgeTicket", ticket.clone(), "").await;
    let solution = json!({ "ticketId": ticket["ticketId"], "cause": "证书过期", "solution": "更换证书" });
    engineer.must("resolveTicket", solution, "").await;
    let closed = clerk.must("confirmTicket", ticket, "ticket { state }").await;
    assert_eq!(closed["ticket"]["state"], "CLOSED");
    let report = app::outbox::relay(&world.app.op_system("relay_outbox")).await.expect("the relay works");
    assert!(report.numbered >= 4, "{report:?}");
}

async fn log_in(client: &Client, password: &str) -> Answer {
    let input = json!({ "login": "clerk", "password": password });
    client.mutate("logIn", input, "session { accessToken refreshToken }").await
}

/// How many wrong passwords are still looked at.
async fn attempts_until_limited(world: &World) -> usize {
    for attempt in 0..10 {
        match log_in(&world.nobody(), "a wrong password").await.code().as_str() {
            "UNAUTHENTICATED" => {}
            "RATE_LIMITED" => return attempt,
            other => panic!("{other}"),
        }
    }
    panic!("never limited")
}

async fn readiness(world: &World) -> Value {
    let response = world.endpoint.get("/readyz").send().await;
    let body: Value = response.json().await.value().deserialize();
    json!({ "ready": body["ready"], "coordination": body["components"]["coordination"] })
}

//! Live changes: made on one replica, heard on another, by those whom they concern.

mod alerts;
mod boards;
mod feed;
mod pruned;
pub mod socket;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::App;
use app::outbox::relay;
use app::setup::user::{GrantRole, grant_role, set_user_active, withdraw_role};
use chrono::TimeDelta;
use domain::access::Role;
use serde_json::{Value, json};
use services::Redis;
use storage::coord::{Coord, Reach};
use tokio::time::interval;

use crate::access::stage::global;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;
use socket::{Server, Socket};

both! {
    a_change_on_one_replica_is_heard_on_another_by_those_it_concerns,
    who_loses_the_role_hears_nothing_more,
    who_is_locked_is_told_so_and_hears_nothing_more,
    a_socket_ends_with_its_token,
    what_redis_lost_is_read_from_the_feed,
}

const CHANGES: &str = "resync seq topic ticketId ticket { number title }";
/// Tests on a busy machine must not take slowness for an outage.
const PATIENT: Duration = Duration::from_secs(20);

/// Two replicas; on SQLite one process is both.
struct Pair {
    world: World,
    /// Where changes are made and relayed.
    there: Arc<App>,
    endpoint: crate::support::client::TestEndpoint,
    server: Server,
}

impl Pair {
    async fn new(backend: Backend) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        if backend == Backend::Sqlite {
            let world = World::new(backend).await;
            let server = Server::of(&world.app, &world.config).await;
            let (there, endpoint) = (world.app.clone(), world.endpoint.clone());
            return Self { world, there, endpoint, server };
        }
        let url = services::redis_url().expect("Redis: run the tests by `make test`");
        let namespace = format!("live-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self::over(backend, &url, &namespace).await
    }

    async fn over(backend: Backend, url: &str, namespace: &str) -> Self {
        let coord = || Coord::redis(url, namespace, PATIENT).expect("an address");
        let world = World::with(backend, coord()).await;
        let replica = world.replica(coord()).await;
        let server = Server::of(&world.app, &world.config).await;
        let pair = Self { world, there: replica.app, endpoint: replica.endpoint, server };
        pair.settled().await;
        pair
    }

    async fn settled(&self) {
        self.world.app.coord().settled().await;
        self.there.coord().settled().await;
    }

    /// Somebody at the other replica.
    fn there(&self, login: &str) -> Client {
        Client { endpoint: self.endpoint.clone(), ..self.world.as_(login) }
    }

    /// Somebody who listens here to what happens from now on, and has heard that `system` does not work.
    async fn listener(&self, login: &str, by: &str, system: &str) -> Socket {
        let mut socket = self.since(login, self.head().await).await;
        let ticket = self.raised(by, system, "试听").await;
        assert_eq!(socket.change().await["ticketId"], ticket["id"]);
        socket
    }

    /// Somebody who listens here from a number on.
    async fn since(&self, login: &str, seq: i64) -> Socket {
        let mut socket = Socket::open(&self.server, &self.world.as_(login)).await;
        socket.subscribe("live", &format!("subscription {{ ticketChanged(afterSeq: {seq}) {{ {CHANGES} }} }}")).await;
        socket
    }

    /// The highest number given out.
    async fn head(&self) -> i64 {
        let answer = self.world.as_("clerk").gql("{ changes(first: 1) { upTo } }", json!({})).await;
        answer.at("/changes/upTo").as_i64().expect("a number")
    }

    /// A remark on a ticket, told of.
    async fn commented(&self, login: &str, ticket: &Value, visibility: &str) {
        let comment = json!({ "ticketId": ticket["id"], "body": "备注", "visibility": visibility });
        self.there(login).must("commentTicket", comment, "").await;
        self.told().await;
    }

    /// A ticket raised there, and told of.
    async fn raised(&self, login: &str, system: &str, title: &str) -> Value {
        let input = json!({
            "systemId": global("ManagedSystem", self.world.system(system).0), "title": title,
            "kind": "INCIDENT", "impact": "LOW", "urgency": "LOW",
        });
        let raised = self.there(login).must("raiseTicket", input, "ticket { id number title }").await;
        self.told().await;
        raised["ticket"].clone()
    }

    async fn told(&self) {
        relay(&self.there.op_system("relay_outbox")).await.expect("the relay works");
    }
}

async fn a_change_on_one_replica_is_heard_on_another_by_those_it_concerns(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut clerk = pair.listener("clerk", "operator", "NN-OA").await;
    let mut stranger = pair.listener("lz_operator", "lz_operator", "LZ-OA").await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    let raised = clerk.change().await;
    assert_eq!((&raised["resync"], &raised["topic"]), (&json!(false), &json!("ticket.raised")));
    assert_eq!(raised["ticketId"], ticket["id"]);
    assert_eq!(raised["ticket"], json!({ "number": ticket["number"], "title": "收文失败" }));
    let comment = json!({ "ticketId": ticket["id"], "body": "正在查看", "visibility": "PUBLIC" });
    pair.there("engineer").must("commentTicket", comment, "").await;
    pair.told().await;
    let commented = clerk.change().await;
    assert_eq!(commented["topic"], "ticket.commented");
    assert!(commented["seq"].as_i64() > raised["seq"].as_i64(), "{commented} after {raised}");
    // The first that Liuzhou hears of is its own.
    let own = pair.raised("lz_operator", "LZ-OA", "柳州收文失败").await;
    assert_eq!(stranger.change().await["ticketId"], own["id"]);
    let further = pair.raised("operator", "NN-OA", "又一次").await;
    assert_eq!(clerk.change().await["ticketId"], further["id"], "nothing of Liuzhou in between");
}

async fn who_loses_the_role_hears_nothing_more(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut operator = pair.listener("operator", "clerk", "NN-OA").await;
    let security = pair.there.op_for(pair.world.user("security_admin")).expect("an active person");
    let user = pair.world.user("operator");
    let grant = pair.world.app.directory().users[&user].grants[0].id;
    withdraw_role(&security, grant).await.expect("withdrawn");
    pair.world.app.refresh().await.expect("refreshed");
    pair.raised("clerk", "NN-OA", "无人收听").await;
    // Time passes, so that the new role does not begin when the old one ends.
    pair.world.pass(TimeDelta::seconds(1));
    let agency = Some(pair.world.agency("NNDSJ"));
    let again =
        GrantRole { user, role: Role::AgencyOperator, agency, vendor: None, valid_from: None, valid_until: None };
    let security = pair.there.op_for(pair.world.user("security_admin")).expect("an active person");
    grant_role(&security, &again).await.expect("granted");
    pair.world.app.refresh().await.expect("refreshed");
    let heard = pair.raised("clerk", "NN-OA", "恢复收听").await;
    assert_eq!(operator.change().await["ticketId"], heard["id"]);
}

async fn who_is_locked_is_told_so_and_hears_nothing_more(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut operator = pair.listener("operator", "clerk", "NN-OA").await;
    let security = pair.there.op_for(pair.world.user("security_admin")).expect("an active person");
    set_user_active(&security, pair.world.user("operator"), false).await.expect("locked");
    pair.world.app.refresh().await.expect("refreshed");
    pair.raised("clerk", "NN-OA", "无人收听").await;
    let last = operator.hear().await;
    let code = last.pointer("/payload/errors/0/extensions/code").or(last.pointer("/payload/0/extensions/code"));
    assert_eq!(code, Some(&json!("UNAUTHENTICATED")), "{last}");
    assert_eq!(operator.hear().await["type"], "complete");
}

async fn a_socket_ends_with_its_token(backend: Backend) {
    let pair = Pair::new(backend).await;
    let clerk = pair.world.as_("clerk");
    let life = i64::from(pair.world.config.auth.access_token.lifetime_seconds);
    pair.world.pass(TimeDelta::seconds(life - 1));
    let mut socket = Socket::open(&pair.server, &clerk).await;
    assert_eq!(socket.closed().await, 4401);
    // The leeway is for clocks that disagree; after it there is no way back.
    pair.world.pass(TimeDelta::seconds(1 + i64::from(pair.world.config.auth.access_token.leeway_seconds) + 1));
    let mut late = Socket::dial(&pair.server).await;
    late.introduce(&clerk).await;
    assert_eq!(late.closed().await, 4403);
}

async fn what_redis_lost_is_read_from_the_feed(backend: Backend) {
    let redis = Redis::start().await.expect("Redis");
    let (url, port) = (redis.url(), redis.port());
    let pair = Pair::over(backend, &url, "live").await;
    let mut clerk = pair.listener("clerk", "operator", "NN-OA").await;

    redis.stop().await.expect("stopped");
    let during = pair.raised("operator", "NN-OA", "期间").await;
    assert_eq!(clerk.change().await["ticketId"], during["id"], "heard without Redis");
    for app in [&pair.world.app, &pair.there] {
        degraded(app).await;
    }
    let redis = Redis::start_on(port).await.expect("Redis again");
    pair.settled().await;
    let after = pair.raised("operator", "NN-OA", "之后").await;
    let next = clerk.change().await;
    assert_eq!((&next["resync"], &next["ticketId"]), (&json!(false), &after["id"]), "once, and nothing else");
    redis.stop().await.expect("stopped");
}

/// Until a process has noticed that Redis is gone.
async fn degraded(app: &App) {
    let mut looks = interval(Duration::from_millis(10));
    let noticed = async {
        while app.coord().reach() != Reach::Degraded {
            looks.tick().await;
        }
    };
    tokio::time::timeout(PATIENT, noticed).await.expect("noticed in time");
}

//! Coordination over Redis, with this process's memory beside it.
//!
//! Leases and attempts are counted in memory as well, so that losing Redis, or its memory, opens no door.

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::BoxStream;
use redis::aio::MultiplexedConnection;
use redis::{RedisResult, Script, ScriptInvocation, cmd};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::bus::Signal;
use super::keeper::Keeper;
use super::link::Link;
use super::memory::{Memory, judge};
use super::script;
use super::{BadAddress, Lease, Rate, Reach, random_token};

#[derive(Debug)]
pub struct Remote {
    namespace: String,
    /// Marks our own messages, which subscribers here got already.
    origin: String,
    link: Arc<Link>,
    memory: Arc<Memory>,
    _keeper_ends_with_us: DropGuard,
}

impl Remote {
    pub(super) fn open(url: &str, namespace: &str, patience: Duration) -> Result<Self, BadAddress> {
        let origin = random_token();
        let (link, memory) = (Arc::new(Link::new(patience)), Arc::new(Memory::default()));
        let stop = CancellationToken::new();
        let keeper = Keeper::new(url, namespace, &origin, link.clone(), memory.clone())?;
        tokio::spawn(stop.clone().run_until_cancelled_owned(keeper.run()));
        Ok(Self { namespace: namespace.to_owned(), origin, link, memory, _keeper_ends_with_us: stop.drop_guard() })
    }

    pub(super) fn reach(&self) -> Reach {
        if self.link.is_up() { Reach::Cluster } else { Reach::Degraded }
    }

    pub(super) async fn settled(&self) {
        self.link.up().await;
    }

    pub(super) async fn take(&self, lease: &Lease, ttl: Duration) -> bool {
        if !self.memory.take(lease, ttl) {
            return false;
        }
        let mut set = cmd("SET");
        set.arg(self.key("lease", &lease.name)).arg(&lease.token);
        set.arg("NX").arg("PX").arg(millis(ttl));
        let answer = self
            .link
            .ask(async |mut redis: MultiplexedConnection| set.query_async::<Option<String>>(&mut redis).await)
            .await;
        let refused = answer == Some(None);
        if refused {
            self.memory.release(lease);
        }
        !refused
    }

    pub(super) async fn renew(&self, lease: &Lease, ttl: Duration) -> bool {
        let mut renew = self.on(&script::RENEW, "lease", &lease.name);
        renew.arg(&lease.token).arg(millis(ttl));
        let lost_there = self.run::<i64>(&renew).await == Some(0);
        if lost_there {
            self.memory.release(lease);
        }
        !lost_there && self.memory.renew(lease, ttl)
    }

    pub(super) async fn release(&self, lease: &Lease) {
        self.memory.release(lease);
        let mut release = self.on(&script::RELEASE, "lease", &lease.name);
        release.arg(&lease.token);
        self.run::<i64>(&release).await;
    }

    pub(super) async fn rate_limit(&self, key: &str, limit: u64, window: Duration) -> Rate {
        let here = self.memory.rate_limit(key, limit, window).await;
        let mut count = self.on(&script::COUNT, "rate", key);
        count.arg(millis(window));
        match (here, self.run::<(u64, u64)>(&count).await) {
            (Rate::Allowed, Some((count, left))) => judge(count, limit, Duration::from_millis(left)),
            (here, _) => here,
        }
    }

    pub(super) async fn publish(&self, channel: &str, payload: &str) {
        self.memory.bus.send(channel, payload);
        let mut publish = cmd("PUBLISH");
        publish.arg(self.key("bus", channel));
        publish.arg(format!("{}{payload}", self.origin));
        if self.send(publish).await.is_none() {
            self.link.owe(|debts| debts.gap = true);
        }
    }

    pub(super) fn subscribe(&self, channel: &str) -> BoxStream<'static, Signal> {
        self.memory.bus.subscribe(channel)
    }

    pub(super) async fn cache_get(&self, key: &str) -> Option<Vec<u8>> {
        let key = self.key("cache", key);
        if self.link.owes_invalidation(&key) {
            return None;
        }
        let get = cmd("GET").arg(&key).to_owned();
        let answer = self
            .link
            .ask(async |mut redis: MultiplexedConnection| get.query_async::<Option<Vec<u8>>>(&mut redis).await);
        answer.await.flatten()
    }

    pub(super) async fn cache_set(&self, key: &str, value: Vec<u8>, ttl: Duration) {
        let key = self.key("cache", key);
        if self.link.owes_invalidation(&key) {
            return;
        }
        let mut set = cmd("SET");
        set.arg(key).arg(value).arg("PX").arg(millis(ttl));
        self.send(set).await;
    }

    pub(super) async fn cache_invalidate(&self, key: &str) {
        let key = self.key("cache", key);
        if self.send(cmd("DEL").arg(&key).to_owned()).await.is_none() {
            self.link.owe(|debts| {
                debts.invalidations.insert(key);
            });
        }
    }

    fn key(&self, kind: &str, name: &str) -> String {
        format!("{}:{kind}:{name}", self.namespace)
    }

    fn on<'a>(&self, script: &'a Script, kind: &str, name: &str) -> ScriptInvocation<'a> {
        script.key(self.key(kind, name))
    }

    async fn run<T: redis::FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Option<T> {
        self.link
            .ask(async |mut redis: MultiplexedConnection| -> RedisResult<T> { script.invoke_async(&mut redis).await })
            .await
    }

    async fn send(&self, command: redis::Cmd) -> Option<()> {
        self.link.ask(async |mut redis: MultiplexedConnection| command.exec_async(&mut redis).await).await
    }
}

/// Redis refuses a time of zero.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1)
}

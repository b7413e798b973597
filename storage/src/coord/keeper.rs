//! The task that keeps the connection to Redis: connects, listens, looks after it, pays what is owed.
//!
//! One connection carries commands and messages (RESP3). It is looked at every second, because a connection
//! through a dead middle box never breaks by itself, and an automatic reconnect would wait for it for good.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, Client, IntoConnectionInfo, Msg, ProtocolVersion, PushInfo, PushKind, RedisResult, cmd,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::link::{Debts, Link};
use super::memory::Memory;

/// Between two attempts at a Redis that does not answer, and between two looks at one that does.
const LOOK: Duration = Duration::from_secs(1);
/// No answer for so long means that the connection is dead, not slow.
const DEAD: Duration = Duration::from_secs(1);
/// The channel that says "you may have missed something"; no other channel has an empty name.
const GAP: &str = "";

#[derive(Debug)]
pub struct Keeper {
    client: Client,
    /// What the names of our channels start with.
    bus: String,
    origin: String,
    link: Arc<Link>,
    memory: Arc<Memory>,
}

impl Keeper {
    pub fn new(url: &str, namespace: &str, origin: &str, link: Arc<Link>, memory: Arc<Memory>) -> RedisResult<Self> {
        let address = url.into_connection_info()?;
        let resp3 = address.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        Ok(Self {
            client: Client::open(address.set_redis_settings(resp3))?,
            bus: format!("{namespace}:bus:"),
            origin: origin.to_owned(),
            link,
            memory,
        })
    }

    /// Never ends by itself.
    pub async fn run(self) {
        let mut attempts = interval(LOOK);
        attempts.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            attempts.tick().await;
            match self.connect().await {
                Ok((redis, pushes)) => {
                    let error = self.attend(redis, pushes).await.err();
                    self.link.cut();
                    tracing::debug!(?error, "the connection to Redis ended");
                }
                Err(error) => tracing::debug!(%error, "no connection to Redis"),
            }
        }
    }

    async fn connect(&self) -> RedisResult<(MultiplexedConnection, UnboundedReceiver<PushInfo>)> {
        let (sender, pushes) = unbounded_channel();
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(DEAD))
            .set_response_timeout(Some(DEAD))
            .set_push_sender(sender);
        let mut redis = self.client.get_multiplexed_async_connection_with_config(&config).await?;
        redis.psubscribe(format!("{}*", self.bus)).await?;
        Ok((redis, pushes))
    }

    /// Serves one connection until it ends.
    async fn attend(
        &self,
        mut redis: MultiplexedConnection,
        mut pushes: UnboundedReceiver<PushInfo>,
    ) -> RedisResult<()> {
        // Others may have spoken while nobody listened here.
        self.memory.bus.gap();
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                push = pushes.recv() => match push {
                    Some(push) if push.kind != PushKind::Disconnection => self.deliver(push),
                    _ => return Ok(()),
                },
                _ = looks.tick() => self.look(&mut redis).await?,
            }
        }
    }

    /// A slow Redis stays connected, for its messages still come, but callers do not ask it.
    async fn look(&self, redis: &mut MultiplexedConnection) -> RedisResult<()> {
        let asked = Instant::now();
        cmd("PING").exec_async(redis).await?;
        if asked.elapsed() > self.link.patience() {
            self.link.cut();
            return Ok(());
        }
        let debts = self.link.take_debts();
        if debts.gap || !debts.invalidations.is_empty() {
            self.link.cut();
            self.pay(redis, debts).await?;
        }
        self.link.restore(redis.clone());
        Ok(())
    }

    /// What cannot be paid is owed on.
    async fn pay(&self, redis: &mut MultiplexedConnection, debts: Debts) -> RedisResult<()> {
        let mut payment = redis::pipe();
        for key in &debts.invalidations {
            payment.cmd("DEL").arg(key).ignore();
        }
        if debts.gap {
            let channel = format!("{}{GAP}", self.bus);
            payment.cmd("PUBLISH").arg(channel).arg(&self.origin).ignore();
        }
        let paid = payment.exec_async(redis).await;
        if paid.is_err() {
            self.link.owe(|owed| {
                owed.gap |= debts.gap;
                owed.invalidations.extend(debts.invalidations);
            });
        }
        paid
    }

    fn deliver(&self, push: PushInfo) {
        let Some(message) = Msg::from_push_info(push) else {
            return;
        };
        let payload = std::str::from_utf8(message.get_payload_bytes());
        let channel = message.get_channel_name().strip_prefix(&self.bus);
        let (Ok(payload), Some(channel)) = (payload, channel) else {
            return;
        };
        match payload.split_at_checked(self.origin.len()) {
            Some((origin, _)) if origin == self.origin => {}
            Some(_) if channel == GAP => self.memory.bus.gap(),
            Some((_, payload)) => self.memory.bus.send(channel, payload),
            None => tracing::debug!(channel, "a message that is not ours"),
        }
    }
}

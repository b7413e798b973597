//! Coordination between processes: leases, rate limits, messages and a cache; in memory, or on Redis.
//!
//! Nothing here decides anything: correctness rests on the database. With Redis down each process goes on
//! with its own memory and no call waits for it (DESIGN §7).

mod bus;
mod expiring;
mod keeper;
mod link;
mod memory;
mod remote;
mod script;

use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;

pub use bus::Signal;
use memory::Memory;
use remote::Remote;

/// The longest that a call of production waits for Redis; while it is known to be down, none waits.
pub const PATIENCE: Duration = Duration::from_millis(50);

/// The address of Redis is not one.
#[derive(Debug, thiserror::Error)]
#[error("the Redis address is invalid: {0}")]
pub struct BadAddress(#[from] redis::RedisError);

/// A name held for a while. Only its token can prolong or release it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What is held.
    pub name: String,
    /// 128 random bits that only the holder knows.
    pub token: String,
}

/// The answer to one more attempt at something limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Within the limit.
    Allowed,
    /// Over the limit; the window ends in so many whole seconds, at least 1.
    RetryAfter(u64),
}

/// How far coordination reaches at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One process, as configured.
    Process,
    /// Every process that shares the Redis.
    Cluster,
    /// Redis is configured but does not answer in time; this process stands alone for now.
    Degraded,
}

/// The two back-ends.
#[derive(Clone, Debug)]
pub enum Coord {
    /// For one process.
    Memory(Arc<Memory>),
    /// For several, through Redis 6 or later.
    Redis(Arc<Remote>),
}

impl Coord {
    /// Coordination inside this process.
    pub fn memory() -> Self {
        Self::Memory(Arc::new(Memory::default()))
    }

    /// Coordination over Redis. Returns at once, whether Redis answers or not: a task connects, and connects
    /// again after each loss. Must be called inside a tokio runtime; the task ends with the last clone.
    ///
    /// Every key and channel starts with `namespace`, so that several installations can share a server.
    /// `patience` is [`PATIENCE`] but for tests on a machine too busy for it.
    ///
    /// # Errors
    /// The address cannot be understood.
    pub fn redis(url: &str, namespace: &str, patience: Duration) -> Result<Self, BadAddress> {
        let remote = Remote::open(url, namespace, patience)?;
        Ok(Self::Redis(Arc::new(remote)))
    }

    /// How far coordination reaches now, for `/readyz`.
    pub fn reach(&self) -> Reach {
        match self {
            Self::Memory(_) => Reach::Process,
            Self::Redis(remote) => remote.reach(),
        }
    }

    /// Waits until coordination reaches as far as configured.
    pub async fn settled(&self) {
        if let Self::Redis(remote) = self {
            remote.settled().await;
        }
    }

    /// Takes `name` for `ttl`; nothing when another has it.
    pub async fn lease(&self, name: &str, ttl: Duration) -> Option<Lease> {
        let lease = Lease { name: name.to_owned(), token: random_token() };
        let taken = match self {
            Self::Memory(memory) => memory.take(&lease, ttl),
            Self::Redis(remote) => remote.take(&lease, ttl).await,
        };
        taken.then_some(lease)
    }

    /// Prolongs a lease to `ttl` from now; false when another has it by now. A lease that the server forgot
    /// (it ran out, or Redis lost its memory) is taken again if it is free.
    pub async fn renew(&self, lease: &Lease, ttl: Duration) -> bool {
        match self {
            Self::Memory(memory) => memory.renew(lease, ttl),
            Self::Redis(remote) => remote.renew(lease, ttl).await,
        }
    }

    /// Gives a lease up; does nothing when another has it by now.
    pub async fn release(&self, lease: &Lease) {
        match self {
            Self::Memory(memory) => memory.release(lease),
            Self::Redis(remote) => remote.release(lease).await,
        }
    }

    /// Counts one attempt under `key`: at most `limit` are allowed in a window that starts with the first.
    pub async fn rate_limit(&self, key: &str, limit: u64, window: Duration) -> Rate {
        match self {
            Self::Memory(memory) => memory.rate_limit(key, limit, window).await,
            Self::Redis(remote) => remote.rate_limit(key, limit, window).await,
        }
    }

    /// Sends a hint to every subscriber of `channel`. It may get lost between processes; then they get
    /// [`Signal::Gap`] as soon as they can be reached.
    pub async fn publish(&self, channel: &str, payload: &str) {
        match self {
            Self::Memory(memory) => memory.bus.send(channel, payload),
            Self::Redis(remote) => remote.publish(channel, payload).await,
        }
    }

    /// Listens to `channel` from now on.
    pub fn subscribe(&self, channel: &str) -> impl Stream<Item = Signal> + Send + Unpin + use<> {
        match self {
            Self::Memory(memory) => memory.bus.subscribe(channel),
            Self::Redis(remote) => remote.subscribe(channel),
        }
    }

    /// A cached value that is neither over its time nor invalidated. With Redis down there is none: an own
    /// copy could not be invalidated by others.
    pub async fn cache_get(&self, key: &str) -> Option<Vec<u8>> {
        match self {
            Self::Memory(memory) => memory.cache_get(key).await,
            Self::Redis(remote) => remote.cache_get(key).await,
        }
    }

    /// Keeps a value for at most `ttl`.
    pub async fn cache_set(&self, key: &str, value: Vec<u8>, ttl: Duration) {
        match self {
            Self::Memory(memory) => memory.cache_set(key, value, ttl).await,
            Self::Redis(remote) => remote.cache_set(key, value, ttl).await,
        }
    }

    /// Forgets a value. Should Redis be down, it is forgotten there before this process reads it again; other
    /// processes may see it until its time is over.
    pub async fn cache_invalidate(&self, key: &str) {
        match self {
            Self::Memory(memory) => memory.cache_invalidate(key).await,
            Self::Redis(remote) => remote.cache_invalidate(key).await,
        }
    }
}

fn random_token() -> String {
    format!("{:032x}", rand::random::<u128>())
}

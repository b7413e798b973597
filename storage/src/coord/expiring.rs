//! Values with a time of their own in a bounded map.

use std::time::Duration;

use moka::Expiry;
use moka::future::Cache;
use tokio::time::Instant;

/// A value and when it is over.
///
/// `until` is compared on every read, because the map removes only now and then.
#[derive(Clone, Debug)]
pub struct Expiring<V> {
    pub value: V,
    pub until: Instant,
}

impl<V> Expiring<V> {
    pub fn for_the_next(ttl: Duration, value: V) -> Self {
        Self { value, until: Instant::now() + ttl }
    }

    pub fn is_over(&self) -> bool {
        self.until <= Instant::now()
    }

    pub fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }
}

#[derive(Debug)]
struct ByItsOwnTime;

impl<V> Expiry<String, Expiring<V>> for ByItsOwnTime {
    fn expire_after_create(&self, _: &String, value: &Expiring<V>, _: std::time::Instant) -> Option<Duration> {
        Some(value.left())
    }

    fn expire_after_update(
        &self,
        _: &String,
        value: &Expiring<V>,
        _: std::time::Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(value.left())
    }
}

/// A map of at most `capacity`, measured by `weight`.
pub fn map<V: Clone + Send + Sync + 'static>(
    capacity: u64,
    weight: impl Fn(&String, &Expiring<V>) -> u32 + Send + Sync + 'static,
) -> Cache<String, Expiring<V>> {
    Cache::builder().max_capacity(capacity).weigher(weight).expire_after(ByItsOwnTime).build()
}

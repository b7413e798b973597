//! Coordination inside one process; also what a process falls back to while Redis does not answer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use moka::future::Cache;

use super::bus::Bus;
use super::expiring::{self, Expiring};
use super::{Lease, Rate};

/// Distinct keys counted at a time; beyond that those seldom seen are forgotten first.
const RATE_KEYS: u64 = 200_000;
/// Bytes of cached values and their keys.
const CACHE_BYTES: u64 = 64 << 20;

#[derive(Debug)]
pub struct Memory {
    leases: Mutex<HashMap<String, Expiring<String>>>,
    attempts: Cache<String, Expiring<u64>>,
    cached: Cache<String, Expiring<Vec<u8>>>,
    pub(super) bus: Bus,
}

impl Default for Memory {
    fn default() -> Self {
        let bytes =
            |key: &String, entry: &Expiring<Vec<u8>>| u32::try_from(key.len() + entry.value.len()).unwrap_or(u32::MAX);
        Self {
            leases: Mutex::default(),
            attempts: expiring::map(RATE_KEYS, |_, _| 1),
            cached: expiring::map(CACHE_BYTES, bytes),
            bus: Bus::default(),
        }
    }
}

impl Memory {
    pub(super) fn take(&self, lease: &Lease, ttl: Duration) -> bool {
        let mut leases = self.leases();
        leases.retain(|_, held| !held.is_over());
        if leases.contains_key(&lease.name) {
            return false;
        }
        let held = Expiring::for_the_next(ttl, lease.token.clone());
        leases.insert(lease.name.clone(), held);
        true
    }

    pub(super) fn renew(&self, lease: &Lease, ttl: Duration) -> bool {
        self.release(lease);
        self.take(lease, ttl)
    }

    pub(super) fn release(&self, lease: &Lease) {
        self.leases().retain(|name, held| *name != lease.name || held.value != lease.token);
    }

    pub(super) async fn rate_limit(&self, key: &str, limit: u64, window: Duration) -> Rate {
        let counted = self
            .attempts
            .entry_by_ref(key)
            .and_upsert_with(async |before| match before.map(|entry| entry.into_value()) {
                Some(count) if !count.is_over() => {
                    Expiring { value: count.value.saturating_add(1), until: count.until }
                }
                _ => Expiring::for_the_next(window, 1),
            })
            .await
            .into_value();
        judge(counted.value, limit, counted.left())
    }

    pub(super) async fn cache_get(&self, key: &str) -> Option<Vec<u8>> {
        let entry = self.cached.get(key).await?;
        (!entry.is_over()).then_some(entry.value)
    }

    pub(super) async fn cache_set(&self, key: &str, value: Vec<u8>, ttl: Duration) {
        let entry = Expiring::for_the_next(ttl, value);
        self.cached.insert(key.to_owned(), entry).await;
    }

    pub(super) async fn cache_invalidate(&self, key: &str) {
        self.cached.invalidate(key).await;
    }

    fn leases(&self) -> MutexGuard<'_, HashMap<String, Expiring<String>>> {
        // No code that can panic runs under this lock.
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer for the `count`-th attempt of a window that has `left` to go.
pub(super) fn judge(count: u64, limit: u64, left: Duration) -> Rate {
    if count <= limit {
        Rate::Allowed
    } else {
        let seconds = left.as_millis().div_ceil(1000);
        Rate::RetryAfter(u64::try_from(seconds).unwrap_or(u64::MAX).max(1))
    }
}

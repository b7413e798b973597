//! The events that decide a clock, each sealed with the one before it.

use serde::{Deserialize, Serialize};

use super::canonical::{canonical, sha256};
use crate::ticket::{ClockEffect, Event, Fact};

/// An event of a ticket's log and who recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedEvent {
    /// As it stands in the log.
    pub event: Event,
    /// The name of who did it; none for the platform and for a log that was imported.
    pub by: Option<String>,
}

/// An event in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainedEvent {
    /// What happened.
    pub logged: LoggedEvent,
    /// The hash of the event before it; empty for the first.
    pub previous: String,
    /// SHA-256 over `previous`, a line feed and the canonical JSON of `logged`.
    pub hash: String,
}

impl ChainedEvent {
    fn seal(logged: LoggedEvent, previous: String) -> Self {
        let hash = hash(&logged, &previous);
        Self { logged, previous, hash }
    }
}

fn hash(logged: &LoggedEvent, previous: &str) -> String {
    sha256(&[previous.as_bytes(), b"\n", &canonical(logged)].concat())
}

/// Whether an event belongs into a bundle: it moves a clock, or says to whom its time is charged. Comments, files, work,
/// links, ratings and the moves between a vendor's teams never do, so that nothing inside a side gets out.
pub fn belongs(fact: &Fact) -> bool {
    let charges = matches!(
        fact,
        Fact::HandOverProposed { .. } | Fact::HandOverDeclined { .. } | Fact::HandOverWithdrawn | Fact::HandOverLapsed
    );
    charges || fact.clock_effect() != ClockEffect::Nothing
}

/// Seals those events of a log that belong into a bundle, in recorded order.
pub fn chain(mut log: Vec<LoggedEvent>) -> Vec<ChainedEvent> {
    log.retain(|logged| belongs(&logged.event.fact));
    log.sort_unstable_by_key(|logged| logged.event.seq);
    let mut sealed: Vec<ChainedEvent> = Vec::with_capacity(log.len());
    for logged in log {
        let previous = sealed.last().map_or_else(String::new, |last| last.hash.clone());
        sealed.push(ChainedEvent::seal(logged, previous));
    }
    sealed
}

/// The last hash; empty without an event.
pub(super) fn head(chain: &[ChainedEvent]) -> &str {
    chain.last().map_or("", |last| &last.hash)
}

/// The events whose hash or predecessor is not what it must be: place in the log, what it says, what it must be.
pub(super) fn broken(chain: &[ChainedEvent]) -> Vec<(i32, String, String)> {
    let mut found = Vec::new();
    let mut previous = "";
    for of in chain {
        let seq = of.logged.event.seq;
        if of.previous != previous {
            found.push((seq, of.previous.clone(), previous.to_owned()));
        }
        let is = hash(&of.logged, &of.previous);
        if of.hash != is {
            found.push((seq, of.hash.clone(), is));
        }
        previous = &of.hash;
    }
    found
}

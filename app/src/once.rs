//! One effect for one key: an operation that bears a key claims it in each transaction that it writes, so that whoever
//! sends the same request again, to whichever replica, finds it claimed (docs/adr/0027).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use domain::Instant;
use serde::Serialize;
use sha2::{Digest, Sha256};
use storage::Transaction;
use storage::query::idempotency::{self, Claim, Claimed};
use uuid::Uuid;

use crate::{Error, Op, Result};

/// How long a key is known after its effect, in hours.
pub const KEPT_HOURS: i64 = 24;
/// The longest answer that is kept, in bytes.
pub const ANSWER_MAX: usize = 256 * 1024;
/// Whoever has not answered by then never will.
const ANSWERED_WITHIN: TimeDelta = TimeDelta::seconds(60);
/// The most objects that are named when an answer was not kept.
const OBJECTS_MAX: u64 = 100;

/// The key that an operation bears.
#[derive(Debug)]
pub(crate) struct Once {
    key: String,
    fingerprint: String,
    claim: Uuid,
    claimed: AtomicBool,
    repeated: AtomicBool,
    /// The request of which this is one element.
    whole: Option<Arc<Once>>,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing took effect under it.
    Nothing,
    /// Another request bore it.
    Other,
    /// This request took effect, and answered so.
    Answered(String),
    /// It took effect a moment ago and has not answered yet.
    Answering,
    /// It took effect, and its answer was not kept: it was too large, or held a secret, or its process ended. What it
    /// touched, by the types and ids of the audit log.
    Unanswered { at: Instant, objects: Vec<(String, Uuid)> },
}

impl Op {
    /// The same operation, to take effect once under a key; `said` is all that the request says, in one way of writing.
    #[must_use]
    pub fn bearing(mut self, key: String, said: &str) -> Self {
        let fingerprint = hex::encode(Sha256::digest(said));
        let claim = Uuid::from_u128(rand::random());
        let (claimed, repeated) = Default::default();
        self.once = Some(Arc::new(Once { key, fingerprint, claim, claimed, repeated, whole: None }));
        self
    }

    /// One element of a request over many: it takes effect once by itself, so that a request that broke off half-way
    /// can be sent again and does the rest.
    #[must_use]
    pub(crate) fn element(&self, at: usize) -> Self {
        let part = |whole: &Arc<Once>| Once {
            // No key that a client may give holds this sign.
            key: format!("{}#{at}", whole.key),
            fingerprint: whole.fingerprint.clone(),
            claim: whole.claim,
            claimed: AtomicBool::new(false),
            repeated: AtomicBool::new(false),
            whole: Some(whole.clone()),
        };
        let mut element = self.clone();
        element.once = self.once.as_ref().map(|whole| Arc::new(part(whole)));
        element
    }

    /// Whether the operation bears a key and found it claimed by an earlier one.
    pub fn is_repeated(&self) -> bool {
        self.once.as_ref().is_some_and(|once| once.repeated.load(Ordering::Relaxed))
    }

    /// Whether the operation bears a key and claimed it, in a transaction that may have come to nothing.
    pub fn took_effect(&self) -> bool {
        self.once.as_ref().is_some_and(|once| once.claimed.load(Ordering::Relaxed))
    }

    /// The claim of the operation, for a statement that makes it by itself; `object` is what it is about to make.
    pub(crate) fn claim(&self, object: Option<Uuid>) -> Option<Claim<'_>> {
        let (once, user) = (self.once.as_ref()?, self.actor().user()?);
        Some(Claim {
            user,
            key: &once.key,
            fingerprint: &once.fingerprint,
            claim: once.claim,
            now: self.now(),
            forgotten: self.now() - TimeDelta::hours(KEPT_HOURS),
            object,
        })
    }

    /// Says that the claim was made.
    pub(crate) fn claimed(&self) {
        let Some(once) = &self.once else { return };
        once.claimed.store(true, Ordering::Relaxed);
        if let Some(whole) = &once.whole {
            whole.claimed.store(true, Ordering::Relaxed);
        }
    }

    /// Whether another request holds the key by now, so that nothing may be written.
    pub(crate) async fn is_claimed_by_another(&self) -> Result<bool> {
        let (Some(once), Some(found)) = (&self.once, self.found().await?) else { return Ok(false) };
        let another = found.claim != once.claim;
        once.repeated.fetch_or(another, Ordering::Relaxed);
        Ok(another)
    }

    /// What an element of a request that was sent before has made, if that is known.
    pub(crate) async fn made_before(&self) -> Result<Option<Uuid>> {
        let (Some(once), Some(found)) = (&self.once, self.found().await?) else { return Ok(None) };
        if found.fingerprint == once.fingerprint { Ok(found.object) } else { Err(Error::KeyReused) }
    }

    async fn found(&self) -> Result<Option<Claimed>> {
        let Some(claim) = self.claim(None) else { return Ok(None) };
        let db = self.app().store.read();
        Ok(idempotency::find(db, claim.user, claim.key, claim.forgotten).await?)
    }
}

/// Claims the key of an operation, if it bears one, inside its transaction.
///
/// # Errors
/// [`Error::Repeated`] when an earlier request holds it.
pub(crate) async fn claim(op: &Op, transaction: &Transaction) -> Result<()> {
    let (Some(once), Some(claim)) = (&op.once, op.claim(None)) else { return Ok(()) };
    if idempotency::claim(transaction, &claim).await? {
        op.claimed();
        return Ok(());
    }
    once.repeated.store(true, Ordering::Relaxed);
    Err(Error::Repeated)
}

/// What is known of the key that an operation bears.
pub async fn known(op: &Op) -> Result<Known> {
    let (Some(once), Some(found)) = (&op.once, op.found().await?) else { return Ok(Known::Nothing) };
    if found.fingerprint != once.fingerprint {
        return Ok(Known::Other);
    }
    match found.answer {
        Some(answer) if !answer.is_empty() => Ok(Known::Answered(answer)),
        None if op.now() - found.claimed_at < ANSWERED_WITHIN => Ok(Known::Answering),
        _ => unanswered(op, found.claimed_at).await,
    }
}

/// What an operation that took effect without leaving an answer touched.
async fn unanswered(op: &Op, at: Instant) -> Result<Known> {
    let Some(user) = op.actor().user() else { return Ok(Known::Nothing) };
    let touched = idempotency::touched(op.app().store.read(), user, at, OBJECTS_MAX).await?;
    let mut objects: Vec<(String, Uuid)> = touched.into_iter().filter_map(|(of, id)| Some((of, id?))).collect();
    objects.dedup();
    Ok(Known::Unanswered { at, objects })
}

/// Keeps what an operation answers with, if its effect stands; none when it is not to be kept. That it answered is kept in
/// any case, so that nobody waits for an answer that cannot be told again.
pub async fn keep(op: &Op, answer: Option<&str>) -> Result<()> {
    let Some(claim) = op.claim(None) else { return Ok(()) };
    let answer = answer.filter(|answer| answer.len() <= ANSWER_MAX).unwrap_or_default();
    let db = op.app().store.write();
    if idempotency::keep(db, &claim, answer).await? || !idempotency::holds(db, &claim).await? {
        return Ok(());
    }
    // Of a request over many only its elements were claimed so far.
    let transaction = op.begin().await?;
    idempotency::keep(&transaction, &claim, answer).await?;
    Ok(transaction.commit().await?)
}

/// What a run of [`prune`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PruneReport {
    /// Keys that were forgotten.
    pub deleted: u64,
}

/// Forgets the keys whose time is over.
pub async fn prune(op: &Op) -> Result<PruneReport> {
    let before = op.now() - TimeDelta::hours(KEPT_HOURS);
    Ok(PruneReport { deleted: idempotency::prune(op.app().store.write(), before).await? })
}

//! An operation: who is doing something, and when.

use std::sync::Arc;

use domain::Instant;
use domain::access::{Action, Actor, ReadScope, TicketScope, read_scope, ticket_scope};
use domain::ids::{AuditId, PolicyVersionId, uuid_at};
use domain::ticket::ActorSide;
use storage::Transaction;
use storage::entity::{audit_entry, sla_clock};
use uuid::Uuid;

use crate::once::{self, Once};
use crate::{App, Coverage, Directory, Error, Result};

/// Who, and when: the time is read once and holds for the whole operation (I9).
#[derive(Clone, Debug)]
pub struct Op {
    app: Arc<App>,
    actor: Arc<Actor>,
    now: Instant,
    /// The key under which it takes effect once, if it bears one.
    pub(crate) once: Option<Arc<Once>>,
    seen: Option<i64>,
}

impl Op {
    pub(crate) fn new(app: Arc<App>, actor: Arc<Actor>, now: Instant) -> Self {
        Self { app, actor, now, once: None, seen: None }
    }

    /// What every operation shares.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// Who.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The snapshot of names, tree and roles.
    pub fn directory(&self) -> Arc<Directory> {
        self.app.directory()
    }

    /// The snapshot of contracts, policies and calendars.
    pub fn coverage(&self) -> Arc<Coverage> {
        self.app.coverage()
    }

    /// The snapshot that tickets of these policy versions, with these clocks, can be computed on: reloaded when it does not know yet what another
    /// process has bound them to.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database itself does not show it yet.
    pub(crate) async fn coverage_for(
        &self,
        versions: &[PolicyVersionId],
        clocks: &[sla_clock::Model],
    ) -> Result<Arc<Coverage>> {
        let knows = |coverage: &Coverage| {
            let known = |clock: &sla_clock::Model| {
                clock.calendar_revision <= coverage.book.latest() && coverage.contracts.contains_key(&clock.contract_id)
            };
            versions.iter().all(|version| coverage.terms.contains_key(version)) && clocks.iter().all(known)
        };
        let coverage = self.coverage();
        if knows(&coverage) {
            return Ok(coverage);
        }
        self.app.refresh().await?;
        let coverage = self.coverage();
        let behind = || Error::Unavailable(anyhow::anyhow!("the snapshot is behind the tickets"));
        if knows(&coverage) { Ok(coverage) } else { Err(behind()) }
    }

    /// The same actor at the present time: for a job that goes on for long.
    #[must_use]
    pub fn renewed(&self) -> Self {
        Self { now: self.app.clock.now(), ..self.clone() }
    }

    /// The same person with the roles in the newest snapshot, at the same time.
    pub(crate) fn as_now_known(&self) -> Result<Self> {
        let Some(user) = self.actor.user() else { return Ok(self.clone()) };
        let actor = self.directory().actor(user, self.now);
        let actor = actor.ok_or(Error::Unauthenticated("the account is locked or gone"))?;
        Ok(Self { actor: Arc::new(actor), ..self.clone() })
    }

    /// The same on a version, which the caller saw, of the object that is written; none: whatever it is.
    #[must_use]
    pub fn having_seen(&self, version: Option<i64>) -> Self {
        Self { seen: version, ..self.clone() }
    }

    /// The version that the caller saw of the object that is written.
    pub(crate) fn seen(&self) -> Option<i64> {
        self.seen
    }

    /// Refuses unless some role of the actor includes the action; where, the scope says.
    pub fn require(&self, action: Action) -> Result<()> {
        if self.actor.may(action) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }

    /// The tickets that the actor reaches for an action.
    pub fn ticket_scope(&self, action: Action) -> TicketScope {
        let directory = self.directory();
        ticket_scope(&self.actor, action, &|agency| directory.below(agency))
    }

    /// The other rows that the actor reaches for an action.
    pub fn read_scope(&self, action: Action) -> ReadScope {
        let directory = self.directory();
        read_scope(&self.actor, action, &|agency| directory.below(agency), &|agency| directory.above(agency))
    }

    /// The side of the contract that the actor stands on; the platform acts for either.
    pub(crate) fn side(&self, action: Action) -> Result<ActorSide> {
        self.actor.side().ok_or(Error::Forbidden(action))
    }

    /// A new UUIDv7 of this moment. Those of one moment sort in the order they were made, so that the messages of one
    /// operation keep theirs in the feed (RFC 9562 §6.2, method 1).
    pub(crate) fn id<I: From<Uuid>>(&self) -> I {
        let mut random: [u8; 10] = rand::random();
        random[..2].copy_from_slice(&self.app.next_in_moment().to_be_bytes());
        uuid_at(self.now, random).into()
    }

    /// An audit entry of this operation.
    pub(crate) fn audit(&self, action: &str, object: (&str, Uuid), detail: serde_json::Value) -> audit_entry::Model {
        audit_entry::Model {
            id: self.id::<AuditId>(),
            at: self.now,
            actor_id: self.actor.user(),
            actor_name: self.actor.name().to_owned(),
            action: action.to_owned(),
            object_type: object.0.to_owned(),
            object_id: Some(object.1),
            detail,
        }
    }

    /// Begins a writing transaction; it holds the key that the operation bears.
    ///
    /// # Errors
    /// [`Error::Repeated`] when an earlier request holds the key.
    pub(crate) async fn begin(&self) -> Result<Transaction> {
        let transaction = self.app.store.begin().await?;
        once::claim(self, &transaction).await?;
        Ok(transaction)
    }
}

//! One write about a ranking: its row is held and read again, its steps and messages written together.

use domain::ids::{OutboxId, RankingId};
use domain::ranking::{RankingKind, RankingRecord, RankingRules, RankingSheet, RankingStep, needs, next, topic};
use serde_json::{Value, json};
use storage::Transaction;
use storage::entity::outbox;
use storage::query::auth::grant_version;
use storage::query::ranking as query;
use storage::query::setup::{insert, insert_all, insert_in_batches, update};
use uuid::Uuid;

use super::made::made;
use super::read::period_of;
use super::seen::sight;
use crate::mistakes::Mistakes;
use crate::ticket::rows::missing;
use crate::{Error, Op, RankingRow, RankingStepRow, RankingVersionRow, Result};

pub(super) const WHAT: &str = "ranking";

/// To whom a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Hears {
    Agency(Uuid),
    Vendor(Uuid),
}

impl Hears {
    pub(super) const fn subject(kind: RankingKind, id: Uuid) -> Self {
        match kind {
            RankingKind::Vendors => Self::Vendor(id),
            RankingKind::Agencies => Self::Agency(id),
        }
    }
}

/// A write that is being prepared.
pub(super) struct Writing {
    pub op: Op,
    pub transaction: Transaction,
    pub row: RankingRow,
    pub mistakes: Mistakes,
    pub is_new: bool,
    taken: Vec<RankingStepRow>,
    made: Option<RankingVersionRow>,
}

impl Writing {
    /// For a step on a ranking that is there.
    pub(super) async fn begin(op: &Op, id: RankingId, step: RankingStep, expected: i64) -> Result<Self> {
        let writing = Self::hold(op, id, step).await?;
        if writing.row.version != expected {
            return Err(Error::Conflict);
        }
        Ok(writing)
    }

    /// The same before the expected version is compared.
    pub(super) async fn hold(op: &Op, id: RankingId, step: RankingStep) -> Result<Self> {
        let action = needs(step);
        op.require(action)?;
        let seen = query::find(op.app().store.read(), &sight(op), id).await?.ok_or(Error::NotFound(WHAT))?;
        // Who objects is ranked; all others rank there.
        if step != RankingStep::Object && !op.read_scope(action).covers(Some(seen.agency_id), None) {
            return Err(Error::Forbidden(action));
        }
        let transaction = trusted(op).await?;
        let row = query::hold(&transaction, id).await?.ok_or(Error::NotFound(WHAT))?;
        Ok(Self::on(op, transaction, row, false))
    }

    pub(super) fn on(op: &Op, transaction: Transaction, row: RankingRow, is_new: bool) -> Self {
        let (op, mistakes) = (op.clone(), Mistakes::default());
        Self { op, transaction, row, mistakes, is_new, taken: Vec::new(), made: None }
    }

    /// Takes a step in the row; what refuses it is one more mistake.
    pub(super) fn take(&mut self, step: RankingStep, note: Option<String>) {
        let to = match next(self.row.state, step) {
            Ok(to) => to,
            Err(refusal) => return self.mistakes.extend([refusal.into()]),
        };
        self.row.version += 1;
        let from_state = std::mem::replace(&mut self.row.state, to);
        self.taken.push(RankingStepRow {
            ranking_id: self.row.id,
            seq: self.row.version,
            number: self.row.number,
            step,
            from_state,
            to_state: to,
            note,
            actor_id: self.op.actor().user(),
            actor_name: self.op.actor().name().to_owned(),
            recorded_at: self.op.now(),
        });
    }

    /// Works the next version out.
    pub(super) async fn work_out(&mut self, reason: Option<String>) -> Result<RankingRecord> {
        let rules = RankingRules {
            kind: self.row.kind,
            agency: self.row.agency_id,
            period: period_of(&self.row),
            min_sample: self.row.min_sample,
        };
        let record = made(&self.op, &self.transaction, rules).await?;
        self.row.number += 1;
        self.row.drafter_id = self.op.actor().user();
        self.row.objections_end_at = None;
        self.made = Some(RankingVersionRow {
            ranking_id: self.row.id,
            number: self.row.number,
            sheet: serde_json::to_value(&record.sheet)?,
            basis: serde_json::to_value(&record.basis)?,
            input_hash: record.basis.hash(),
            reason,
            drafter_id: self.op.actor().user(),
            drafter_name: self.op.actor().name().to_owned(),
            drafted_at: self.op.now(),
        });
        Ok(record)
    }

    /// A version's sheet.
    pub(super) async fn sheet(&self, number: i32) -> Result<RankingSheet> {
        let version = query::version(&self.transaction, self.row.id, number).await?;
        Ok(serde_json::from_value(version.ok_or_else(|| missing("the version of a ranking"))?.sheet)?)
    }

    /// Refuses the input when there was any mistake; what is written besides comes after this.
    pub(super) fn check(&mut self) -> Result<()> {
        std::mem::take(&mut self.mistakes).refuse()
    }

    /// Writes the row, its new version and its steps, and tells those whom it concerns.
    pub(super) async fn commit(mut self, told: Vec<Hears>, detail: Value) -> Result<RankingId> {
        self.check()?;
        let Self { op, transaction, row, taken, made, is_new, .. } = self;
        let id = row.id;
        let mut whole = json!({
            "rankingId": id, "agencyId": row.agency_id, "kind": row.kind, "period": row.period_kind,
            "startsOn": row.period_start, "number": row.number, "state": row.state, "version": row.version,
        });
        let last = taken.last().map_or("draft", |step| step.step.as_str()).to_ascii_lowercase();
        let topics: Vec<&str> = taken.iter().filter_map(|step| topic(step.step)).collect();
        if is_new {
            if !query::add(&transaction, row).await? {
                let en = "there is a ranking of this period: work it out again, or correct it";
                return Err(Error::invalid("TAKEN", "period", en, "该考核周期已有排名，请重新编制或更正"));
            }
        } else {
            update(&transaction, row).await?;
        }
        if let Some(made) = made {
            insert(&transaction, made).await?;
        }
        insert_all(&transaction, taken).await?;
        // Figures leave by the sheet alone: a message says that there is something, not what.
        let messages = topics.iter().flat_map(|topic| told.iter().map(|hears| message(&op, topic, *hears, &whole)));
        insert_in_batches(&transaction, messages.collect()).await?;
        if let (Some(whole), Value::Object(detail)) = (whole.as_object_mut(), detail) {
            whole.extend(detail);
        }
        insert(&transaction, op.audit(&format!("{WHAT}.{last}"), (WHAT, id.0), whole)).await?;
        transaction.commit().await?;
        op.app().outbox_filled.notify_one();
        Ok(id)
    }
}

fn message(op: &Op, topic: &str, hears: Hears, payload: &Value) -> outbox::Model {
    let (agency_id, vendor_id) = match hears {
        Hears::Agency(id) => (Some(id.into()), None),
        Hears::Vendor(id) => (None, Some(id.into())),
    };
    outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id,
        vendor_id,
        payload: payload.clone(),
        created_at: op.now(),
    }
}

/// A transaction in which the actor's roles are those that the operation was authorised by.
pub(super) async fn trusted(op: &Op) -> Result<Transaction> {
    let transaction = op.begin().await?;
    if let Some(user) = op.actor().user()
        && grant_version(&transaction, user).await? != Some(op.actor().grant_version())
    {
        return Err(Error::Conflict);
    }
    Ok(transaction)
}

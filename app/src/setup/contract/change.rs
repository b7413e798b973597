//! One step of a contract's life: authorised, checked against the state machine, written with its history, a message
//! and an audit entry.

use chrono::NaiveDate;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::contract::{ContractState, ContractStep, needs, next};
use domain::ids::{ContractId, OutboxId};
use storage::entity::{audit_entry, contract_step, outbox, service_contract};
use storage::query::setup::{insert, update};

use super::writable;
use crate::mistakes::Mistakes;
use crate::setup::reach::{CONTRACT, CONTRACT_APPROVAL, Reach};
use crate::setup::write::{Snapshot, Write};
use crate::{Contract, Op, Result};

/// A step that somebody asks for, with the mistakes found so far.
pub(super) struct Change {
    pub write: Write,
    /// As it stood before.
    pub found: Contract,
    pub mistakes: Mistakes,
    /// The civil day of the step, in the contract's zone.
    pub today: NaiveDate,
    step: ContractStep,
    to: ContractState,
}

/// What the history says of a step beside the states.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub reason: Option<String>,
    /// From which day it counts, if not from today.
    pub effective_on: Option<NaiveDate>,
    /// Which version of terms it is about.
    pub terms: Option<i32>,
}

impl Change {
    /// # Errors
    /// FORBIDDEN, NOT_FOUND, CONFLICT; that the state does not allow it is noted like other mistakes.
    pub(super) async fn begin(op: &Op, step: ContractStep, contract: ContractId, version: i64) -> Result<Self> {
        let reach = reach(step);
        op.require(reach.manage)?;
        let mut write = Write::begin(op, Snapshot::Coverage).await?;
        let found = writable(&write, reach, contract, version).await?;
        write.watch(ObjectKind::Contract, contract.0).await?;
        let mut mistakes = Mistakes::default();
        let to = next(found.row.state, step);
        let to = to.map_err(|refusal| mistakes.extend([refusal.into()])).unwrap_or(found.row.state);
        let today = found.day(write.now());
        Ok(Self { write, found, mistakes, today, step, to })
    }

    /// Whether the state allows the step: what else is wrong matters only then.
    pub(super) fn is_possible(&self) -> bool {
        next(self.found.row.state, self.step).is_ok()
    }

    /// The state after the step.
    pub(super) fn to(&self) -> ContractState {
        self.to
    }

    /// The state stays what it is until the day that the step is for.
    pub(super) fn stay(&mut self) {
        self.to = self.found.row.state;
    }

    /// Refuses when there was any mistake; else writes the contract as `set` leaves it.
    pub(super) async fn end(self, told: Told, set: impl FnOnce(&mut service_contract::Model)) -> Result<()> {
        self.mistakes.refuse()?;
        let mut row = self.found.row;
        set(&mut row);
        let taken = Taken { step: self.step, to: self.to, today: self.today, told };
        let entry = record(&self.write, row, taken).await?;
        let app = self.write.app().clone();
        self.write.commit_all(vec![entry]).await?;
        app.outbox_filled.notify_one();
        Ok(())
    }
}

/// A step that is allowed.
pub(super) struct Taken {
    pub step: ContractStep,
    pub to: ContractState,
    pub today: NaiveDate,
    pub told: Told,
}

/// Writes the row in its next version, the step and the message; answers with the audit entry to be written.
pub(super) async fn record(
    write: &Write,
    mut row: service_contract::Model,
    taken: Taken,
) -> Result<audit_entry::Model> {
    let Taken { step, to, today, told } = taken;
    let from = std::mem::replace(&mut row.state, to);
    row.version += 1;
    let effective_on = told.effective_on.unwrap_or(today);
    let detail = serde_json::json!({
        "number": row.number, "version": row.version, "from": from, "to": to, "effectiveOn": effective_on,
        "reason": told.reason, "terms": told.terms, "precedence": row.precedence,
    });
    let entry =
        write.audit(&format!("contract.{}", step.as_str().to_ascii_lowercase()), ("contract", row.id.0), detail);
    if let Some(topic) = step.topic(to) {
        let payload = serde_json::json!({
            "contractId": row.id, "number": row.number, "state": to, "effectiveOn": effective_on, "terms": told.terms,
        });
        let message = outbox::Model {
            id: write.id::<OutboxId>(),
            feed_seq: None,
            topic: topic.to_owned(),
            ticket_id: None,
            agency_id: Some(row.agency_id),
            vendor_id: Some(row.vendor_id),
            payload,
            created_at: write.now(),
        };
        insert(write.transaction(), message).await?;
    }
    let history = contract_step::Model {
        contract_id: row.id,
        seq: row.version,
        step,
        from_state: from,
        to_state: to,
        effective_on,
        reason: told.reason,
        terms_number: told.terms,
        actor_id: write.actor().user(),
        actor_name: write.actor().name().to_owned(),
        recorded_at: write.now(),
    };
    insert(write.transaction(), history).await?;
    update(write.transaction(), row).await?;
    Ok(entry)
}

/// Who may take a step; what time does, the platform alone asks for.
pub(super) fn reach(step: ContractStep) -> Reach {
    match needs(step) {
        Some(Action::ContractApprove) => CONTRACT_APPROVAL,
        _ => CONTRACT,
    }
}

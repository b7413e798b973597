//! Telling people in time that a contract ends, and that notice or a decision on its renewal is due.

use chrono::NaiveDate;
use domain::contract::{KeyDate, KeyDateKind};
use domain::ids::ContractId;
use serde::Serialize;
use storage::entity::outbox;
use storage::write::send_once;

use crate::outbox::id_of;
use crate::{Contract, Op, Result};

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertReport {
    /// Contracts whose period runs.
    pub running: u64,
    /// What stands to be told of, told now or before.
    pub due: Vec<DueDate>,
    /// Messages written now.
    pub messages: u64,
}

/// A day that people have been told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DueDate {
    pub contract: ContractId,
    pub number: String,
    pub kind: KeyDateKind,
    pub on: NaiveDate,
    pub days_left: i64,
}

/// Writes a message for each alert that has come. Its id is made of contract, day and alert, so that any number of
/// workers and runs writes it once (I6), and once more when an amendment has moved the day. After an outage only the
/// newest alert of a day is told.
pub async fn alert_contract_dates(op: &Op) -> Result<AlertReport> {
    op.app().refresh().await?;
    let coverage = op.coverage();
    let mut running: Vec<&Contract> =
        coverage.contracts.values().filter(|contract| contract.row.state.is_running()).collect();
    running.sort_by(|one, other| one.row.number.cmp(&other.row.number));
    let mut report = AlertReport { running: running.len() as u64, ..AlertReport::default() };
    // What is still to be handed in is due also after the last day.
    let over = coverage.contracts.values().filter(|contract| {
        contract.row.state.came_into_force() && !contract.row.state.is_running() && contract.plan().next().is_some()
    });
    for contract in running.into_iter().chain(over) {
        let today = contract.day(op.now());
        let runs = contract.row.state.is_running();
        for date in contract.key_dates().into_iter().filter(|date| runs || date.kind == KeyDateKind::MilestoneDue) {
            let Some(lead) = date.reached(today) else { continue };
            let message = message(op, contract, date, lead, today);
            report.messages += u64::from(send_once(op.app().store.write(), message).await?);
            report.due.push(DueDate {
                contract: contract.row.id,
                number: contract.row.number.clone(),
                kind: date.kind,
                on: date.on,
                days_left: (date.on - today).num_days(),
            });
        }
    }
    if report.messages > 0 {
        op.app().outbox_filled.notify_one();
    }
    Ok(report)
}

fn message(op: &Op, contract: &Contract, date: KeyDate, lead: u16, today: NaiveDate) -> outbox::Model {
    let (topic, id) = (date.kind.topic(), contract.row.id);
    let mut payload = serde_json::json!({
        "contractId": id, "number": contract.row.number, "on": date.on, "daysLeft": (date.on - today).num_days(),
    });
    if date.kind == KeyDateKind::MilestoneDue {
        let due = contract.plan().filter(|milestone| milestone.is_due_on(date.on));
        payload["milestones"] = due.map(|milestone| milestone.row.number).collect();
    }
    outbox::Model {
        id: id_of(&format!("{topic} {id} {} {lead}", date.on)),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(contract.row.agency_id),
        vendor_id: Some(contract.row.vendor_id),
        payload,
        created_at: op.now(),
    }
}

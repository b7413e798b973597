//! Contracts are handed in, approved, come into force, stand still, end and are accepted.

use chrono::NaiveDate;
use domain::contract::{ContractRefusal, ContractStep};
use domain::ids::ContractId;
use storage::query::setup::contract::open_tickets;

use super::change::{Change, Told};
use super::check::{alone, cleared, complete};
use crate::mistakes::REASON_MAX;
use crate::setup::review::withdraw_review;
use crate::{Op, Result};

/// Hands a draft in for review. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE`; `NO_SYSTEMS`; `NO_PUBLISHED_VERSION`; CONFLICT.
pub async fn submit_contract(op: &Op, contract: ContractId, version: i64) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Submit, contract, version).await?;
    if change.is_possible() {
        let found = &change.found;
        complete(&change.write, &mut change.mistakes, "contractId", found, &found.covers.original);
    }
    change.end(Told::default(), |_| {}).await
}

/// Takes a contract back into draft before it is in force, and its review with it: a changed draft needs another. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE`; CONFLICT.
pub async fn withdraw_contract(op: &Op, contract: ContractId, version: i64, reason: Option<&str>) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Withdraw, contract, version).await?;
    let reason = change.mistakes.optional("reason", reason, REASON_MAX);
    if change.mistakes.is_empty() {
        withdraw_review(&change.write, &change.found, change.found.covers.original.number).await?;
    }
    change.end(Told { reason, ..Told::default() }, |_| {}).await
}

/// Agrees with a contract after its review. Needs `contract.approve` at the buyer or over it: not who wrote it.
///
/// # Errors
/// `WRONG_STATE`; `NO_REVIEW`, `REVIEW_UNDECIDED`, `REVIEW_OF_OTHER_TERMS` and `REVIEW_FAILED` until a review has
/// passed it as it stands; CONFLICT.
pub async fn approve_contract(op: &Op, contract: ContractId, version: i64) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Approve, contract, version).await?;
    if change.is_possible() {
        let found = &change.found;
        cleared(&change.write, &mut change.mistakes, "contractId", found, &found.covers.original);
    }
    change.end(Told::default(), |_| {}).await
}

/// Puts an approved contract into force: from now on it binds the tickets raised within its period.
/// Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `OVERLAPPING_COVERAGE` names each contract that covers one of the systems on a common day (E30); what a review says
/// as for approving;
/// `PERIOD` when its last day has passed; `NO_PUBLISHED_VERSION` and `NOT_FOUND` when policy or vendor went meanwhile;
/// `WRONG_STATE`; CONFLICT.
pub async fn activate_contract(op: &Op, contract: ContractId, version: i64) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Activate, contract, version).await?;
    if change.is_possible() {
        let found = &change.found;
        let mut after = found.covers.clone();
        after.state = change.to();
        complete(&change.write, &mut change.mistakes, "contractId", found, &found.covers.original);
        cleared(&change.write, &mut change.mistakes, "contractId", found, &found.covers.original);
        if after.last_day() < change.today {
            change.mistakes.extend([ContractRefusal::PeriodOver { last_day: after.last_day() }.into()]);
        }
        alone(&change.write, &mut change.mistakes, "contractId", &after);
    }
    change.end(Told::default(), |_| {}).await
}

/// Halts a contract from today on: it binds no ticket raised until it is resumed. Those it bound keep their terms, and
/// their clocks run: work that has to stand still is held ticket by ticket. Needs `contract.manage` at the buyer or over
/// it.
///
/// # Errors
/// `WRONG_STATE` unless it is in force; `REQUIRED` for the reason; CONFLICT.
pub async fn suspend_contract(op: &Op, contract: ContractId, version: i64, reason: &str) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Suspend, contract, version).await?;
    let reason = Some(change.mistakes.text("reason", reason, REASON_MAX));
    change.end(Told { reason, ..Told::default() }, |_| {}).await
}

/// Lets a contract go on from today. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `OVERLAPPING_COVERAGE` when another contract has taken a system over meanwhile; `PERIOD` when its last day has
/// passed; `WRONG_STATE`; CONFLICT.
pub async fn resume_contract(op: &Op, contract: ContractId, version: i64) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Resume, contract, version).await?;
    if change.is_possible() {
        let after = change.found.covers.clone().resumed(change.today);
        if after.last_day() < change.today {
            change.mistakes.extend([ContractRefusal::PeriodOver { last_day: after.last_day() }.into()]);
        }
        alone(&change.write, &mut change.mistakes, "contractId", &after);
    }
    change.end(Told::default(), |_| {}).await
}

/// Ends a contract before its last day: from that day on it binds no ticket, and those it bound keep their terms. Until
/// a day to come it stays in force. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `OUTSIDE_PERIOD` unless the day lies between today, or the first day, and the last; `REQUIRED` for the reason;
/// `WRONG_STATE` unless it is in force or suspended; CONFLICT.
pub async fn terminate_contract(
    op: &Op,
    contract: ContractId,
    version: i64,
    reason: &str,
    terminates_on: Option<NaiveDate>,
) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Terminate, contract, version).await?;
    let reason = Some(change.mistakes.text("reason", reason, REASON_MAX));
    let on = terminates_on.unwrap_or(change.today);
    if change.is_possible() {
        // The last day stays the last one for which there is something to end.
        let (first, last) = (change.today, change.found.covers.latest().ends_on.max(change.today));
        if !(first..=last).contains(&on) {
            change.mistakes.extend([ContractRefusal::EndOutside { first, last }.into()]);
        }
    }
    if on > change.today {
        change.stay();
    }
    change.end(Told { reason, effective_on: Some(on), terms: None }, |row| row.terminates_on = Some(on)).await
}

/// The agency's final acceptance of a contract that is over. Needs `contract.approve` at the buyer or over it.
///
/// # Errors
/// `OPEN_TICKETS` while work that it bound is not done; `WRONG_STATE` before it is over; CONFLICT.
pub async fn accept_contract(op: &Op, contract: ContractId, version: i64, note: Option<&str>) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::Accept, contract, version).await?;
    let reason = change.mistakes.optional("note", note, REASON_MAX);
    if change.is_possible() {
        let open = open_tickets(change.write.transaction(), contract).await?;
        if open > 0 {
            let en = format!("{open} tickets that the contract bound are still open");
            change.mistakes.add("OPEN_TICKETS", "contractId", en, format!("尚有 {open} 张工单未关闭"));
        }
    }
    change.end(Told { reason, ..Told::default() }, |_| {}).await
}

//! Amendments (补充协议): versions of a contract's terms, each with the day from which it holds.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::{AmendmentState, ContractRefusal, ContractStep, Quota, Terms, check_amendment};
use domain::ids::{AmendmentId, ContractId, PolicyId, SchemeId, SystemId};
use domain::money::Fen;
use storage::entity::contract_amendment;
use storage::query::setup::contract::cover_amended;
use storage::query::setup::{insert, update};

use super::change::{Change, Told};
use super::check::{alone, cleared, complete};
use super::draft::{check_amount, check_period, check_policy, check_scheme, check_systems};
use super::quota;
use crate::mistakes::REASON_MAX;
use crate::setup::reach::CONTRACT;
use crate::setup::review::withdraw_review;
use crate::{Amendment, Contract, Error, Op, Result};

/// A new amendment, a draft until it is decided. What is none stays as the version before has it.
#[derive(Clone, Debug)]
pub struct NewAmendment {
    pub contract: ContractId,
    /// The contract's version, as it was read.
    pub version: i64,
    pub reason: String,
    /// The first day on which it holds.
    pub effective_on: NaiveDate,
    /// The contract's new last day.
    pub ends_on: Option<NaiveDate>,
    /// The new amount of the whole contract.
    pub amount: Option<Fen>,
    pub policy: Option<PolicyId>,
    pub scheme: Option<SchemeId>,
    /// Every system that is covered from then on.
    pub systems: Option<Vec<SystemId>>,
    /// Every quota that holds from then on.
    pub quotas: Option<Vec<Quota>>,
}

/// Drafts an amendment. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `OPEN_AMENDMENT` while another is being decided; `OUTSIDE_PERIOD` and `PERIOD` for its days; `NO_CHANGE`; for what
/// it names as for a new contract; `WRONG_STATE` unless the contract is in force or suspended; CONFLICT.
pub async fn create_amendment(op: &Op, new: &NewAmendment) -> Result<AmendmentId> {
    let mut change = Change::begin(op, ContractStep::Amend, new.contract, new.version).await?;
    let reason = change.mistakes.text("reason", &new.reason, REASON_MAX);
    let terms = check(&mut change, new);
    if change.is_possible() {
        if let Some(open) = change.found.open_amendment() {
            let number = open.row.number;
            let en = format!("amendment {number} is being decided");
            change.mistakes.add("OPEN_AMENDMENT", "contractId", en, format!("第 {number} 版补充协议尚待决定"));
        }
        let dates = check_amendment(&change.found.covers, change.today, new.effective_on, terms.ends_on);
        change.mistakes.extend(dates.into_iter().map(Into::into));
    }
    std::mem::take(&mut change.mistakes).refuse()?;
    let row = contract_amendment::Model {
        id: change.write.id(),
        contract_id: new.contract,
        number: terms.number,
        state: AmendmentState::Draft,
        effective_on: terms.effective_on,
        ends_on: terms.ends_on,
        amount_fen: terms.amount.0,
        policy_id: terms.policy,
        scheme_id: terms.scheme,
        reason: reason.clone(),
        created_by: change.write.actor().user(),
        created_at: change.write.now(),
        decided_by: None,
        decided_at: None,
    };
    let id = row.id;
    insert(change.write.transaction(), row).await?;
    cover_amended(change.write.transaction(), id, &terms.systems).await?;
    let quotas = new.quotas.as_deref().unwrap_or_default();
    quota::states(&change.write, change.write.transaction(), (new.contract, terms.number), quotas).await?;
    let told = Told { reason: Some(reason), effective_on: Some(terms.effective_on), terms: Some(terms.number) };
    change.end(told, |_| {}).await?;
    Ok(id)
}

/// Agrees with an amendment: its terms bind tickets raised from its day on, and no other. Needs `contract.approve` at
/// the buyer or over it.
///
/// # Errors
/// `OVERLAPPING_COVERAGE` as for a contract; `OUTSIDE_PERIOD` when its day has passed meanwhile; `NO_REVIEW`,
/// `REVIEW_UNDECIDED`, `REVIEW_OF_OTHER_TERMS` and `REVIEW_FAILED` until a review has passed it; `WRONG_STATE`; CONFLICT.
pub async fn activate_amendment(op: &Op, amendment: AmendmentId, version: i64) -> Result<()> {
    let step = ContractStep::ActivateAmendment;
    let (mut change, amendment) = begin(op, step, amendment, version).await?;
    let state = amendment.row.state;
    if state != AmendmentState::Draft {
        change.mistakes.extend([ContractRefusal::WrongAmendmentState { step, state }.into()]);
    } else if change.is_possible() {
        let (found, terms) = (&change.found, &amendment.terms);
        let dates = check_amendment(&found.covers, change.today, terms.effective_on, terms.ends_on);
        change.mistakes.extend(dates.into_iter().map(Into::into));
        complete(&change.write, &mut change.mistakes, "amendmentId", found, terms);
        cleared(&change.write, &mut change.mistakes, "amendmentId", found, terms);
        let mut after = found.covers.clone();
        after.amended.push(terms.clone());
        alone(&change.write, &mut change.mistakes, "amendmentId", &after);
    }
    decide(change, amendment, AmendmentState::InForce, None).await
}

/// Takes an amendment back, as long as it has not taken effect. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE` once it holds, and when another amendment rests on it; CONFLICT.
pub async fn withdraw_amendment(op: &Op, amendment: AmendmentId, version: i64, reason: Option<&str>) -> Result<()> {
    let (mut change, amendment) = begin(op, ContractStep::WithdrawAmendment, amendment, version).await?;
    let reason = change.mistakes.optional("reason", reason, REASON_MAX);
    if let Err(refusal) = withdrawable(&change.found, &amendment, change.write.now()) {
        change.mistakes.extend([refusal.into()]);
    }
    if change.mistakes.is_empty() {
        withdraw_review(&change.write, &change.found, amendment.row.number).await?;
    }
    decide(change, amendment, AmendmentState::Withdrawn, reason).await
}

/// A draft can be taken back, and what was agreed as long as no day and no other amendment has followed it.
pub(super) fn withdrawable(contract: &Contract, amendment: &Amendment, now: Instant) -> Result<(), ContractRefusal> {
    let (state, since) = (amendment.row.state, amendment.row.effective_on);
    let wrong = ContractRefusal::WrongAmendmentState { step: ContractStep::WithdrawAmendment, state };
    match state {
        AmendmentState::Draft => Ok(()),
        AmendmentState::Withdrawn => Err(wrong),
        AmendmentState::InForce if since <= contract.day(now) => Err(ContractRefusal::InEffect { since }),
        AmendmentState::InForce => {
            let newest = contract.covers.latest().number == amendment.row.number;
            if newest && contract.open_amendment().is_none() { Ok(()) } else { Err(wrong) }
        }
    }
}

async fn begin(op: &Op, step: ContractStep, amendment: AmendmentId, version: i64) -> Result<(Change, Amendment)> {
    op.require(super::change::reach(step).manage)?;
    // Which contract it belongs to never changes.
    let contract = op.coverage().amendment(amendment).map(|(contract, _)| contract.row.id);
    let change = Change::begin(op, step, contract.ok_or(Error::NotFound(CONTRACT.what))?, version).await?;
    let found = change.found.amendments.iter().find(|known| known.row.id == amendment).cloned();
    let found = found.ok_or(Error::NotFound(CONTRACT.what))?;
    Ok((change, found))
}

async fn decide(mut change: Change, amendment: Amendment, state: AmendmentState, reason: Option<String>) -> Result<()> {
    std::mem::take(&mut change.mistakes).refuse()?;
    let row = contract_amendment::Model {
        state,
        decided_by: change.write.actor().user(),
        decided_at: Some(change.write.now()),
        ..amendment.row
    };
    let (number, effective_on) = (row.number, row.effective_on);
    update(change.write.transaction(), row).await?;
    change.end(Told { reason, effective_on: Some(effective_on), terms: Some(number) }, |_| {}).await
}

/// The whole terms of the new version; what is wrong with them is noted.
fn check(change: &mut Change, new: &NewAmendment) -> Terms {
    let (op, contract, mistakes) = (&change.write, &change.found, &mut change.mistakes);
    let (buyer, before) = (contract.row.agency_id, contract.covers.latest());
    let number = contract.amendments.iter().map(|known| known.row.number).max().unwrap_or(1) + 1;
    let ends_on = new.ends_on.unwrap_or(before.ends_on);
    check_period(mistakes, contract.row.starts_on, ends_on);
    if let Some(amount) = new.amount {
        check_amount(mistakes, amount);
    }
    let policy = new.policy.map(|policy| check_policy(op, mistakes, buyer, policy));
    let scheme = new.scheme.map(|scheme| check_scheme(op, mistakes, buyer, Some(scheme)));
    let systems = new.systems.as_ref().map(|systems| check_systems(op, mistakes, buyer, systems));
    let terms = Terms {
        number,
        effective_on: new.effective_on,
        ends_on,
        amount: new.amount.unwrap_or(before.amount),
        // One that cannot be used is a mistake already.
        policy: policy.flatten().unwrap_or(before.policy),
        scheme: scheme.flatten().unwrap_or(before.scheme),
        systems: systems.unwrap_or_else(|| before.systems.clone()),
    };
    if terms.systems.is_empty() {
        mistakes.add("NO_SYSTEMS", "systemIds", "the contract would cover no system", "合同将不再覆盖任何系统");
    }
    let other_quotas = new.quotas.as_deref().is_some_and(|quotas| {
        quota::check(mistakes, quotas);
        // None would not be told from "as before".
        if quotas.is_empty() {
            mistakes.add(
                "REQUIRED",
                "quotas",
                "name one quota at least, or leave them out",
                "请至少填写一项额度，或不填",
            );
        }
        let mut quotas = quotas.to_vec();
        quotas.sort_unstable();
        quotas != contract.quotas_on(new.effective_on).1
    });
    if policy.is_none_or(|policy| policy.is_some())
        && scheme.is_none_or(|scheme| scheme.is_some())
        && terms.same_as(before)
        && !other_quotas
    {
        let en = "the amendment changes nothing";
        mistakes.add("NO_CHANGE", "contractId", en, "补充协议与现行条款相同");
    }
    terms
}

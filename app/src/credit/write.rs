//! Proposing and deciding what a contract says of service credits.

use chrono::NaiveDate;
use domain::access::{Action, ReadScope};
use domain::credit::{CreditRules, check_decider};
use domain::ids::{ContractId, CreditTermsId};
use storage::entity::credit_terms_decision;
use storage::query::credit as query;
use storage::query::setup::insert;

use super::read::{refusals, rules_of};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::scorecard::scheme_named;
use crate::setup::contract::held::Held;
use crate::setup::reach::Reach;
use crate::{CreditTermsRow, Error, Op, Result};

const WHAT: &str = "credit terms";

/// A version to be proposed.
#[derive(Clone, Debug)]
pub struct NewCreditTerms {
    pub contract: ContractId,
    /// Periods that begin on this day or later are settled by it.
    pub effective_on: NaiveDate,
    /// [`CreditRules`] as JSON.
    pub rules: serde_json::Value,
    /// Where it was agreed.
    pub reason: String,
}

/// Proposes a version of what a contract says of service credits. Needs `statement.prepare` at the buyer or over it.
///
/// # Errors
/// `INVALID` and `NOT_FOUND` for rules that contradict themselves or the contract's scheme, with the field; `OUTSIDE_PERIOD`
/// for a day before the contract begins, or in the past once a version holds; `WITHIN_PERIOD` when periods of another length
/// are settled before or after and one of either is cut; `WAITING` while another is undecided.
pub async fn propose_credit_terms(op: &Op, new: &NewCreditTerms) -> Result<CreditTermsId> {
    op.require(Action::StatementPrepare)?;
    let held = Held::begin(op, new.contract).await?;
    let reach = Reach { what: "contract", view: Action::ContractView, manage: Action::StatementPrepare };
    let contract = held.contract.clone();
    reach.write_row(&held, Some(contract.row.agency_id), Some(contract.row.vendor_id))?;
    let known = query::of_contract(&held.transaction, &ReadScope::Everything, new.contract).await?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", &new.reason, REASON_MAX);
    let rules = serde_json::from_value::<CreditRules>(new.rules.clone());
    let rules = mistakes.parsed(("INVALID", "rules"), rules, "服务抵扣规则格式有误");
    let scheme = scheme_named(&held.coverage(), contract.covers.as_of(new.effective_on).scheme)?;
    let criteria: Vec<&str> = scheme.criteria.iter().map(|criterion| criterion.code.as_str()).collect();
    if let Some(refusal) = rules.as_ref().and_then(|rules| rules.validate(&criteria).err()) {
        mistakes.extend([refusal.into()]);
    }
    let settles = rules.as_ref().map(|rules| rules.period);
    for refusal in refusals(&held, &contract, (new.effective_on, settles), &known)? {
        mistakes.add(refusal.code(), "effectiveOn", refusal.to_string(), refusal.zh());
    }
    if known.iter().any(|(_, decided)| decided.is_none()) {
        let en = "another version waits for a decision";
        mistakes.add("WAITING", "contractId", en, "该合同已有待审批的服务抵扣条款");
    }
    // As they were understood, not as they were sent: fractions in one form.
    let rules = rules.map(serde_json::to_value).transpose()?;
    let rules = mistakes.finish(rules)?;
    let row = CreditTermsRow {
        id: held.id(),
        contract_id: new.contract,
        agency_id: contract.row.agency_id,
        vendor_id: contract.row.vendor_id,
        number: known.last().map_or(0, |(row, _)| row.number) + 1,
        effective_on: new.effective_on,
        rules,
        reason,
        proposed_by: held.actor().user(),
        proposer: held.actor().name().to_owned(),
        created_at: held.now(),
    };
    let (id, detail) = (row.id, serde_json::json!({ "number": row.number, "effectiveOn": row.effective_on }));
    insert(&held.transaction, row).await?;
    held.tell("credit_terms.proposed", detail.clone()).await?;
    held.commit("credit_terms.propose", ("credit_terms", id.0), detail).await?;
    Ok(id)
}

/// Accepts or rejects a version. Needs `statement.approve` at the buyer or over it.
///
/// # Errors
/// `SAME_PERSON` for who proposed it; `REQUIRED` for the reason of a rejection; `OUTSIDE_PERIOD` when it would reach back
/// by now, or begins after the contract's last day; `WITHIN_PERIOD`; `WRONG_STATE` once decided.
pub async fn decide_credit_terms(
    op: &Op,
    id: CreditTermsId,
    accept: bool,
    note: Option<&str>,
) -> Result<CreditTermsId> {
    op.require(Action::StatementApprove)?;
    let scope = op.read_scope(Action::StatementView);
    let (seen, _) = query::find(op.app().store.read(), &scope, id).await?.ok_or(Error::NotFound(WHAT))?;
    let held = Held::begin(op, seen.contract_id).await?;
    if !op.read_scope(Action::StatementApprove).covers(Some(seen.agency_id), None) {
        return Err(Error::Forbidden(Action::StatementApprove));
    }
    let found = query::find(&held.transaction, &ReadScope::Everything, id).await?;
    let (row, decided) = found.ok_or(Error::NotFound(WHAT))?;
    let mut mistakes = Mistakes::default();
    let note = match accept {
        true => mistakes.optional("note", note, REASON_MAX),
        false => Some(mistakes.text("reason", note.unwrap_or_default(), REASON_MAX)),
    };
    if decided.is_some() {
        mistakes.add("WRONG_STATE", "creditTermsId", "this version is decided already", "该版本已作出决定");
    }
    let mut refused: Vec<_> = check_decider(op.actor().user(), row.proposed_by).err().into_iter().collect();
    if accept && decided.is_none() {
        let known = query::of_contract(&held.transaction, &ReadScope::Everything, row.contract_id).await?;
        let settles = Some(rules_of(&row)?.period);
        refused.extend(refusals(&held, &held.contract, (row.effective_on, settles), &known)?);
    }
    for refusal in refused {
        mistakes.add(refusal.code(), "creditTermsId", refusal.to_string(), refusal.zh());
    }
    mistakes.refuse()?;
    let decision = credit_terms_decision::Model {
        terms_id: id,
        accepted: accept,
        note,
        decided_by: held.actor().user(),
        decider: held.actor().name().to_owned(),
        decided_at: held.now(),
    };
    insert(&held.transaction, decision).await?;
    let detail = serde_json::json!({ "number": row.number, "accepted": accept });
    held.tell("credit_terms.decided", detail.clone()).await?;
    held.commit("credit_terms.decide", ("credit_terms", id.0), detail).await?;
    Ok(id)
}

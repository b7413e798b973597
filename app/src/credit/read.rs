//! Reading credit terms: by either party and those above the buyer.

use chrono::NaiveDate;
use domain::access::{Action, ReadScope};
use domain::credit::{CreditRules, CreditTermsRefusal, check_decider, check_effective_on, check_lengths};
use domain::ids::{ContractId, CreditTermsId};
use domain::scorecard::PeriodKind;
use storage::query::credit::{self as query, Decided};

use crate::setup::contract::held::Held;
use crate::ticket::rows::missing;
use crate::{Contract, CreditTermsDecisionRow, CreditTermsRow, Error, Op, Result};

/// The versions of a contract, by number. Needs `statement.view`.
pub async fn credit_terms(op: &Op, contract: ContractId) -> Result<Vec<Decided>> {
    op.require(Action::StatementView)?;
    Ok(query::of_contract(op.app().store.read(), &op.read_scope(Action::StatementView), contract).await?)
}

/// One version.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_credit_terms(op: &Op, id: CreditTermsId) -> Result<Decided> {
    let found = query::find(op.app().store.read(), &op.read_scope(Action::StatementView), id).await?;
    found.ok_or(Error::NotFound("credit terms"))
}

/// The rules of a version.
pub fn rules_of(row: &CreditTermsRow) -> Result<CreditRules> {
    Ok(serde_json::from_value(row.rules.clone())?)
}

/// The accepted version by which periods that begin on a day are settled: of those that hold by then the latest.
pub(crate) async fn holding_on(held: &Held, day: NaiveDate) -> Result<Option<CreditTermsRow>> {
    let all = query::of_contract(&held.transaction, &ReadScope::Everything, held.contract.row.id).await?;
    let accepted = all.into_iter().filter(|(_, decided)| decided.as_ref().is_some_and(|of| of.accepted));
    let by_then = accepted.map(|(row, _)| row).filter(|row| row.effective_on <= day);
    Ok(by_then.max_by_key(|row| (row.effective_on, row.number)))
}

/// What speaks against a version from the day on which it is to hold, and the length of the periods that it settles from
/// then on, beside those accepted. `known` are the versions of the contract by number.
pub(super) fn refusals(
    op: &Op,
    contract: &Contract,
    (day, settles): (NaiveDate, Option<PeriodKind>),
    known: &[Decided],
) -> Result<Vec<CreditTermsRefusal>> {
    let accepted = known.iter().filter(|(_, decided)| decided.as_ref().is_some_and(|of| of.accepted));
    let accepted: Vec<(NaiveDate, PeriodKind)> =
        accepted.map(|(row, _)| Ok((row.effective_on, rules_of(row)?.period))).collect::<Result<_>>()?;
    let days = (contract.row.starts_on, contract.covers.last_day());
    let checks = [
        check_effective_on(day, days, contract.day(op.now()), !accepted.is_empty()),
        settles.map_or(Ok(()), |kind| check_lengths((day, kind), &accepted)),
    ];
    Ok(checks.into_iter().filter_map(|done| done.err()).collect())
}

/// Whether a version that waits could still be accepted; of a contract one waits at most.
pub(crate) async fn may_hold(op: &Op, row: &CreditTermsRow) -> Result<bool> {
    let coverage = op.coverage();
    let contract = coverage.contracts.get(&row.contract_id).ok_or_else(|| missing("the contract"))?;
    let known = query::of_contract(op.app().store.read(), &ReadScope::Everything, row.contract_id).await?;
    Ok(refusals(op, contract, (row.effective_on, Some(rules_of(row)?.period)), &known)?.is_empty())
}

/// Whether the actor may decide about a version that they see.
pub(crate) fn may_decide_credit_terms(op: &Op, row: &CreditTermsRow, decided: Option<&CreditTermsDecisionRow>) -> bool {
    let reached = op.read_scope(Action::StatementApprove).covers(Some(row.agency_id), None);
    decided.is_none() && reached && check_decider(op.actor().user(), row.proposed_by).is_ok()
}

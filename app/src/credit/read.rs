//! Reading credit terms: by either party and those above the buyer.

use chrono::NaiveDate;
use domain::access::{Action, ReadScope};
use domain::credit::CreditRules;
use domain::ids::{ContractId, CreditTermsId};
use storage::query::credit::{self as query, Decided};

use crate::setup::contract::held::Held;
use crate::{CreditTermsDecisionRow, CreditTermsRow, Error, Op, Result};

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

/// Whether the actor may decide about a version that they see.
pub(crate) fn may_decide_credit_terms(op: &Op, row: &CreditTermsRow, decided: Option<&CreditTermsDecisionRow>) -> bool {
    let reached = op.read_scope(Action::StatementApprove).covers(Some(row.agency_id), None);
    let own = op.actor().user().is_some() && op.actor().user() == row.proposed_by;
    decided.is_none() && reached && !own
}

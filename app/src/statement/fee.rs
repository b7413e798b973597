//! What a period pays before anything is taken off: the share of a milestone, or of the contract's amount by civil days.

use domain::contract::{PaymentState, Terms};
use domain::fraction::Fraction;
use domain::ids::MilestoneId;
use domain::money::Fen;
use domain::scorecard::Period;
use domain::statement::StatementState;
use domain::trial::payment;
use storage::query::statement as query;

use crate::mistakes::Mistakes;
use crate::setup::contract::held::Held;
use crate::{Contract, Result};

/// The terms that hold at the end of a period.
pub(super) fn terms_at_its_end(contract: &Contract, period: Period) -> &Terms {
    let last = period.end().pred_opt().unwrap_or(period.start);
    contract.covers.as_of(last)
}

/// The fee of a period. None for a milestone that is not in the plan, or when the contract has no day in the period.
pub(super) fn fee(contract: &Contract, milestone: Option<MilestoneId>, period: Period) -> Option<Fen> {
    if let Some(id) = milestone {
        return contract.plan().find(|of| of.row.id == id).map(|of| Fen(of.row.share_fen));
    }
    let terms = terms_at_its_end(contract, period);
    let days = (contract.row.starts_on, terms.ends_on, contract.covers.last_day());
    payment(terms.amount, days, period, &Fraction::whole(100))
}

/// The fee of a period that is to be settled; what forbids it is one more mistake.
pub(super) async fn open_fee(
    mistakes: &mut Mistakes,
    held: &Held,
    milestone: Option<MilestoneId>,
    period: Period,
) -> Result<Option<Fen>> {
    let fee = fee(&held.contract, milestone, period);
    let Some(id) = milestone else {
        if fee.is_none() {
            let en = "the contract has no day in this period";
            mistakes.add("OUTSIDE_PERIOD", "assessmentId", en, "合同服务期与该考核周期没有交集");
        }
        return Ok(fee);
    };
    let paying = query::of_milestone(&held.transaction, id).await?;
    let (own, others): (Vec<_>, Vec<_>) =
        paying.iter().partition(|other| (other.period_kind, other.period_start) == (period.kind, period.start));
    // A correction settles the difference from what was approved, also once the milestone is paid.
    let corrects = own.iter().any(|other| other.state == StatementState::Approved);
    let is_paid = held.contract.plan().any(|of| of.row.id == id && of.row.state == PaymentState::Paid);
    let fee = fee.filter(|_| corrects || !is_paid);
    let found = mistakes.found("milestoneId", ("unpaid milestone", "未支付的付款节点"), fee);
    if !others.is_empty() {
        let en = "a statement of another period pays this milestone";
        mistakes.add("TAKEN", "milestoneId", en, "该付款节点已由其他考核周期的结算单使用");
    }
    Ok(found)
}

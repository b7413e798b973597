//! What a statement rests on and comes to.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::StatementRefusal;
use crate::credit::{CreditRules, CreditSheet, FundedPart, FundingShare, FundingSource, PastPeriod, split};
use crate::fraction::Fraction;
use crate::ids::{AssessmentId, ContractId, CreditTermsId, MilestoneId};
use crate::money::Fen;
use crate::scorecard::{Period, Score};

/// Everything that decides a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementInputs {
    /// Whose.
    pub contract: ContractId,
    /// Over which civil dates.
    pub period: Period,
    /// The frozen assessment, and the hash of what that rests on.
    pub assessment: AssessmentId,
    /// Its input hash, which both sides signed.
    pub assessment_hash: String,
    /// The version of the rules.
    pub terms: CreditTermsId,
    /// The milestone whose share is the fee; none: the period's share of the amount by civil days.
    pub milestone: Option<MilestoneId>,
    /// The assessed score; none when not rated.
    pub score: Option<Score>,
    /// Before anything is taken off.
    pub fee: Fen,
    /// The contract's amount.
    pub contract_amount: Fen,
    /// The other periods of the contract that are settled.
    pub past: Vec<PastPeriod>,
    /// What an approved statement of an earlier revision of the assessment pays already.
    pub already: Fen,
}

impl StatementInputs {
    /// The same inputs have the same one.
    pub fn hash(&self) -> String {
        // A struct of plain values always has a JSON text, and its fields keep their order.
        hex::encode(Sha256::digest(serde_json::to_vec(self).unwrap_or_default()))
    }

    /// Refuses inputs that no longer hold: the milestone is not in the plan any more, what is settled is otherwise by now,
    /// or a newer revision of the assessment was made. `fee` is what the period would pay now.
    ///
    /// # Errors
    /// `OUTDATED`.
    pub fn check_current(
        &self,
        fee: Option<Fen>,
        (already, past): (Fen, &[PastPeriod]),
        is_superseded: bool,
    ) -> Result<(), StatementRefusal> {
        let holds = !is_superseded && fee == Some(self.fee) && self.already == already && self.past == past;
        if holds { Ok(()) } else { Err(StatementRefusal::Outdated) }
    }
}

/// A statement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementRecord {
    /// What it rests on.
    pub inputs: StatementInputs,
    /// Every line, cap and sum.
    pub sheet: CreditSheet,
    /// What is still to be paid: payable less what was paid already; below 0 it is claimed back.
    pub due: Fen,
    /// Who pays how much of what is payable without the reward, and of the reward.
    pub funding: Vec<FundedPart>,
}

/// What a settlement comes to, and who pays it. Without shares the buyer pays all.
pub fn state_amounts(inputs: StatementInputs, rules: &CreditRules, buyer: &str, sheet: CreditSheet) -> StatementRecord {
    let whole = [FundingShare {
        source: FundingSource::OwnBudget,
        payer: buyer.to_owned(),
        percent: Fraction::whole(100),
        basis: String::new(),
    }];
    let shares = if rules.funding.is_empty() { &whole[..] } else { &rules.funding };
    let mut funding = split(Fen(sheet.payable.0 - sheet.reward.0), shares);
    if let Some(reward) = rules.reward.as_ref().filter(|_| sheet.reward > Fen(0)) {
        funding.push(FundedPart {
            source: FundingSource::RewardFund,
            payer: reward.payer.clone(),
            percent: Fraction::whole(100),
            basis: reward.basis.clone(),
            amount: sheet.reward,
        });
    }
    let due = Fen(sheet.payable.0.saturating_sub(inputs.already.0));
    StatementRecord { inputs, sheet, due, funding }
}

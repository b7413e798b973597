//! Who pays a period, and what a good one is rewarded with.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use super::CreditBand;
use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::Score;
use crate::text_enum;

text_enum! {
    /// Where the money comes from.
    pub enum FundingSource {
        /// The buyer's own budget (本级财政).
        OwnBudget = "OWN_BUDGET",
        /// A superior's budget (上级财政): its share differs by district.
        SuperiorBudget = "SUPERIOR_BUDGET",
        /// A fund for a purpose (专项资金).
        SpecialFund = "SPECIAL_FUND",
        /// A reward that takes the place of a subsidy (以奖代补): paid for results, not ahead of them.
        RewardFund = "REWARD_FUND",
    }
}

/// What one source pays of what is payable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundingShare {
    /// Where it comes from.
    pub source: FundingSource,
    /// Who pays, as people call it.
    pub payer: String,
    /// Per cent; together 100.
    pub percent: Fraction,
    /// Why it is so here: the class of the district, or the document that says so.
    #[serde(default)]
    pub basis: String,
}

/// A reward for a good score, on top of the fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reward {
    /// Who pays it, as people call it.
    pub payer: String,
    /// Per cent of the fee by score, best first; scores below the last band get nothing.
    pub bands: Vec<CreditBand>,
    /// Why it is so here.
    #[serde(default)]
    pub basis: String,
}

impl Reward {
    /// What a score is rewarded with: rounded once, half up. What is not rated is not rewarded.
    pub(super) fn of(&self, fee: Fen, score: Option<Score>) -> Fen {
        let Some(score) = score else { return Fen(0) };
        let score = score.fraction();
        let band = self.bands.iter().find(|band| score >= band.from);
        let share = band.map(|band| Fraction(&band.percent.0 / BigRational::from_integer(100.into())));
        share.and_then(|share| fee.times(&share)).unwrap_or(Fen(0))
    }
}

/// What a source pays of one statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FundedPart {
    /// Where it comes from.
    pub source: FundingSource,
    /// Who pays.
    pub payer: String,
    /// Its share in per cent; 100 of a reward.
    pub percent: Fraction,
    /// Why.
    pub basis: String,
    /// How much, in whole fen.
    pub amount: Fen,
}

/// Parts an amount among its sources to the fen: each share rounded down, and what is left over goes a fen each to those
/// that lost most by it, the first ones first.
pub fn split(amount: Fen, shares: &[FundingShare]) -> Vec<FundedPart> {
    let exact = |share: &FundingShare| {
        BigRational::from_integer(amount.0.into()) * &share.percent.0 / BigRational::from_integer(100.into())
    };
    let exact: Vec<BigRational> = shares.iter().map(exact).collect();
    let mut fen: Vec<i64> = exact.iter().map(|part| part.floor().to_i64().unwrap_or(0)).collect();
    let mut left = amount.0 - fen.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(&exact[*at] - exact[*at].floor()));
    for at in order {
        if left <= 0 || (&exact[at] - exact[at].floor()).is_zero() {
            break;
        }
        fen[at] += 1;
        left -= 1;
    }
    let part = |(share, fen): (&FundingShare, i64)| FundedPart {
        source: share.source,
        payer: share.payer.clone(),
        percent: share.percent.clone(),
        basis: share.basis.clone(),
        amount: Fen(fen),
    };
    shares.iter().zip(fen).map(part).collect()
}

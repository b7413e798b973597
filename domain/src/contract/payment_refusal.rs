//! Why a payment plan or a step of a milestone is refused.

use super::{ContractState, PaymentState, PaymentStep};
use crate::money::Fen;

/// A refused plan or step. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentRefusal {
    /// The milestone's state does not allow it.
    #[error("not possible while the milestone is {state}: {step}")]
    WrongState { step: PaymentStep, state: PaymentState },
    /// The contract has not reached the state that the milestone waits for.
    #[error("the milestone waits until the contract is {due}")]
    NotDue { due: ContractState },
    /// The same person had a hand in it.
    #[error("whoever took the step {did} does not take this one")]
    SamePerson { did: PaymentStep },
    /// The milestones do not come to the contract's amount.
    #[error("the milestones come to {sum}, the contract to {amount}")]
    OutOfBalance { sum: Fen, amount: Fen },
    /// A milestone is worth nothing.
    #[error("the share of milestone {} of the list is {share}: it must be positive", at + 1)]
    NotPositive { at: usize, share: Fen },
    /// More than one milestone takes what is left.
    #[error("{found} milestones have neither amount nor percent: one at most takes the rest")]
    SeveralRests { found: usize },
    /// The sum is no amount any more.
    #[error("the shares are larger than any amount")]
    TooMuch,
}

impl PaymentRefusal {
    /// The word that clients match on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "WRONG_STATE",
            Self::NotDue { .. } => "NOT_DUE",
            Self::SamePerson { .. } => "SAME_PERSON",
            Self::OutOfBalance { .. } => "OUT_OF_BALANCE",
            Self::NotPositive { .. } => "NOT_POSITIVE",
            Self::SeveralRests { .. } => "SEVERAL_RESTS",
            Self::TooMuch => "INVALID",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::WrongState { .. } | Self::NotDue { .. } | Self::SamePerson { .. } => "milestoneId",
            _ => "milestones",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("付款节点处于“{}”状态，不能执行此操作", state.zh()),
            Self::NotDue { due } => format!("合同进入“{}”状态后方可提交该付款节点", due.zh()),
            Self::SamePerson { .. } => "不得由同一人办理该付款节点的前后环节".to_owned(),
            Self::OutOfBalance { sum, amount } => format!("各付款节点合计 {sum}，与合同金额 {amount} 不符"),
            Self::NotPositive { at, share } => format!("第 {} 个付款节点的金额为 {share}，须大于零", at + 1),
            Self::SeveralRests { found } => format!("有 {found} 个付款节点未填金额或比例，最多一个可取余额"),
            Self::TooMuch => "付款金额超出范围".to_owned(),
        }
    }
}

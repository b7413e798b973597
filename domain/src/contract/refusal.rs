//! Why a step of a contract's life is refused: a code for programs, a sentence for people in both languages.

use chrono::NaiveDate;

use super::{AmendmentState, ContractState, ContractStep};

/// A refused step. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContractRefusal {
    /// The state does not allow it.
    #[error("not possible while the contract is {state}: {step}")]
    WrongState { step: ContractStep, state: ContractState },
    /// The amendment's state does not allow it.
    #[error("not possible while the amendment is {state}: {step}")]
    WrongAmendmentState { step: ContractStep, state: AmendmentState },
    /// Nobody was asked to review it.
    #[error("no compliance review has passed it: have reviewers drawn first")]
    NoReview,
    /// Reviewers have still to answer.
    #[error("its compliance review is not decided yet")]
    ReviewUndecided,
    /// The review saw other terms.
    #[error("its compliance review saw other terms: take it back and have it reviewed anew")]
    ReviewOfOtherTerms,
    /// A review failed.
    #[error("the compliance review found that it must not come into force as it stands")]
    ReviewFailed,
    /// Its last day has passed before it came into force.
    #[error("its last day, {last_day}, has passed")]
    PeriodOver { last_day: NaiveDate },
    /// An early end lies outside what is left of the period.
    #[error("the contract can end early from {first} to {last}")]
    EndOutside { first: NaiveDate, last: NaiveDate },
    /// An amendment reaches back.
    #[error("an amendment takes effect today, {today}, at the earliest: tickets keep the terms of their day")]
    EffectiveInPast { today: NaiveDate },
    /// An amendment would take effect before the version that it amends, or with it.
    #[error("version {number} holds from {from}: an amendment takes effect after that day")]
    EffectiveTooEarly { number: i32, from: NaiveDate },
    /// An amendment would take effect when the contract is over.
    #[error("the contract ends on {last_day}, before the amendment takes effect")]
    EffectiveAfterEnd { last_day: NaiveDate },
    /// An amendment would end the contract before it takes effect.
    #[error("the contract would end before the amendment takes effect")]
    EndsBeforeEffect,
    /// A rank that does not exist.
    #[error("a precedence is 1 to {max}")]
    Precedence { max: i32 },
    /// The amendment has taken effect.
    #[error("the amendment holds since {since}: only another amendment can change it")]
    InEffect { since: NaiveDate },
}

impl ContractRefusal {
    /// The word that clients match on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } | Self::WrongAmendmentState { .. } | Self::InEffect { .. } => "WRONG_STATE",
            Self::NoReview => "NO_REVIEW",
            Self::ReviewUndecided => "REVIEW_UNDECIDED",
            Self::ReviewOfOtherTerms => "REVIEW_OF_OTHER_TERMS",
            Self::ReviewFailed => "REVIEW_FAILED",
            Self::Precedence { .. } => "INVALID",
            Self::PeriodOver { .. } | Self::EndsBeforeEffect => "PERIOD",
            Self::EndOutside { .. } | Self::EffectiveInPast { .. } => "OUTSIDE_PERIOD",
            Self::EffectiveTooEarly { .. } | Self::EffectiveAfterEnd { .. } => "OUTSIDE_PERIOD",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::WrongState { .. } | Self::PeriodOver { .. } => "contractId",
            Self::NoReview | Self::ReviewUndecided | Self::ReviewOfOtherTerms | Self::ReviewFailed => "contractId",
            Self::WrongAmendmentState { .. } | Self::InEffect { .. } => "amendmentId",
            Self::EndOutside { .. } => "terminatesOn",
            Self::Precedence { .. } => "precedence",
            Self::EffectiveInPast { .. } | Self::EffectiveTooEarly { .. } | Self::EffectiveAfterEnd { .. } => {
                "effectiveOn"
            }
            Self::EndsBeforeEffect => "endsOn",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("合同处于“{}”状态，不能执行此操作", state.zh()),
            Self::WrongAmendmentState { state, .. } => {
                let state = match state {
                    AmendmentState::Draft => "草稿",
                    AmendmentState::InForce => "已生效",
                    AmendmentState::Withdrawn => "已撤回",
                };
                format!("补充协议处于“{state}”状态，不能执行此操作")
            }
            Self::NoReview => "尚未通过合规审查：请先抽取评审专家".to_owned(),
            Self::ReviewUndecided => "合规审查尚未作出结论".to_owned(),
            Self::ReviewOfOtherTerms => "合规审查针对的是其他条款：请撤回后重新送审".to_owned(),
            Self::ReviewFailed => "合规审查未通过，不得生效".to_owned(),
            Self::Precedence { max } => format!("优先序为 1 至 {max} 的整数"),
            Self::PeriodOver { last_day } => format!("合同期限已于 {last_day} 届满"),
            Self::EndOutside { first, last } => format!("提前终止日期须在 {first} 至 {last} 之间"),
            Self::EffectiveInPast { today } => {
                format!("补充协议最早自今日（{today}）起生效：已提交的工单适用其当日条款")
            }
            Self::EffectiveTooEarly { number, from } => {
                format!("第 {number} 版条款自 {from} 起生效，补充协议须在此之后生效")
            }
            Self::EffectiveAfterEnd { last_day } => format!("合同于 {last_day} 结束，早于补充协议的生效日期"),
            Self::EndsBeforeEffect => "补充协议生效前合同已结束".to_owned(),
            Self::InEffect { since } => format!("补充协议已自 {since} 起生效，只能再以补充协议变更"),
        }
    }
}

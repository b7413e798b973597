//! Why a step of a ranking is refused.

use super::{RankingState, RankingStep};

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RankingRefusal {
    /// Not in this state.
    #[error("not possible while the ranking is {state}: {step}")]
    WrongState {
        /// What was asked.
        step: RankingStep,
        /// Where it stands.
        state: RankingState,
    },
    /// Four eyes see more than two.
    #[error("whoever worked a version out neither answers objections to it nor publishes it")]
    Drafter,
    /// Nobody judges their own cause.
    #[error("whoever wrote an objection does not answer it")]
    Objector,
    /// Nobody has a rank.
    #[error("nobody has a rank: there is nothing to announce")]
    NothingRanked,
    /// The objection period has ended.
    #[error("the objection period is over")]
    TooLate,
    /// One objects once to a version.
    #[error("there is an objection to this version already")]
    ObjectedBefore,
    /// An objection is answered once.
    #[error("the objection is answered")]
    AnsweredBefore,
    /// It concerns a version that is not announced any more.
    #[error("the objection is to an earlier version")]
    EarlierVersion,
    /// The objection period has not ended.
    #[error("the objection period is not over")]
    TooEarly,
    /// Objections wait for an answer.
    #[error("an objection is not answered")]
    Unanswered,
    /// An objection was right, and the version is still the one objected to.
    #[error("an objection was accepted: work the ranking out again")]
    NeedsRedraft,
}

impl RankingRefusal {
    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState { .. } => "WRONG_STATE",
            Self::Drafter | Self::Objector => "SAME_PERSON",
            Self::NothingRanked => "NOTHING_RANKED",
            Self::TooLate => "TOO_LATE",
            Self::ObjectedBefore | Self::AnsweredBefore => "ALREADY_DONE",
            Self::EarlierVersion => "SUPERSEDED",
            Self::TooEarly => "TOO_EARLY",
            Self::Unanswered => "UNANSWERED",
            Self::NeedsRedraft => "NEEDS_REDRAFT",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Objector | Self::AnsweredBefore | Self::EarlierVersion => "objectionId",
            _ => "rankingId",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("排名处于“{}”状态，不能执行此操作", state.zh()),
            Self::Drafter => "编制该版排名的人员不得答复异议或公布".to_owned(),
            Self::Objector => "异议的提出人不得答复该异议".to_owned(),
            Self::NothingRanked => "没有任何对象取得名次，无可公示".to_owned(),
            Self::TooLate => "公示期已结束".to_owned(),
            Self::ObjectedBefore => "已对该版排名提出过异议".to_owned(),
            Self::AnsweredBefore => "该异议已答复".to_owned(),
            Self::EarlierVersion => "该异议针对较早的版本".to_owned(),
            Self::TooEarly => "公示期尚未结束".to_owned(),
            Self::Unanswered => "尚有异议未答复".to_owned(),
            Self::NeedsRedraft => "有异议成立，请重新编制排名".to_owned(),
        }
    }
}

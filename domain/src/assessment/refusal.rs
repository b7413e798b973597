//! Why a step of an assessment period is refused.

use super::{AssessmentState, AssessmentStep};
use crate::ticket::ActorSide;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentRefusal {
    /// Not in this state.
    #[error("not possible while the assessment is {state}: {step}")]
    WrongState {
        /// What was asked.
        step: AssessmentStep,
        /// Where it stands.
        state: AssessmentState,
    },
    /// The vendor had its days.
    #[error("the vendor's days for it are over")]
    DaysOver,
    /// Whoever scored does not decide.
    #[error("whoever had a hand in the score does not decide it")]
    Scorer,
    /// Nobody decides twice about one assessment.
    #[error("whoever decided before does not decide what was objected to")]
    DecidedBefore,
    /// After an objection somebody above the buyer decides, or an assessor.
    #[error("the vendor has objected: somebody above the buyer decides, or an assessor")]
    NeedsAbove,
    /// The decision after an objection is the last one.
    #[error("the vendor has objected once already: this decision is the last")]
    ObjectedBefore,
    /// A side signs once.
    #[error("the {0} has signed already")]
    Signed(ActorSide),
    /// Whoever signed for one side does not sign for the other.
    #[error("nobody signs for both sides")]
    BothSides,
}

impl AssessmentRefusal {
    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState { .. } | Self::DaysOver => "WRONG_STATE",
            Self::Scorer | Self::DecidedBefore | Self::BothSides => "SAME_PERSON",
            Self::NeedsAbove => "OWN_SIDE",
            Self::ObjectedBefore => "FINAL",
            Self::Signed(_) => "SIGNED",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(self) -> &'static str {
        "assessmentId"
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("考核周期处于“{}”状态，不能执行此操作", state.zh()),
            Self::DaysOver => "服务商的办理期限已过".to_owned(),
            Self::Scorer => "参与评分的人员不得审定该考核结果".to_owned(),
            Self::DecidedBefore => "原审定人不得再次审定有异议的考核结果".to_owned(),
            Self::NeedsAbove => "服务商已提出异议，须由上级监督员或第三方评估员审定".to_owned(),
            Self::ObjectedBefore => "服务商已提出过一次异议，本次审定为最终结果".to_owned(),
            Self::Signed(_) => "该方已签署".to_owned(),
            Self::BothSides => "同一人不得代表双方签署".to_owned(),
        }
    }
}

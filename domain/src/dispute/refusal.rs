//! Why a step of a dispute is refused.

use super::{DisputeState, DisputeStep};
use crate::Instant;

/// A refused step. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisputeRefusal {
    /// The dispute's state does not allow it.
    #[error("not possible while the dispute is {state}: {step}")]
    WrongState { step: DisputeStep, state: DisputeState },
    /// The days for it are over.
    #[error("the days for it ended at {at}")]
    TooLate { at: Instant },
    /// Nobody decides on what their own side stands for.
    #[error("nobody decides on their own side")]
    OwnSide,
    /// Nobody decides on what they found themselves.
    #[error("whoever found it does not decide")]
    OwnFinding,
    /// The same person had a hand in it.
    #[error("whoever took the step {did} does not decide")]
    SamePerson { did: DisputeStep },
}

impl DisputeRefusal {
    /// The word that clients match on.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState { .. } => "WRONG_STATE",
            Self::TooLate { .. } => "TOO_LATE",
            Self::OwnSide => "OWN_SIDE",
            Self::OwnFinding => "OWN_FINDING",
            Self::SamePerson { .. } => "SAME_PERSON",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("申诉处于“{}”状态，不能执行此操作", state.zh()),
            Self::TooLate { .. } => "办理期限已过".to_owned(),
            Self::OwnSide => "不得裁定本方的申诉".to_owned(),
            Self::OwnFinding => "不得裁定针对本人认定结果的申诉".to_owned(),
            Self::SamePerson { .. } => "不得由同一人办理该申诉的前后环节".to_owned(),
        }
    }
}

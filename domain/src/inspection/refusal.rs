//! Why an inspection plan is not taken: a code for programs, a sentence for people in both languages.

use super::words::{PlanState, PlanStep};

/// Days that an inspection has at most.
pub(super) const WINDOW_MAX: i32 = 92;
/// Inspections that a plan may raise in a year, over all of its systems.
pub(super) const A_YEAR: usize = 1_000;
/// Systems of one plan.
pub const SYSTEMS_MAX: usize = 50;

/// Why a plan is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// The text is no recurrence rule of RFC 5545.
    #[error("this is no recurrence rule: {0}")]
    NotARule(String),
    /// A part that says what another field says, or that nobody knows.
    #[error(
        "{0} is not taken here: a rule has FREQ, INTERVAL, COUNT, UNTIL, WKST and BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS"
    )]
    Part(String),
    /// It falls due more often than daily.
    #[error("an inspection falls due daily at most, not {0}")]
    SubDaily(String),
    /// There is no date.
    #[error("the rule has no date between the first day and the last")]
    NeverOccurs,
    /// There are too many.
    #[error("{found} inspections a year over all systems, at most {A_YEAR} are allowed")]
    TooMany {
        /// So many fall into the fullest year.
        found: usize,
    },
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Period,
    /// Not a time of day.
    #[error("a time of day is written 00:00 to 23:59")]
    TimeOfDay,
    /// A window of no days, or of very many.
    #[error("an inspection has 1 to {WINDOW_MAX} days")]
    Window,
    /// The state does not allow it.
    #[error("not possible while the plan is {state}: {step}")]
    State {
        /// What was asked.
        step: PlanStep,
        /// What it is.
        state: PlanState,
    },
}

impl PlanRefusal {
    /// For programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotARule(_) | Self::Part(_) | Self::TimeOfDay | Self::Window | Self::Period => "INVALID",
            Self::SubDaily(_) => "SUB_DAILY",
            Self::NeverOccurs => "NEVER_OCCURS",
            Self::TooMany { .. } => "LIMIT_OCCURRENCES",
            Self::State { .. } => "WRONG_STATE",
        }
    }

    /// The input field.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NotARule(_) | Self::Part(_) | Self::SubDaily(_) | Self::NeverOccurs | Self::TooMany { .. } => {
                "recurrence"
            }
            Self::Period => "validUntil",
            Self::TimeOfDay => "timeOfDay",
            Self::Window => "windowDays",
            Self::State { .. } => "planId",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NotARule(why) => format!("不是有效的 RFC 5545 重复规则：{why}"),
            Self::Part(part) => format!("重复规则不支持 {part}"),
            Self::SubDaily(freq) => format!("巡检最多每日一次，不能为 {freq}"),
            Self::NeverOccurs => "该规则在有效期内没有任何日期".to_owned(),
            Self::TooMany { found } => format!("全部系统合计每年 {found} 次，最多 {A_YEAR} 次"),
            Self::Period => "截止日早于起始日".to_owned(),
            Self::TimeOfDay => "时刻须为 00:00 至 23:59".to_owned(),
            Self::Window => format!("完成期限须为 1 至 {WINDOW_MAX} 天"),
            Self::State { state, .. } => format!("计划处于“{}”状态，不能执行此操作", state.zh()),
        }
    }
}

impl PlanState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Active => "启用",
            Self::Suspended => "已暂停",
            Self::Ended => "已终止",
        }
    }
}

//! The rules of a policy version about pauses and reopening (S3, S4).

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::TargetDuration;
use crate::access::Role;
use crate::text_enum;
use crate::ticket::PauseReason;

text_enum! {
    /// Who accepts or rejects a pause.
    pub enum PauseDecider {
        /// The agency's operator.
        AgencyOperator = "AGENCY_OPERATOR",
        /// The contract manager.
        ContractManager = "CONTRACT_MANAGER",
        /// Either of them: the default.
        Either = "EITHER",
    }
}

text_enum! {
    /// What it means when nobody decides about a pause in time.
    pub enum SilenceMeans {
        /// It holds.
        Accepted = "ACCEPTED",
        /// It never held.
        Rejected = "REJECTED",
    }
}

/// What becomes of a pause that nobody has decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SilenceRule {
    /// How long the agency has, from when the pause was recorded, in the calendar of RESOLVE, if that is promised,
    /// else of whatever is.
    pub within: TargetDuration,
    /// What its silence means then.
    pub means: SilenceMeans,
}

/// What pauses a version allows; nothing is limited by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PauseRules {
    /// The reasons that may be given; none: every reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<PauseReason>>,
    /// Who decides about a pause; none: either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PauseDecider>,
    /// Seconds round the clock after which a pause stops holding by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_seconds: Option<i64>,
    /// How many pauses may be declared on one ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<i32>,
    /// What silence about a pause means; none: a pause waits for its decision as long as it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<SilenceRule>,
}

impl PauseRules {
    /// Whether nothing is limited.
    pub fn is_unlimited(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a reason may be given.
    pub fn allows(&self, reason: PauseReason) -> bool {
        self.reasons.as_ref().is_none_or(|reasons| reasons.contains(&reason))
    }

    /// Whether somebody in this role decides about pauses.
    pub fn decides(&self, role: Role) -> bool {
        match role {
            Role::AgencyOperator => self.decided_by != Some(PauseDecider::ContractManager),
            Role::ContractManager => self.decided_by != Some(PauseDecider::AgencyOperator),
            _ => false,
        }
    }
}

text_enum! {
    /// What a reopening, or a rejected solution, does to RESTORE and RESOLVE (E31).
    pub enum Reopening {
        /// A new cycle with the full target: the default.
        NewCycle = "NEW_CYCLE",
        /// The clock goes on with what was left; the time between counts for nobody.
        Continue = "CONTINUE",
    }
}

/// The rule of a version about reopening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReopeningRule {
    /// What it does to the clocks.
    pub mode: Reopening,
    /// The last civil day of reopening, in days after that of the solution; none: no last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<i32>,
}

impl Default for ReopeningRule {
    fn default() -> Self {
        Self { mode: Reopening::NewCycle, window_days: None }
    }
}

impl ReopeningRule {
    /// Whether it is the usual one: a new cycle, at any time.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The last day on which what was solved on a day may be reopened; none: there is no last day.
    pub fn last_day(&self, solved_on: NaiveDate) -> Option<NaiveDate> {
        let days = u64::try_from(self.window_days?).unwrap_or(0);
        solved_on.checked_add_days(Days::new(days))
    }
}

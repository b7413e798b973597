//! What a bundle is about.

use serde::{Deserialize, Serialize};

use crate::assessment::AssessmentState;
use crate::ids::{AssessmentId, ClockId, ContractId, TicketId};
use crate::scorecard::Period;
use crate::sla::ClockKey;

/// The contract that something counts for, and its two sides by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// The contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// The buyer's name.
    pub agency: String,
    /// The vendor's name.
    pub vendor: String,
}

/// The subject of a bundle, which also says what it must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BundleSubject {
    /// The verdict of a clock.
    Verdict {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: String,
        /// The clock.
        clock: ClockId,
        /// Which of the ticket's.
        key: ClockKey,
        /// For whom it counts.
        parties: Parties,
    },
    /// A revision of an assessment.
    Assessment {
        /// The revision.
        assessment: AssessmentId,
        /// Over which dates.
        period: Period,
        /// 1, and one more for each correction.
        revision: i32,
        /// Where it stood.
        state: AssessmentState,
        /// Whose.
        parties: Parties,
    },
}

impl BundleSubject {
    /// The file that says what a bundle is about.
    pub(super) const FILE: &'static str = "subject.json";
}

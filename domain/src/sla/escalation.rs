//! Who is told of a deadline that comes or has passed, and when.

use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::text_enum;

text_enum! {
    /// Whether an escalation waits for service hours (E43).
    pub enum EscalationTiming {
        /// At its second, day or night: the default.
        Immediate = "IMMEDIATE",
        /// At the next opening of the target's calendar, unless it is open then.
        NextOpening = "NEXT_OPENING",
    }
}

/// One level: told to whom, so long before or after the due time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationLevel {
    /// 1 for the first level.
    pub level: i32,
    /// Seconds round the clock from the due time: below 0 before it, above 0 after it. Stored by the word it had when
    /// there was only "after", so that older processes read what newer ones write.
    #[serde(rename = "afterSeconds", alias = "offsetSeconds")]
    pub offset_seconds: i64,
    /// The roles that are told, at the buyer, above it, or at the vendor; empty for whoever follows the ticket, unless it
    /// is for those on duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Role>,
    /// Whether whoever is on duty at the vendor is told, by the roster of the ticket's team.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_duty: bool,
    /// When in the day.
    #[serde(default = "immediate", skip_serializing_if = "is_immediate")]
    pub timing: EscalationTiming,
}

impl EscalationLevel {
    /// The roles of either side of a contract and of those above: administrators never hear of a ticket.
    pub const MAY_BE_TOLD: [Role; 6] = [
        Role::AgencyOperator,
        Role::ContractManager,
        Role::AgencySupervisor,
        Role::VendorManager,
        Role::VendorEngineer,
        Role::Regulator,
    ];

    /// At once, so many seconds after the due time, to whoever follows the ticket.
    pub const fn after(level: i32, seconds: i64) -> Self {
        Self { level, offset_seconds: seconds, to: Vec::new(), on_duty: false, timing: EscalationTiming::Immediate }
    }
}

const fn immediate() -> EscalationTiming {
    EscalationTiming::Immediate
}

fn is_immediate(timing: &EscalationTiming) -> bool {
    *timing == EscalationTiming::Immediate
}

//! What a ticket's system and time were when it was raised: kept in its first fact, so that a replay never depends on
//! what became of them since.

use serde::{Deserialize, Serialize};

use super::TicketKind;
use crate::ids::GuardPeriodId;

/// What targets may ask about beside kind and site; all unknown for tickets from before they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Circumstances {
    /// The type of the system, by its own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_type: Option<String>,
    /// Its level of classified protection, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection_level: Option<i32>,
    /// The guard period that the ticket was raised in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<GuardAtRaising>,
    /// Nobody comes to the site for its kind, so that no target for ARRIVAL binds it. Not so for tickets from before the
    /// kinds differed, whatever their kind.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off_site: bool,
}

/// A guard period as it was called when a ticket was raised in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardAtRaising {
    /// Which.
    pub period: GuardPeriodId,
    /// Its name.
    pub name: String,
}

impl Circumstances {
    /// Those of a ticket of a kind.
    #[must_use]
    pub fn of_kind(self, kind: TicketKind) -> Self {
        Self { off_site: !kind.is_on_site(), ..self }
    }

    /// Nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

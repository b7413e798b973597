//! A case of a log, read and mapped, before it is a ticket.

use domain::Instant;
use domain::ids::{PauseId, SystemId, TicketId, uuid_at};
use domain::sla::PriorityMatrix;
use domain::ticket::{Impact, PauseReason, Priority, TicketKind, Urgency};
use sha2::{Digest, Sha256};

/// A case with its usable rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name in the log.
    pub reference: String,
    /// Hash of all its rows, usable or not: the same hash is never read twice.
    pub rows_hash: String,
    /// The system it concerns; contract and vendor follow from it.
    pub system: SystemId,
    pub kind: TicketKind,
    pub title: String,
    pub description: String,
    pub raised_at: Instant,
    /// At raising.
    pub level: Level,
    /// What the rows say, in the order of the file: the order in which they were recorded (S2).
    pub steps: Vec<Step>,
}

/// How grave a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    pub impact: Impact,
    pub urgency: Urgency,
    pub rank: Rank,
}

/// Where a priority comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The log states it.
    Stated(Priority),
    /// It states none: by the matrix of the policy that binds the case.
    ByMatrix(Impact, Urgency),
}

impl Rank {
    /// The priority under a matrix.
    pub fn under(self, matrix: &PriorityMatrix) -> Priority {
        match self {
            Self::Stated(priority) => priority,
            Self::ByMatrix(impact, urgency) => matrix.of(impact, urgency),
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its line in the file, for remarks.
    pub line: u64,
    pub at: Instant,
    pub meaning: Meaning,
    pub level: Level,
    /// What a solution says, where this row is one.
    pub cause: String,
    pub solution: String,
}

/// What a state of the log means for a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nobody is on it.
    Raised,
    /// Somebody works on it.
    Acknowledged,
    /// Somebody is on site.
    Arrived,
    /// The service works again.
    Restored,
    /// It waits.
    Held(PauseReason),
    /// It is solved.
    Resolved,
    /// It is closed.
    Confirmed,
    /// It was withdrawn.
    Cancelled,
    /// Nothing.
    Ignored,
}

impl Case {
    /// The ticket's id: the same case of the same source always gets the same.
    pub fn ticket_id(&self, source: &str) -> TicketId {
        TicketId(uuid_at(self.raised_at, digest(&[source, &self.reference])))
    }

    /// The id of its n-th pause, from 1.
    pub(super) fn pause_id(&self, source: &str, number: usize, at: Instant) -> PauseId {
        PauseId(uuid_at(at, digest(&[source, &self.reference, &format!("pause {number}")])))
    }
}

/// Ten bytes that follow from words alone, for an id.
pub(crate) fn digest(words: &[&str]) -> [u8; 10] {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.as_bytes());
        // So that ("ab", "c") and ("a", "bc") differ.
        hash.update([0]);
    }
    let hash = hash.finalize();
    std::array::from_fn(|place| hash[place])
}

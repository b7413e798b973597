//! A dispute as a bundle tells it.

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::dispute::{DisputeState, DisputeStep, DisputeSubject, Ruling};
use crate::ids::DisputeId;
use crate::ticket::ActorSide;

/// A dispute with its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisputeTold {
    /// Which.
    pub id: DisputeId,
    /// About what.
    pub subject: DisputeSubject,
    /// Of a verdict, the revision; of all else none.
    pub revision: Option<i32>,
    /// Of a score, the criterion's code; empty for all else.
    pub criterion: String,
    /// Where it stands.
    pub state: DisputeState,
    /// What holds, once it is final.
    pub ruling: Option<Ruling>,
    /// In order.
    pub steps: Vec<DisputeStepTaken>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisputeStepTaken {
    /// From 1.
    pub seq: i32,
    /// What was done.
    pub step: DisputeStep,
    /// The state after it.
    pub state: DisputeState,
    /// By which side.
    pub side: ActorSide,
    /// By whom.
    pub by: String,
    /// Perhaps empty.
    pub reason: String,
    /// Perhaps empty.
    pub evidence: String,
    /// What was decided by it.
    pub ruling: Option<Ruling>,
    /// When.
    pub taken_at: Instant,
}

//! The pauses of a log: why each was declared, on what evidence, and who accepted or rejected it.

use serde::{Deserialize, Serialize};

use super::LoggedEvent;
use crate::Instant;
use crate::ids::PauseId;
use crate::ticket::{ActorSide, Fact, PauseParty, PauseReason};

/// A pause as a bundle tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PauseTold {
    /// Which.
    pub pause: PauseId,
    /// Why.
    pub reason: PauseReason,
    /// Who answers for it.
    pub party: PauseParty,
    /// In the words of who declared it; perhaps empty.
    pub note: String,
    /// By which side it was declared.
    pub side: ActorSide,
    /// By whom.
    pub by: Option<String>,
    /// From when, as it was declared.
    pub from: Instant,
    /// Until when; none while open.
    pub to: Option<Instant>,
    /// What the agency thought of it each time; the last holds. An exclusion is decided before it is applied.
    pub decisions: Vec<PauseDecided>,
    /// What was put forward for or against it.
    pub evidence: Vec<PauseEvidence>,
}

/// What the agency decided about a pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PauseDecided {
    /// Whether it was accepted.
    pub accepted: bool,
    /// Who decided.
    pub by: Option<String>,
    /// When the platform learnt of it.
    pub recorded_at: Instant,
    /// Why; empty where it was accepted.
    pub reason: String,
}

/// Evidence for or against a pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PauseEvidence {
    /// About which pause.
    pub pause: PauseId,
    /// What it says.
    pub text: String,
    /// Where it is found, if that was said.
    pub link: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// When the platform learnt of it.
    pub recorded_at: Instant,
}

/// The pauses of a log, in the order in which they were declared; the evidence comes in recorded order.
pub fn pauses<'a>(log: impl Iterator<Item = &'a LoggedEvent>, evidence: &[PauseEvidence]) -> Vec<PauseTold> {
    let mut told: Vec<PauseTold> = Vec::new();
    for logged in log {
        tell(&mut told, logged);
    }
    for pause in &mut told {
        pause.evidence = evidence.iter().filter(|of| of.pause == pause.pause).cloned().collect();
    }
    told
}

fn tell(told: &mut Vec<PauseTold>, LoggedEvent { event, by }: &LoggedEvent) {
    let begun = |pause, reason: PauseReason, note: &String| PauseTold {
        pause,
        reason,
        party: reason.party(),
        note: note.clone(),
        side: event.side,
        by: by.clone(),
        from: event.occurred_at,
        to: None,
        decisions: Vec::new(),
        evidence: Vec::new(),
    };
    let decided = |accepted, reason: &str| PauseDecided {
        accepted,
        by: by.clone(),
        recorded_at: event.recorded_at,
        reason: reason.to_owned(),
    };
    match &event.fact {
        Fact::Held { pause, reason, note } => told.push(begun(*pause, *reason, note)),
        Fact::ExclusionApplied { pause, reason, from, to, note, .. } => {
            told.push(PauseTold {
                from: *from,
                to: Some(*to),
                decisions: vec![decided(true, "")],
                ..begun(*pause, *reason, note)
            });
        }
        Fact::Resumed { pause } => change(told, *pause, |of| of.to = Some(event.occurred_at)),
        Fact::ExclusionShortened { pause, to, .. } => change(told, *pause, |of| of.to = Some(*to)),
        Fact::PauseAccepted { pause } => change(told, *pause, |of| of.decisions.push(decided(true, ""))),
        Fact::PauseRejected { pause, reason } => change(told, *pause, |of| of.decisions.push(decided(false, reason))),
        _ => {}
    }
}

fn change(told: &mut [PauseTold], pause: PauseId, change: impl FnOnce(&mut PauseTold)) {
    if let Some(of) = told.iter_mut().find(|of| of.pause == pause) {
        change(of);
    }
}

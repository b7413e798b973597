//! What was decided about a dispute.

use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::dispute::{Part, Relief, Ruling};

use crate::graphql::words::{DisputeOutcome, PauseParty};

/// A decision.
pub struct DisputeRuling(pub Ruling);

/// What was decided about a dispute.
#[Object(serial)]
impl DisputeRuling {
    /// What comes of it.
    async fn outcome(&self) -> DisputeOutcome {
        self.0.outcome().into()
    }

    /// RE_ATTRIBUTE: who answers for it in the vendor's place.
    async fn party(&self) -> Option<PauseParty> {
        match self.0 {
            Ruling::ReAttribute { party } => Some(party.into()),
            _ => None,
        }
    }

    /// PARTLY about a breach: what is taken out of the vendor's time, in order; empty for all else.
    async fn intervals(&self) -> Vec<DisputeInterval> {
        match &self.0 {
            Ruling::Partly(Part::Time { intervals }) => intervals.iter().map(Into::into).collect(),
            _ => Vec::new(),
        }
    }

    /// PARTLY about a score: the one that counts in its place, an exact fraction in lowest terms, such as 19/20.
    async fn score(&self) -> Option<String> {
        match &self.0 {
            Ruling::Partly(Part::Score { score }) => Some(score.to_string()),
            _ => None,
        }
    }
}

/// A half-open interval that somebody else than the vendor answers for: it counts as a pause.
#[derive(Debug, SimpleObject)]
pub struct DisputeInterval {
    /// From when.
    from: Instant,
    /// Until when, exclusive.
    to: Instant,
    /// Who answers for it.
    party: PauseParty,
    /// Why.
    reason: String,
}

impl From<&Relief> for DisputeInterval {
    fn from(of: &Relief) -> Self {
        Self { from: of.from, to: of.to, party: of.party.into(), reason: of.reason.clone() }
    }
}

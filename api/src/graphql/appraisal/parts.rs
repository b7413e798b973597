//! What stands behind the scorecards of one answer, read together for all cards that were met.

use std::collections::HashMap;
use std::hash::Hash;

use app::Op;
use app::scorecard::{CardKey, LedgerEntryView, ManualScoreView, percentiles, some_ledger_entries, some_manual_scores};
use domain::ids::{LedgerEntryId, ManualScoreId};
use domain::scorecard::Percentiles;

use crate::error::ApiError;
use crate::graphql::review::Gathered;

/// The entries, scores and percentiles behind the cards of one answer, read as the actor of one operation.
#[derive(Default)]
pub struct ScorecardParts {
    entries: Gathered<LedgerEntryId, Option<LedgerEntryView>>,
    scores: Gathered<ManualScoreId, Option<ManualScoreView>>,
    percentiles: Gathered<CardKey, Vec<Percentiles>>,
}

impl ScorecardParts {
    /// An entry that may be asked for.
    pub fn note_entry(&self, id: LedgerEntryId) {
        self.entries.note(id);
    }

    /// A score that may be asked for.
    pub fn note_score(&self, id: ManualScoreId) {
        self.scores.note(id);
    }

    /// A card whose percentiles may be asked for.
    pub fn note_percentiles(&self, card: CardKey) {
        self.percentiles.note(card);
    }

    /// How long promises took on a card.
    pub async fn percentiles(&self, op: &Op, card: CardKey) -> Result<Vec<Percentiles>, ApiError> {
        let found = self.percentiles.of(card, async |cards| percentiles(op, &cards).await).await?;
        Ok((*found).clone())
    }

    /// An entry; none outside the actor's scope.
    pub async fn entry(&self, op: &Op, id: LedgerEntryId) -> Result<Option<LedgerEntryView>, ApiError> {
        let found = self.entries.of(id, async |ids| some_ledger_entries(op, &ids).await.map(optional)).await?;
        Ok((*found).clone())
    }

    /// A score; none outside the actor's scope.
    pub async fn score(&self, op: &Op, id: ManualScoreId) -> Result<Option<ManualScoreView>, ApiError> {
        let found = self.scores.of(id, async |ids| some_manual_scores(op, &ids).await.map(optional)).await?;
        Ok((*found).clone())
    }
}

fn optional<K: Eq + Hash, V>(found: HashMap<K, V>) -> HashMap<K, Option<V>> {
    found.into_iter().map(|(id, of)| (id, Some(of))).collect()
}

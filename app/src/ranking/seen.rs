//! What somebody sees of a ranking: all of it where they rank, the published version where they read, and before that
//! where they stand themselves.

use domain::Instant;
use domain::access::{Action, ReadScope};
use domain::ranking::{RankingKind, RankingSheet, RankingState};
use storage::query::ranking::RankingSight;
use uuid::Uuid;

use crate::{Op, RankingRow};

/// As what somebody sees a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenAs {
    /// They rank there: every version with its basis, every objection.
    Ranks,
    /// It is published to them or to everybody.
    Reads,
    /// They stand in it, and see no row but their own.
    Stands,
}

/// A ranking as somebody sees it.
#[derive(Clone, Debug)]
pub struct RankingView {
    pub row: RankingRow,
    pub seen_as: SeenAs,
    /// As far as they see: who does not rank there is not told that the next version is being worked out.
    pub state: RankingState,
    /// The version that they see.
    pub number: i32,
    /// Counts the steps up to that version: what they give with their next one.
    pub version: i64,
    /// When that version was announced, if it was.
    pub announced_at: Option<Instant>,
    pub sheet: RankingSheet,
}

/// Which rankings the actor sees.
pub(super) fn sight(op: &Op) -> RankingSight {
    // Whoever works rankings out also publishes, and the other way round: the table has both in one row.
    RankingSight { ranks: op.read_scope(Action::RankingDraft), reads: op.read_scope(Action::RankingView) }
}

/// As what the actor sees a ranking that passed the sight; `told` are the agencies that it was published to.
pub(super) fn seen_as(
    sight: &RankingSight,
    row: &RankingRow,
    told: impl IntoIterator<Item = domain::ids::AgencyId>,
) -> SeenAs {
    if sight.ranks.covers(Some(row.agency_id), None) {
        return SeenAs::Ranks;
    }
    let is_told = row.is_public || told.into_iter().any(|agency| sight.reads.covers(Some(agency), None));
    if row.published_number.is_some() && is_told { SeenAs::Reads } else { SeenAs::Stands }
}

/// The state and the version that somebody sees.
pub(super) fn shown(row: &RankingRow, seen_as: SeenAs) -> (RankingState, i32) {
    match (seen_as, row.published_number) {
        (SeenAs::Ranks, _) | (_, None) => (row.state, row.number),
        // Whoever stands in a correction learns where before the others do, and may object.
        (SeenAs::Stands, Some(_)) if row.state == RankingState::Announced => (row.state, row.number),
        (_, Some(published)) => (RankingState::Published, published),
    }
}

/// Whether a vendor or agency that is ranked is one of the actor's own.
pub(super) fn is_own(reads: &ReadScope, kind: RankingKind, subject: Uuid) -> bool {
    match kind {
        RankingKind::Vendors => reads.covers(None, Some(subject.into())),
        RankingKind::Agencies => reads.covers(Some(subject.into()), None),
    }
}

/// A sheet as somebody sees it.
pub(super) fn narrowed(sight: &RankingSight, kind: RankingKind, seen_as: SeenAs, sheet: RankingSheet) -> RankingSheet {
    match seen_as {
        SeenAs::Ranks | SeenAs::Reads => sheet,
        SeenAs::Stands => sheet.only(|subject| is_own(&sight.reads, kind, subject)),
    }
}

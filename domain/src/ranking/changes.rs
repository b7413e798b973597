//! What one version of a ranking says otherwise than another, or one year than the year before.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{RankedList, RankingMeasure, RankingSheet};

/// Somebody who stands elsewhere than before. Absent or without rank is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankingChange {
    /// In which list.
    pub measure: RankingMeasure,
    /// The vendor's or agency's id.
    pub subject: Uuid,
    /// Their name, as the later one has it.
    pub name: String,
    /// Before.
    pub rank_before: Option<i64>,
    /// After.
    pub rank_after: Option<i64>,
    /// Before, in the measure's unit.
    pub figure_before: Option<i64>,
    /// After.
    pub figure_after: Option<i64>,
}

/// Everybody whose rank or figure differs, in the order of the later list, then those who stand in the earlier one alone.
pub fn changes(before: &RankingSheet, after: &RankingSheet) -> Vec<RankingChange> {
    let list = |sheet: &RankingSheet, measure: RankingMeasure| {
        sheet.lists.iter().find(|list| list.measure == measure).cloned()
    };
    let compared = |measure: &RankingMeasure| {
        let empty = RankedList { measure: *measure, rows: Vec::new(), unrated: Vec::new() };
        let (one, other) = (list(before, *measure), list(after, *measure));
        between(&one.unwrap_or_else(|| empty.clone()), &other.unwrap_or(empty))
    };
    RankingMeasure::ALL.iter().flat_map(compared).collect()
}

fn between(before: &RankedList, after: &RankedList) -> Vec<RankingChange> {
    let named = |list: &RankedList| -> Vec<(Uuid, String)> {
        let rows = list.rows.iter().map(|row| (row.subject, row.name.clone()));
        rows.chain(list.unrated.iter().map(|row| (row.subject, row.name.clone()))).collect()
    };
    let mut all = named(after);
    let gone = named(before).into_iter().filter(|(subject, _)| !all.iter().any(|(known, _)| known == subject));
    let gone: Vec<_> = gone.collect();
    all.extend(gone);
    let stands = |list: &RankedList, subject: Uuid| {
        list.rows.iter().find(|row| row.subject == subject).map(|row| (row.rank, row.figure))
    };
    let change = |(subject, name): (Uuid, String)| {
        let (was, is) = (stands(before, subject), stands(after, subject));
        (was != is).then(|| RankingChange {
            measure: after.measure,
            subject,
            name,
            rank_before: was.map(|(rank, _)| rank),
            rank_after: is.map(|(rank, _)| rank),
            figure_before: was.map(|(_, figure)| figure),
            figure_after: is.map(|(_, figure)| figure),
        })
    };
    all.into_iter().filter_map(change).collect()
}

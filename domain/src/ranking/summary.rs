//! The summary of a ranking for the yearly meeting (年度会议): who leads, who trails, how grades fall, what changed.

use serde::{Deserialize, Serialize};

use super::{RankedRow, RankingBasis, RankingChange, RankingMeasure, RankingSheet, UnratedRow, changes};
use crate::scorecard::{Name, Scheme};

/// How many have a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeCount {
    /// The grade.
    pub grade: Name,
    /// How many.
    pub count: i64,
}

/// A summary of vendors' scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnualSummary {
    /// How many have a rank.
    pub ranked: i64,
    /// Without rank, by name.
    pub unrated: Vec<UnratedRow>,
    /// The first places, ties of the last of them included.
    pub top: Vec<RankedRow>,
    /// The last places, none that stands among the first.
    pub bottom: Vec<RankedRow>,
    /// Every grade, the best first, those that nobody has included.
    pub grades: Vec<GradeCount>,
    /// Promises judged in the assessments used.
    pub judged: i64,
    /// Of these, breached.
    pub breached: i64,
    /// Against the ranking a period before; none when there is none.
    pub changes: Option<Vec<RankingChange>>,
}

/// Summarises a ranking of vendors: `places` from either end.
pub fn summarise(
    sheet: &RankingSheet,
    basis: &RankingBasis,
    before: Option<&RankingSheet>,
    (places, bands): (i64, &Scheme),
) -> AnnualSummary {
    let list = sheet.lists.iter().find(|list| list.measure == RankingMeasure::Score);
    let (rows, unrated) = list.map_or((&[][..], &[][..]), |list| (&list.rows[..], &list.unrated[..]));
    let top: Vec<RankedRow> = rows.iter().filter(|row| row.rank <= places).cloned().collect();
    let rest = &rows[top.len()..];
    let from = rest.len().saturating_sub(usize::try_from(places).unwrap_or(0));
    let with_grade = |name: &Name| rows.iter().filter(|row| row.grade.as_ref() == Some(name)).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let parts = || basis.vendors.iter().flat_map(|of| &of.parts);
    AnnualSummary {
        ranked: count(rows.len()),
        unrated: unrated.to_vec(),
        top,
        bottom: rest[from..].to_vec(),
        grades: bands
            .bands
            .iter()
            .map(|band| GradeCount { grade: band.name.clone(), count: count(with_grade(&band.name)) })
            .collect(),
        judged: parts().map(|part| part.judged).sum(),
        breached: parts().map(|part| part.breached).sum(),
        changes: before.map(|before| changes(before, sheet)),
    }
}

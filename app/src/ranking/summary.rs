//! The summary of a ranking for the yearly meeting, for those who rank.

use std::collections::HashMap;

use domain::ids::{AssessmentId, RankingId};
use domain::money::Fen;
use domain::ranking::{AnnualSummary, RankingBasis, RankingKind, RankingSheet, summarise};
use domain::scorecard::{Period, shipped_scheme};
use storage::query::ranking as query;

use super::read::period_of;
use super::seen::{RankingView, SeenAs};
use crate::ticket::rows::missing;
use crate::{Op, RankingRow, RankingVersionRow, Result};

/// Places from either end.
const PLACES: i64 = 5;

/// A summary, with what it is compared with.
#[derive(Clone, Debug)]
pub struct SummaryView {
    pub of: AnnualSummary,
    /// The published ranking of the period before.
    pub before: Option<RankingRow>,
    /// What approved statements of the assessments used take off, less what was earned back; none without a statement.
    pub credits: Option<Fen>,
}

/// Summarises the version seen of rankings of vendors, where the actor ranks: three statements, however many.
pub async fn summaries(op: &Op, views: &[RankingView]) -> Result<HashMap<RankingId, SummaryView>> {
    let db = op.app().store.read();
    let mine = |view: &&RankingView| view.seen_as == SeenAs::Ranks && view.row.kind == RankingKind::Vendors;
    let views: Vec<&RankingView> = views.iter().filter(mine).collect();
    if views.is_empty() {
        return Ok(HashMap::new());
    }
    let agencies: Vec<_> = views.iter().map(|view| view.row.agency_id).collect();
    let starts: Vec<_> = views.iter().map(|view| before(&view.row).start).collect();
    let earlier = query::published_on(db, RankingKind::Vendors, &agencies, &starts).await?;
    let ids: Vec<RankingId> = views.iter().map(|view| view.row.id).chain(earlier.iter().map(|row| row.id)).collect();
    let versions = query::versions(db, &ids).await?;
    let mut bases: HashMap<RankingId, RankingBasis> = HashMap::new();
    for view in &views {
        let basis = version(&versions, view.row.id, view.number)?.basis.clone();
        bases.insert(view.row.id, serde_json::from_value(basis)?);
    }
    let used = |basis: &RankingBasis| -> Vec<AssessmentId> {
        basis.vendors.iter().flat_map(|of| of.parts.iter().map(|part| part.assessment)).collect()
    };
    let all: Vec<AssessmentId> = bases.values().flat_map(used).collect();
    let credits = query::credits(db, &all).await?;
    let bands = shipped_scheme();
    let mut found = HashMap::new();
    for view in views {
        let (row, basis) = (&view.row, &bases[&view.row.id]);
        let is_before = |of: &&RankingRow| of.agency_id == row.agency_id && period_of(of) == before(row);
        let before = earlier.iter().find(is_before);
        let sheet: Option<RankingSheet> = match before.and_then(|of| Some((of.id, of.published_number?))) {
            Some((id, number)) => Some(serde_json::from_value(version(&versions, id, number)?.sheet.clone())?),
            None => None,
        };
        let taken: Vec<i64> = used(basis).iter().filter_map(|of| credits.get(of).copied()).collect();
        let summary = SummaryView {
            of: summarise(&view.sheet, basis, sheet.as_ref(), (PLACES, &bands)),
            before: before.cloned(),
            credits: (!taken.is_empty()).then(|| Fen(taken.iter().sum())),
        };
        found.insert(row.id, summary);
    }
    Ok(found)
}

/// The period before a ranking's own.
fn before(row: &RankingRow) -> Period {
    Period::holding(row.period_kind, row.period_start.pred_opt().unwrap_or(row.period_start))
}

fn version(versions: &[RankingVersionRow], id: RankingId, number: i32) -> Result<&RankingVersionRow> {
    let found = versions.iter().find(|of| of.ranking_id == id && of.number == number);
    found.ok_or_else(|| missing("the version of a ranking"))
}

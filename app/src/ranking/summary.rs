//! The summary of a ranking for the yearly meeting, for those who rank.

use domain::ids::AssessmentId;
use domain::money::Fen;
use domain::ranking::{AnnualSummary, RankingBasis, RankingKind, summarise};
use domain::scorecard::{Period, shipped_scheme};
use storage::query::ranking as query;

use super::read::period_of;
use super::seen::{RankingView, SeenAs};
use crate::ticket::rows::missing;
use crate::{Op, RankingRow, Result};

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

/// Summarises the latest version of a ranking of vendors; none where the actor does not rank, and for agencies.
pub async fn summary(op: &Op, view: &RankingView) -> Result<Option<SummaryView>> {
    if view.seen_as != SeenAs::Ranks || view.row.kind != RankingKind::Vendors {
        return Ok(None);
    }
    let (db, row) = (op.app().store.read(), &view.row);
    let version = query::version(db, row.id, view.number).await?.ok_or_else(|| missing("the version of a ranking"))?;
    let basis: RankingBasis = serde_json::from_value(version.basis)?;
    let period = period_of(row);
    let eve = period.start.pred_opt().unwrap_or(period.start);
    let of_before = query::of_period(db, (row.agency_id, row.kind), Period::holding(period.kind, eve)).await?;
    let before = of_before.filter(|before| before.published_number.is_some() && before.id != row.id);
    let sheet = match before.as_ref().and_then(|before| before.published_number.map(|number| (before.id, number))) {
        Some((id, number)) => query::version(db, id, number).await?.map(|version| serde_json::from_value(version.sheet)),
        None => None,
    };
    let sheet = sheet.transpose()?;
    let assessments: Vec<AssessmentId> =
        basis.vendors.iter().flat_map(|of| of.parts.iter().map(|part| part.assessment)).collect();
    let credits = query::credits(db, &assessments).await?.map(Fen);
    let of = summarise(&view.sheet, &basis, sheet.as_ref(), (PLACES, &shipped_scheme()));
    Ok(Some(SummaryView { of, before, credits }))
}

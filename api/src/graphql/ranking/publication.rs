//! A ranking as somebody sees it.

use std::collections::HashMap;
use std::sync::Arc;

use app::ranking::{RankingParts, RankingView, SummaryView, available_ranking_steps};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::ids::RankingId;
use domain::scorecard::Period;
use tokio::sync::OnceCell;

use super::parts::{RankingHistoryEntry, RankingObjection, RankingVersion};
use super::sheet::{RankedList, lists};
use super::summary::RankingSummary;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{PeriodKind, RankingKind, RankingState, RankingStep};

/// The rankings of one answer: what hangs on them is read together for all.
struct Together {
    views: Vec<RankingView>,
    parts: OnceCell<HashMap<RankingId, RankingParts>>,
    summaries: OnceCell<HashMap<RankingId, SummaryView>>,
}

impl Together {
    fn new(views: Vec<RankingView>) -> Arc<Self> {
        Arc::new(Self { views, parts: OnceCell::new(), summaries: OnceCell::new() })
    }
}

/// A ranking of the use case.
pub struct RankingPublication<'a> {
    together: Arc<Together>,
    at: usize,
    request: &'a Request,
}

impl<'a> RankingPublication<'a> {
    /// The order of every list of rankings.
    pub const LATEST: &'static str = "rankings.latest";

    /// Those of a page.
    pub fn all(views: Vec<RankingView>, request: &'a Request) -> Vec<Self> {
        let together = Together::new(views);
        (0..together.views.len()).map(|at| Self { together: together.clone(), at, request }).collect()
    }

    /// One by itself.
    pub fn alone(view: RankingView, request: &'a Request) -> Self {
        Self { together: Together::new(vec![view]), at: 0, request }
    }

    fn view(&self) -> &RankingView {
        &self.together.views[self.at]
    }

    fn period_dates(&self) -> Period {
        Period { kind: self.view().row.period_kind, start: self.view().row.period_start }
    }

    async fn parts(&self) -> Result<&RankingParts, ApiError> {
        let (request, together) = (self.request, &self.together);
        let read = together.parts.get_or_try_init(|| app::ranking::parts(request.op(), &together.views)).await;
        let read = read.map_err(|error| failure(error, request.language()))?;
        read.get(&self.view().row.id).ok_or_else(|| ApiError::internal(&"a ranking has no parts"))
    }
}

/// A ranking (排名公示) of vendors, or of agencies by their own duties, over a period: worked out, announced to whoever is
/// ranked, published to agencies or everybody, corrected by new versions. Needs ranking.view: those who rank see all of it;
/// others what is published to them, and where they stand themselves once it is announced.
#[Object(serial)]
impl<'a> RankingPublication<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::RankingPublication.id(self.view().row.id.0)
    }

    /// Who is ranked.
    async fn kind(&self) -> RankingKind {
        self.view().row.kind.into()
    }

    /// The name of the agency under which is compared.
    async fn agency_name(&self) -> Result<&'a str, ApiError> {
        let request: &'a Request = self.request;
        Ok(request.agency(self.view().row.agency_id)?.name.as_str())
    }

    /// The same in English; null without.
    async fn agency_name_en(&self) -> Result<Option<&'a str>, ApiError> {
        let request: &'a Request = self.request;
        Ok(request.agency(self.view().row.agency_id)?.name_en.as_deref())
    }

    /// How long the period is.
    async fn period(&self) -> PeriodKind {
        self.view().row.period_kind.into()
    }

    /// The first day of the period.
    async fn starts_on(&self) -> NaiveDate {
        self.view().row.period_start
    }

    /// The last day of the period, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.period_dates().end().pred_opt().unwrap_or(self.view().row.period_start)
    }

    /// Where it stands, as far as you see it: whoever does not rank is not told of a version that is being worked out.
    async fn state(&self) -> RankingState {
        self.view().state.into()
    }

    /// Grows with each step up to the version that you see; give it to the next one as expectedVersion.
    async fn version(&self) -> i64 {
        self.view().version
    }

    /// The number of the version that you see here.
    async fn number(&self) -> i32 {
        self.view().number
    }

    /// The number of the version that is out; null when none is.
    async fn published_number(&self) -> Option<i32> {
        self.view().row.published_number
    }

    /// Whether it is published to everybody.
    async fn public(&self) -> bool {
        self.view().row.is_public
    }

    /// The fewest events that a figure must rest on to get a rank.
    async fn min_sample(&self) -> i64 {
        self.view().row.min_sample
    }

    /// Civil days of the objection period.
    async fn objection_days(&self) -> i64 {
        self.view().row.objection_days
    }

    /// When the objection period of the announced version ends; null unless its state is ANNOUNCED.
    async fn objections_end_at(&self) -> Option<Instant> {
        let view = self.view();
        view.row.objections_end_at.filter(|_| view.state == domain::ranking::RankingState::Announced)
    }

    /// When the version that you see here was announced; null before.
    async fn announced_at(&self) -> Option<Instant> {
        self.view().announced_at
    }

    /// When the version that is out was published.
    async fn published_at(&self) -> Option<Instant> {
        self.view().row.published_at
    }

    /// The lists of the version that you see: one for vendors, one a duty for agencies. Before it is published to you, your
    /// own rows alone.
    #[graphql(complexity = "3 * child_complexity")]
    async fn lists(&self) -> Vec<RankedList<'a>> {
        lists(&self.view().sheet, Some(self.request))
    }

    /// The versions in order: all for those who rank, else those that were published and the one announced to you.
    #[graphql(complexity = "5 * child_complexity")]
    async fn versions(&self) -> Result<Vec<RankingVersion<'a>>, ApiError> {
        let (parts, request) = (self.parts().await?, self.request);
        Ok(parts.versions.iter().cloned().map(|of| RankingVersion { of, request }).collect())
    }

    /// What was done to it, in order; for those who rank.
    #[graphql(complexity = "5 + child_complexity")]
    async fn history(&self) -> Result<Vec<RankingHistoryEntry>, ApiError> {
        Ok(self.parts().await?.steps.iter().cloned().map(RankingHistoryEntry).collect())
    }

    /// The objections in order: all for those who rank, else one's own.
    #[graphql(complexity = "5 + child_complexity")]
    async fn objections(&self) -> Result<Vec<RankingObjection<'a>>, ApiError> {
        let (parts, kind, request) = (self.parts().await?, self.view().row.kind, self.request);
        Ok(parts.objections.iter().cloned().map(|of| RankingObjection { of, kind, request }).collect())
    }

    /// The names of the agencies that it was published to; for those who rank.
    async fn reader_names(&self) -> Result<Vec<&'a str>, ApiError> {
        let request: &'a Request = self.request;
        let readers = &self.parts().await?.readers;
        readers.iter().map(|agency| Ok(request.agency(*agency)?.name.as_str())).collect()
    }

    /// The same in English and in the same order; null for each without.
    async fn reader_names_en(&self) -> Result<Vec<Option<&'a str>>, ApiError> {
        let request: &'a Request = self.request;
        let readers = &self.parts().await?.readers;
        readers.iter().map(|agency| Ok(request.agency(*agency)?.name_en.as_deref())).collect()
    }

    /// The summary for the yearly meeting; null for rankings of agencies, and for those who do not rank.
    #[graphql(complexity = "20 + child_complexity")]
    async fn summary(&self) -> Result<Option<RankingSummary<'a>>, ApiError> {
        let (request, together) = (self.request, &self.together);
        let read = together.summaries.get_or_try_init(|| app::ranking::summaries(request.op(), &together.views)).await;
        let read = read.map_err(|error| failure(error, request.language()))?;
        Ok(read.get(&self.view().row.id).cloned().map(|of| RankingSummary { of, request }))
    }

    /// What you may do with it now.
    #[graphql(complexity = 15)]
    async fn available_actions(&self) -> Result<Vec<RankingStep>, ApiError> {
        let steps = available_ranking_steps(self.request.op(), self.view(), self.parts().await?);
        Ok(steps.into_iter().map(Into::into).collect())
    }
}

impl Listed for RankingPublication<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.view().row.period_start.to_string(), id: self.view().row.id.0 }
    }
}

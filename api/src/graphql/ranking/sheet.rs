//! The lists of a ranking: what may be published.

use std::sync::Arc;

use app::{App, Directory};
use async_graphql::{Context, ID, Object};
use domain::access::Action;
use domain::money::Fen;
use domain::ranking::{
    RankedList as List, RankedRow as Row, RankingChange as Change, RankingKind as Kind, RankingMeasure as Measure,
    RankingSheet, UnratedRow as Unrated,
};
use uuid::Uuid;

use crate::graphql::node_id::NodeType;
use crate::graphql::request::{Language, Request};
use crate::graphql::words::{RankingConfidence, RankingMeasure, RankingNote, RankingUnratedReason};

/// A figure as people write it.
pub(super) fn figure(measure: Measure, figure: i64) -> String {
    match measure {
        // Points, per cent and yuan have two places alike.
        Measure::Score | Measure::RejectedPauses => Fen(figure).to_string(),
        Measure::TimeToAccept | Measure::TimeToConfirm => figure.to_string(),
    }
}

/// The id of somebody who is ranked, for whoever sees them anyway.
pub(super) fn subject(request: Option<&Request>, measure: Measure, id: Uuid) -> Option<ID> {
    let request = request?;
    if measure == Measure::Score {
        let row = request.directory().vendors.get(&id.into())?;
        request.sight(Action::VendorView).vendor(row).then(|| NodeType::Vendor.id(id))
    } else {
        let row = request.directory().agencies.get(&id.into())?;
        request.sight(Action::AgencyView).agency(row).then(|| NodeType::Agency.id(id))
    }
}

/// The English name that a vendor or an agency has in the directory.
pub(super) fn name_en(directory: &Directory, kind: Kind, id: Uuid) -> Option<&str> {
    match kind {
        Kind::Vendors => directory.vendors.get(&id.into())?.name_en.as_deref(),
        Kind::Agencies => directory.agencies.get(&id.into())?.name_en.as_deref(),
    }
}

/// The English name of somebody on a sheet, as they are called today: a sheet keeps the Chinese one alone, and stays as it is.
fn name_today(ctx: &Context<'_>, request: Option<&Request>, measure: Measure, id: Uuid) -> Option<String> {
    let kind = if measure == Measure::Score { Kind::Vendors } else { Kind::Agencies };
    match request {
        Some(request) => name_en(request.directory(), kind, id).map(str::to_owned),
        None => name_en(&ctx.data_unchecked::<Arc<App>>().directory(), kind, id).map(str::to_owned),
    }
}

/// The lists of a sheet.
pub(super) fn lists<'a>(sheet: &RankingSheet, request: Option<&'a Request>) -> Vec<RankedList<'a>> {
    sheet.lists.iter().cloned().map(|of| RankedList { of, request }).collect()
}

/// A list of the domain; without a request for everybody.
pub struct RankedList<'a> {
    of: List,
    request: Option<&'a Request>,
}

/// A list by one measure: whoever can be compared, and apart whoever cannot.
#[Object(serial)]
impl<'a> RankedList<'a> {
    /// What it is ordered by.
    async fn measure(&self) -> RankingMeasure {
        self.of.measure.into()
    }

    /// Those with a rank, the best first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn rows(&self) -> Vec<RankedRow<'a>> {
        let (measure, request) = (self.of.measure, self.request);
        self.of.rows.iter().cloned().map(|of| RankedRow { of, measure, request }).collect()
    }

    /// Those without, by name.
    #[graphql(complexity = "20 * child_complexity")]
    async fn unrated(&self) -> Vec<UnratedRow<'a>> {
        let (measure, request) = (self.of.measure, self.request);
        self.of.unrated.iter().cloned().map(|of| UnratedRow { of, measure, request }).collect()
    }
}

/// A row of the domain.
pub struct RankedRow<'a> {
    pub(super) of: Row,
    pub(super) measure: Measure,
    pub(super) request: Option<&'a Request>,
}

/// Somebody with a rank.
#[Object(serial)]
impl RankedRow<'_> {
    /// 1 for the best; one more than the number of those who are better.
    async fn rank(&self) -> i64 {
        self.of.rank
    }

    /// Whether others share the rank.
    async fn tied(&self) -> bool {
        self.of.tied
    }

    /// The vendor's or agency's name when the list was made.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// The same in English, as it is today; null without.
    async fn name_en(&self, ctx: &Context<'_>) -> Option<String> {
        name_today(ctx, self.request, self.measure, self.of.subject)
    }

    /// The global id of the vendor or agency; null for whoever does not see it otherwise.
    async fn subject_id(&self) -> Option<ID> {
        subject(self.request, self.measure, self.of.subject)
    }

    /// The figure in the unit of the measure, such as "92.35".
    async fn figure(&self) -> String {
        figure(self.measure, self.of.figure)
    }

    /// The grade of a score, by the bands of the platform's default scheme; null for other measures.
    async fn grade(&self, ctx: &Context<'_>) -> Option<&str> {
        let language = ctx.data_opt::<Language>().copied().unwrap_or_default();
        self.of.grade.as_ref().map(|grade| language.choose(grade.en.as_str(), grade.zh.as_str()))
    }

    /// How many events the figure rests on: promises judged, tickets or pauses.
    async fn sample(&self) -> i64 {
        self.of.sample
    }

    /// How far the rank carries.
    async fn confidence(&self) -> RankingConfidence {
        self.of.confidence.into()
    }

    /// Why no further.
    async fn notes(&self) -> Vec<RankingNote> {
        self.of.notes.iter().map(|note| (*note).into()).collect()
    }
}

/// A row of the domain.
pub struct UnratedRow<'a> {
    pub(super) of: Unrated,
    pub(super) measure: Measure,
    pub(super) request: Option<&'a Request>,
}

/// Somebody who cannot be compared; neither last nor in the middle.
#[Object(serial)]
impl UnratedRow<'_> {
    /// The vendor's or agency's name when the list was made.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// The same in English, as it is today; null without.
    async fn name_en(&self, ctx: &Context<'_>) -> Option<String> {
        name_today(ctx, self.request, self.measure, self.of.subject)
    }

    /// The global id of the vendor or agency; null for whoever does not see it otherwise.
    async fn subject_id(&self) -> Option<ID> {
        subject(self.request, self.measure, self.of.subject)
    }

    /// Why.
    async fn reason(&self) -> RankingUnratedReason {
        self.of.reason.into()
    }

    /// How many events were counted.
    async fn sample(&self) -> i64 {
        self.of.sample
    }
}

/// A change of the domain.
pub struct RankingChange<'a> {
    pub(super) of: Change,
    pub(super) request: Option<&'a Request>,
}

/// Somebody who stands elsewhere than before. Null is without rank, or not in the list.
#[Object(serial)]
impl RankingChange<'_> {
    /// In which list.
    async fn measure(&self) -> RankingMeasure {
        self.of.measure.into()
    }

    /// The vendor's or agency's name.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// The same in English, as it is today; null without.
    async fn name_en(&self, ctx: &Context<'_>) -> Option<String> {
        name_today(ctx, self.request, self.of.measure, self.of.subject)
    }

    /// The global id of the vendor or agency; null for whoever does not see it otherwise.
    async fn subject_id(&self) -> Option<ID> {
        subject(self.request, self.of.measure, self.of.subject)
    }

    /// The rank before.
    async fn rank_before(&self) -> Option<i64> {
        self.of.rank_before
    }

    /// The rank after.
    async fn rank_after(&self) -> Option<i64> {
        self.of.rank_after
    }

    /// The figure before, in the unit of the measure.
    async fn figure_before(&self) -> Option<String> {
        self.of.figure_before.map(|of| figure(self.of.measure, of))
    }

    /// The figure after, in the unit of the measure.
    async fn figure_after(&self) -> Option<String> {
        self.of.figure_after.map(|of| figure(self.of.measure, of))
    }
}

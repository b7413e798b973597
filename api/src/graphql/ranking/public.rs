//! What everybody may read of rankings, without log-in.

use std::sync::Arc;

use app::App;
use app::ranking::{
    PublicRanking as View, PublicRankingList, PublicVersion, RankingQuery as Asked, limit_public_reads, public_ranking,
    public_rankings,
};
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use domain::Instant;

use super::inputs::RankingFilter;
use super::query::USUAL;
use super::sheet::{RankedList, RankingChange, lists};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};
use crate::graphql::words::{PeriodKind, RankingKind};
use crate::hooks::Caller;

/// The order of every list of them.
const LATEST: &str = "publicRankings.latest";

/// The queries of what is public.
#[derive(Default)]
pub struct PublicRankingQuery;

/// The queries of what is public.
#[Object]
impl PublicRankingQuery {
    /// Rankings that are published to everybody, the latest period first. Open to everybody; reads without log-in are limited
    /// by address.
    #[graphql(complexity = "page_cost(first.or(USUAL), child_complexity)")]
    async fn public_rankings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 10 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which rankings.")] filter: Option<RankingFilter>,
    ) -> Result<Connection<PublicRanking>, ApiError> {
        let (app, language) = reader(ctx).await?;
        let size = page_size(first.or(USUAL), language)?;
        let after = after.map(|text| Cursor::decode(&text, LATEST, language)).transpose()?;
        let asked = Asked {
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
            ..filter.unwrap_or_default().asked(language)?
        };
        let found = public_rankings(app, &asked).await;
        let PublicRankingList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let rows = rows.into_iter().map(PublicRanking).collect();
        Ok(Connection::new(rows, LATEST, after.is_some(), more, Total::from(total)))
    }

    /// A ranking that is published to everybody; null when there is no such one. Open to everybody; reads without log-in are
    /// limited by address.
    #[graphql(complexity = "10 + child_complexity")]
    async fn public_ranking(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id, as publicRankings gives it.")] id: ID,
    ) -> Result<Option<PublicRanking>, ApiError> {
        let (app, language) = reader(ctx).await?;
        let Some(id) = NodeType::RankingPublication.uuid(&id) else { return Ok(None) };
        match public_ranking(app, id.into()).await {
            Ok(found) => Ok(Some(PublicRanking(found))),
            Err(app::Error::NotFound(_)) => Ok(None),
            Err(error) => Err(failure(error, language)),
        }
    }
}

/// Whoever reads: whoever has no name is counted by address.
async fn reader<'c>(ctx: &Context<'c>) -> Result<(&'c Arc<App>, Language), ApiError> {
    let app = ctx.data_unchecked::<Arc<App>>();
    let language = ctx.data_opt::<Language>().copied().unwrap_or_default();
    if ctx.data_opt::<Request>().is_none() {
        let remote = ctx.data_opt::<Caller>().and_then(|caller| caller.remote);
        let peer = remote.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        limit_public_reads(app, &peer).await.map_err(|error| failure(error, language))?;
    }
    Ok((app, language))
}

/// A ranking of the use case.
pub struct PublicRanking(View);

/// A ranking that is published to everybody: names, ranks and figures, and nothing of what they rest on. Open to everybody.
#[Object(serial)]
impl PublicRanking {
    /// The global id of the ranking.
    async fn id(&self) -> ID {
        NodeType::RankingPublication.id(self.0.id.0)
    }

    /// Who is ranked.
    async fn kind(&self) -> RankingKind {
        self.0.kind.into()
    }

    /// The name of the agency under which is compared.
    async fn agency_name(&self) -> &str {
        &self.0.agency
    }

    /// The same in English; null without.
    async fn agency_name_en(&self) -> Option<&str> {
        self.0.agency_en.as_deref()
    }

    /// How long the period is.
    async fn period(&self) -> PeriodKind {
        self.0.period.kind.into()
    }

    /// The first day of the period.
    async fn starts_on(&self) -> NaiveDate {
        self.0.starts_on()
    }

    /// The last day of the period, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.0.period.end().pred_opt().unwrap_or(self.0.period.start)
    }

    /// The fewest events that a figure must rest on to get a rank.
    async fn min_sample(&self) -> i64 {
        self.0.min_sample
    }

    /// The versions that were published to everybody, in order: the last one holds, those before it were corrected.
    #[graphql(complexity = "3 * child_complexity")]
    async fn versions(&self) -> Vec<PublicRankingVersion<'_>> {
        self.0.versions.iter().map(PublicRankingVersion).collect()
    }
}

impl Listed for PublicRanking {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.0.starts_on().to_string(), id: self.0.id.0 }
    }
}

/// A version of the use case.
pub struct PublicRankingVersion<'a>(&'a PublicVersion);

/// A version of a ranking that was published to everybody. Open to everybody.
#[Object(serial)]
impl PublicRankingVersion<'_> {
    /// Its number; not every version was published.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// When it was published.
    async fn published_at(&self) -> Instant {
        self.0.published_at
    }

    /// What was said with it.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Its lists.
    #[graphql(complexity = "3 * child_complexity")]
    async fn lists(&self) -> Vec<RankedList<'static>> {
        lists(&self.0.sheet, None)
    }

    /// Who stands elsewhere than in the version published before.
    #[graphql(complexity = "20 * child_complexity")]
    async fn changes(&self) -> Vec<RankingChange<'static>> {
        self.0.changes.iter().cloned().map(|of| RankingChange { of, request: None }).collect()
    }
}

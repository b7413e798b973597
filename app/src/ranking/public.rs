//! What is published to everybody, for whoever asks: the published sheets and nothing else.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::RankingId;
use domain::ranking::{RankingChange, RankingKind, RankingSheet};
use domain::scorecard::Period;
use storage::coord::Rate;
use storage::query::ranking as query;

use super::read::{RankingQuery, filter, period_of};
use crate::ticket::rows::missing;
use crate::{App, Error, RankingRow, Result};

/// A page a second is more than any person reads.
const READS: u64 = 60;
const WINDOW: Duration = Duration::from_secs(60);

/// A version that was published to everybody, and what it changed.
#[derive(Clone, Debug)]
pub struct PublicVersion {
    pub number: i32,
    pub sheet: RankingSheet,
    pub published_at: Instant,
    /// What was said with it.
    pub note: Option<String>,
    /// Against the version published before.
    pub changes: Vec<RankingChange>,
}

/// A ranking as everybody may read it.
#[derive(Clone, Debug)]
pub struct PublicRanking {
    pub id: RankingId,
    /// The agency under which was compared.
    pub agency: String,
    /// Its English name, if it has one.
    pub agency_en: Option<String>,
    pub kind: RankingKind,
    pub period: Period,
    pub min_sample: i64,
    /// Those that were published, in order: the last one holds.
    pub versions: Vec<PublicVersion>,
}

/// A page of them, the latest period first.
#[derive(Clone, Debug)]
pub struct PublicRankingList {
    pub rows: Vec<PublicRanking>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// Counts one anonymous read of an address.
///
/// # Errors
/// RATE_LIMITED with the seconds to wait.
pub async fn limit_public_reads(app: &App, peer: &str) -> Result<()> {
    match app.coord.rate_limit(&format!("public-read:{peer}"), READS, WINDOW).await {
        Rate::Allowed => Ok(()),
        Rate::RetryAfter(seconds) => Err(Error::RateLimited(seconds)),
    }
}

/// One page of what is published to everybody. Needs nothing.
pub async fn public_rankings(app: &Arc<App>, asked: &RankingQuery) -> Result<PublicRankingList> {
    let db = app.store.read();
    let filter = filter(asked, asked.agency.map(|agency| app.directory().below(agency)));
    let mut rows = query::public_page(db, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::public_count(db, &filter).await?) } else { None };
    Ok(PublicRankingList { rows: published(app, rows).await?, more, total })
}

/// One that is published to everybody. Needs nothing.
///
/// # Errors
/// NOT_FOUND.
pub async fn public_ranking(app: &Arc<App>, id: RankingId) -> Result<PublicRanking> {
    let row = query::find_public(app.store.read(), id).await?;
    let row = row.ok_or(Error::NotFound("ranking"))?;
    published(app, vec![row]).await?.pop().ok_or(Error::NotFound("ranking"))
}

async fn published(app: &Arc<App>, rows: Vec<RankingRow>) -> Result<Vec<PublicRanking>> {
    let db = app.store.read();
    let ids: Vec<RankingId> = rows.iter().map(|row| row.id).collect();
    let (versions, releases) = (query::versions(db, &ids).await?, query::releases(db, &ids).await?);
    let directory = app.directory();
    let mut found = Vec::new();
    for row in rows {
        let agency = directory.agencies.get(&row.agency_id);
        // What was published to agencies alone before it came to everybody stays with them.
        let open = releases.iter().filter(|of| of.ranking_id == row.id && of.is_public);
        let mut seen = Vec::new();
        for (place, release) in open.enumerate() {
            let of = versions.iter().find(|of| of.ranking_id == row.id && of.number == release.number);
            let of = of.ok_or_else(|| missing("the version of a ranking"))?;
            let changes = if place == 0 { Vec::new() } else { serde_json::from_value(release.changes.clone())? };
            seen.push(PublicVersion {
                number: release.number,
                sheet: serde_json::from_value(of.sheet.clone())?,
                published_at: release.published_at,
                note: release.note.clone(),
                changes,
            });
        }
        found.push(PublicRanking {
            id: row.id,
            agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
            agency_en: agency.and_then(|agency| agency.name_en.clone()),
            kind: row.kind,
            period: period_of(&row),
            min_sample: row.min_sample,
            versions: seen,
        });
    }
    Ok(found)
}

impl PublicRanking {
    /// The first day of its period: its place in lists.
    pub fn starts_on(&self) -> NaiveDate {
        self.period.start
    }
}

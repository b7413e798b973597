//! Inputs of rankings.

use app::ranking::RankingQuery as Asked;
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{PeriodKind, RankingKind, RankingObjectionOutcome};

/// Which rankings. What is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct RankingFilter {
    /// Of this agency and everything under it.
    pub agency_id: Option<ID>,
    /// Of vendors or of agencies.
    pub kind: Option<RankingKind>,
    /// Of this length.
    pub period: Option<PeriodKind>,
    /// Beginning on this day or later.
    pub from: Option<NaiveDate>,
    /// Beginning on this day or earlier.
    pub until: Option<NaiveDate>,
}

impl RankingFilter {
    /// For the use case.
    pub(super) fn asked(self, language: Language) -> Result<Asked, ApiError> {
        Ok(Asked {
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            kind: self.kind.map(Into::into),
            period: self.period.map(Into::into),
            from: self.from,
            until: self.until,
            ..Asked::default()
        })
    }
}

/// A ranking to be worked out.
#[derive(Debug, InputObject)]
pub struct DraftRankingInput {
    /// Compared is what lies under this agency: the region's body for a region, the root for the nation.
    pub agency_id: ID,
    /// Who is ranked.
    pub kind: RankingKind,
    /// How long the period is.
    pub period: PeriodKind,
    /// Any day of the period.
    pub day: NaiveDate,
    /// The fewest events that a figure must rest on to get a rank, 1 to 100,000; 10 when left out.
    pub min_sample: Option<i64>,
    /// Civil days of the objection period, 1 to 90; 7 when left out.
    pub objection_days: Option<i64>,
}

/// A ranking to be worked out again.
#[derive(Debug, InputObject)]
pub struct RedraftRankingInput {
    /// The ranking.
    pub ranking_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A ranking to be announced.
#[derive(Debug, InputObject)]
pub struct AnnounceRankingInput {
    /// The ranking.
    pub ranking_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
}

/// An objection to where somebody stands.
#[derive(Debug, InputObject)]
pub struct ObjectToRankingInput {
    /// The ranking.
    pub ranking_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// For which vendor, where you answer for several that are ranked.
    pub vendor_id: Option<ID>,
    /// For which agency, where you answer for several that are ranked.
    pub agency_id: Option<ID>,
}

/// An answer to an objection.
#[derive(Debug, InputObject)]
pub struct AnswerObjectionInput {
    /// The objection.
    pub objection_id: ID,
    /// The version of its ranking as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
    /// Whether it is right.
    pub outcome: RankingObjectionOutcome,
    /// Why, up to 2,000 characters: the vendor reads it.
    pub reason: String,
}

/// A ranking to be published.
#[derive(Debug, InputObject)]
pub struct PublishRankingInput {
    /// The ranking.
    pub ranking_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
    /// The agencies that it is published to, besides the ranking's own and those told of an earlier version; up to 500.
    #[graphql(default)]
    pub agency_ids: Vec<ID>,
    /// Whether also to everybody, without log-in. It is not taken back: corrections go to everybody too.
    #[graphql(default)]
    pub public: bool,
    /// What is to be said with it, up to 2,000 characters; it is published.
    pub note: Option<String>,
}

/// A published ranking to be corrected.
#[derive(Debug, InputObject)]
pub struct CorrectRankingInput {
    /// The ranking.
    pub ranking_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub expected_version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

//! A ranking of an agency's vendors, or of the agencies under it, over a period: where it stands.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, RankingId, UserId};
use domain::ranking::{RankingKind, RankingState};
use domain::scorecard::PeriodKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_publication")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RankingId,
    /// Ranked is what lies under it.
    pub agency_id: AgencyId,
    pub kind: RankingKind,
    pub period_kind: PeriodKind,
    pub period_start: NaiveDate,
    pub state: RankingState,
    /// The latest version.
    pub number: i32,
    /// The version that is out, if any.
    pub published_number: Option<i32>,
    /// Whether it is out to everybody.
    pub is_public: bool,
    pub min_sample: i64,
    pub objection_days: i64,
    /// Of the announced version.
    pub objections_end_at: Option<Instant>,
    /// Who worked the latest version out; none is the platform.
    pub drafter_id: Option<UserId>,
    pub announced_at: Option<Instant>,
    pub published_at: Option<Instant>,
    pub version: i64,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

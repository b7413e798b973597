//! An agency that a ranking was published to; append-only.

use domain::ids::{AgencyId, RankingId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_reader")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ranking_id: RankingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
    /// The first version that was.
    pub number: i32,
}

impl ActiveModelBehavior for ActiveModel {}

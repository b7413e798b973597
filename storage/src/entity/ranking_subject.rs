//! A vendor or agency that has stood in an announced version of a ranking; append-only.

use domain::ids::RankingId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_subject")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ranking_id: RankingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// The first version that they stood in.
    pub number: i32,
}

impl ActiveModelBehavior for ActiveModel {}

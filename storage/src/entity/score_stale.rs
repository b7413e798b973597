//! A month of a contract whose scorecard must be computed again.

use domain::ids::ContractId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score_stale")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: i32,
    /// Counts the marks, so that whoever scores the month sees that it was marked again meanwhile.
    pub marks: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! An agency whose tickets a back-test looks at: what its readers must reach.

use domain::ids::{AgencyId, BacktestId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "backtest_agency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub backtest_id: BacktestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
}

impl ActiveModelBehavior for ActiveModel {}

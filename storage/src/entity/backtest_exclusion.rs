//! A ticket that a back-test leaves out.

use domain::ids::{BacktestId, TicketId};
use domain::trial::Exclusion;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "backtest_exclusion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub backtest_id: BacktestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    pub reason: Exclusion,
}

impl ActiveModelBehavior for ActiveModel {}

//! A clock that a back-test judges otherwise.

use domain::Instant;
use domain::ids::{BacktestId, TicketId};
use domain::sla::{ClockState, Metric};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "backtest_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub backtest_id: BacktestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub metric: Metric,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cycle: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub state_before: ClockState,
    pub state_after: ClockState,
    pub due_before: Option<Instant>,
    pub due_after: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

//! A contract month scored by the scheme that held and by the one that is tried.

use chrono::NaiveDate;
use domain::ids::{BacktestId, ContractId, SchemeId};
use domain::money::Fen;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "backtest_card")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub backtest_id: BacktestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period_start: NaiveDate,
    pub scheme_before_id: SchemeId,
    /// Hundredths; none: not rated.
    pub score_before: Option<i64>,
    pub score_after: Option<i64>,
    /// None where the scheme says nothing of money.
    pub pay_before: Option<Fen>,
    pub pay_after: Option<Fen>,
}

impl ActiveModelBehavior for ActiveModel {}

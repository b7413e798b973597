//! A quota that a version of terms states.

use domain::contract::{QuotaKind, QuotaPeriod};
use domain::ids::{ContractId, QuotaId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_quota")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuotaId,
    pub contract_id: ContractId,
    pub terms_number: i32,
    pub kind: QuotaKind,
    pub period: QuotaPeriod,
    pub amount: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! What was booked on the quotas of a contract; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::QuotaKind;
use domain::ids::{ContractId, QuotaUseId, TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "quota_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuotaUseId,
    pub contract_id: ContractId,
    pub kind: QuotaKind,
    pub quantity: i64,
    pub occurred_on: NaiveDate,
    pub note: Option<String>,
    pub ticket_id: Option<TicketId>,
    pub corrects_id: Option<QuotaUseId>,
    pub booked_by: Option<UserId>,
    pub booker: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

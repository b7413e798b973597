//! What was decided about a version of credit terms; append-only.

use domain::Instant;
use domain::ids::{CreditTermsId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_terms_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub terms_id: CreditTermsId,
    pub accepted: bool,
    pub note: Option<String>,
    pub decided_by: Option<UserId>,
    pub decider: String,
    pub decided_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

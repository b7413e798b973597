//! A compliance review of a contract or an amendment.

use domain::Instant;
use domain::ids::{AmendmentId, ChecklistId, ContractId, ReviewId, UserId};
use domain::review::{ReviewState, ReviewVerdict};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "compliance_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReviewId,
    pub contract_id: ContractId,
    /// None: of the contract itself.
    pub amendment_id: Option<AmendmentId>,
    pub terms_number: i32,
    pub checklist_id: ChecklistId,
    /// Of the terms that it saw.
    pub fingerprint: String,
    pub state: ReviewState,
    pub verdict: Option<ReviewVerdict>,
    pub convened_by: Option<UserId>,
    pub convened_at: Instant,
    pub decided_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

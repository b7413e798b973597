//! An address for a file that is good once.

use domain::Instant;
use domain::file::AddressPurpose;
use domain::ids::{AttachmentId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "file_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub attachment_id: AttachmentId,
    pub purpose: AddressPurpose,
    pub user_id: UserId,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

//! The decision that an entry of the ledger counts no more; append-only.

use domain::Instant;
use domain::ids::{LedgerEntryId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_strike")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: LedgerEntryId,
    /// The dispute that decided it, if one did.
    pub dispute_id: Option<Uuid>,
    pub reason: String,
    pub struck_by: Option<UserId>,
    pub striker: String,
    pub struck_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

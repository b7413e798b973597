//! A case of an imported log.

use domain::Instant;
use domain::ids::TicketId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    #[sea_orm(primary_key, auto_increment = false, column_name = "ref")]
    pub ref_: String,
    pub ticket_id: TicketId,
    pub rows_hash: String,
    pub imported_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

//! A service item that a note is about.

use domain::ids::{NoteId, ServiceItemId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "knowledge_note_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub note_id: NoteId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: ServiceItemId,
}

impl ActiveModelBehavior for ActiveModel {}

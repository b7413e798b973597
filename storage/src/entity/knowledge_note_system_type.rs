//! A type of systems that a note is about.

use domain::ids::NoteId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "knowledge_note_system_type")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub note_id: NoteId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub system_type: String,
}

impl ActiveModelBehavior for ActiveModel {}

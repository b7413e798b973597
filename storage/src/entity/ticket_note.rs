//! A note that a solution used.

use domain::ids::{NoteId, TicketId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    /// Of the event that tells of the solution.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub note_id: NoteId,
}

impl ActiveModelBehavior for ActiveModel {}

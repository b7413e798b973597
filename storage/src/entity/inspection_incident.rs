//! The incident that was raised of a failed item of an inspection; append-only.

use domain::Instant;
use domain::ids::{OccurrenceId, TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_incident")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub occurrence_id: OccurrenceId,
    /// The key of the item.
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    /// The incident.
    pub ticket_id: TicketId,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

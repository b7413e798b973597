//! An entry of a ticket's work log; a counter-entry has negative minutes.

use domain::Instant;
use domain::ids::{TicketId, UserId, VendorId, WorkEntryId};
use domain::ticket::Visibility;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkEntryId,
    pub ticket_id: TicketId,
    pub vendor_id: VendorId,
    pub engineer_id: UserId,
    pub started_at: Instant,
    pub minutes: i32,
    pub billable: bool,
    pub summary: String,
    pub visibility: Visibility,
    /// The entry that this one takes back.
    pub reverses_id: Option<WorkEntryId>,
    pub recorded_by: Option<UserId>,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

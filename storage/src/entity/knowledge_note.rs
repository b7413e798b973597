//! A knowledge note of an agency or a vendor.

use domain::Instant;
use domain::catalogue::NoteState;
use domain::ids::{AgencyId, NoteId, UserId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "knowledge_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    /// The owner; none for a vendor's.
    pub agency_id: Option<AgencyId>,
    /// The owner; none for an agency's.
    pub vendor_id: Option<VendorId>,
    pub title: String,
    pub body: String,
    pub state: NoteState,
    /// Whether the vendors that serve the owner or those below it read it too.
    pub shared: bool,
    pub version: i32,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

//! A file that hangs on something; the bytes are elsewhere.

use domain::Instant;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::{AttachmentId, EventId, PauseId, UserId};
use domain::ticket::Visibility;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub owner_type: FileOwner,
    pub owner_id: Uuid,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: Option<String>,
    pub state: AttachmentState,
    pub uploaded_by: Option<UserId>,
    pub uploader: String,
    pub created_at: Instant,
    pub stored_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
    pub withdrawn_by: Option<UserId>,
    pub withdrawer: Option<String>,
    pub withdrawal_reason: Option<String>,
    /// Who may read a file of a ticket; none on other owners.
    pub visibility: Option<Visibility>,
    /// The comment that a file of a ticket belongs to, if any.
    pub comment_id: Option<EventId>,
    /// The pause that a file of a ticket is evidence about, if any.
    pub pause_id: Option<PauseId>,
}

impl ActiveModelBehavior for ActiveModel {}

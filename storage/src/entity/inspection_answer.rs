//! An answer to an item of a checklist; append-only, a correction is another row.

use domain::Instant;
use domain::ids::{InspectionAnswerId, OccurrenceId, UserId};
use domain::inspection::InspectionOutcome;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InspectionAnswerId,
    pub occurrence_id: OccurrenceId,
    /// The key of the item.
    pub item: String,
    /// 1 for the first answer to the item; the greatest holds.
    pub seq: i32,
    pub outcome: InspectionOutcome,
    /// A decimal number, in the item's unit.
    pub number: Option<String>,
    pub words: Option<String>,
    /// Perhaps empty.
    pub note: String,
    /// A list of [`domain::ids::AttachmentId`].
    #[sea_orm(column_type = "JsonBinary")]
    pub evidence: serde_json::Value,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

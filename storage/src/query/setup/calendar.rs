//! What a calendar was written down as, revision by revision.

use domain::ids::CalendarId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::calendar_revision;

/// The newest revision of a calendar.
pub async fn newest(
    db: &impl ConnectionTrait,
    calendar: CalendarId,
) -> Result<Option<calendar_revision::Model>, DbErr> {
    calendar_revision::Entity::find()
        .filter(calendar_revision::Column::CalendarId.eq(calendar))
        .order_by_desc(calendar_revision::Column::Revision)
        .one(db)
        .await
}

/// Every revision of a calendar, newest first.
pub async fn revisions(
    db: &impl ConnectionTrait,
    calendar: CalendarId,
) -> Result<Vec<calendar_revision::Model>, DbErr> {
    calendar_revision::Entity::find()
        .filter(calendar_revision::Column::CalendarId.eq(calendar))
        .order_by_desc(calendar_revision::Column::Revision)
        .all(db)
        .await
}

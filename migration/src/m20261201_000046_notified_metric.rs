//! Which promise a notification of a deadline is about.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The message that was told of names it, as long as it has not left the feed.
const COLUMN: &str = "
ALTER TABLE notification ADD COLUMN metric text;
UPDATE notification SET metric = (SELECT o.payload ->> 'metric' FROM outbox o WHERE o.id = notification.outbox_id)
    WHERE kind IN ('BREACHED', 'ESCALATED');
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(COLUMN).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = "ALTER TABLE notification DROP COLUMN metric;";
        manager.get_connection().execute_unprepared(column).await.map(drop)
    }
}

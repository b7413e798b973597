//! The talk on tickets: files, the work log, watchers, notifications.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A notification's place is that of its message in the change feed: one of each message for each person. What was told
/// before there were notifications is notified to nobody.
const TABLES: &str = "
ALTER TABLE attachment ADD COLUMN visibility text;
ALTER TABLE attachment ADD COLUMN comment_id UUID;

CREATE TABLE work_entry (
    id UUID PRIMARY KEY, ticket_id UUID NOT NULL, vendor_id UUID NOT NULL, engineer_id UUID NOT NULL,
    started_at TIMESTAMPTZ NOT NULL, minutes int NOT NULL, billable boolean NOT NULL, summary text NOT NULL,
    visibility text NOT NULL, reverses_id UUID UNIQUE, recorded_by UUID, recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX work_entry_ticket ON work_entry (ticket_id, id);

CREATE TABLE ticket_watcher (
    ticket_id UUID NOT NULL, user_id UUID NOT NULL, added_by UUID, added_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (ticket_id, user_id)
);
CREATE INDEX ticket_watcher_user ON ticket_watcher (user_id);

CREATE TABLE notification (
    id UUID PRIMARY KEY, user_id UUID NOT NULL, feed_seq bigint NOT NULL, outbox_id UUID NOT NULL,
    ticket_id UUID NOT NULL, event_seq int, kind text NOT NULL, visibility text NOT NULL,
    created_at TIMESTAMPTZ NOT NULL, read_at TIMESTAMPTZ, UNIQUE (user_id, feed_seq)
);
CREATE INDEX notification_unread ON notification (user_id, feed_seq) WHERE read_at IS NULL;

INSERT INTO epoch (name, value) SELECT 'notified', value FROM epoch WHERE name = 'feed';
";

const REST_DOWN: &str = "
DELETE FROM epoch WHERE name = 'notified';
ALTER TABLE attachment DROP COLUMN comment_id;
ALTER TABLE attachment DROP COLUMN visibility;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["work_entry"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["notification", "ticket_watcher", "work_entry"]).await?;
        manager.get_connection().execute_unprepared(REST_DOWN).await.map(drop)
    }
}

//! Answers that proposals wait for, files as evidence about a pause, exclusions that end early, notifications of a leg that
//! has ended, and how far the feed was pruned.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An answer that is due is a reminder to look: whether the proposal is open still, the ticket's log says.
const TABLES: &str = "
CREATE TABLE ticket_answer_due (
    ticket_id UUID NOT NULL, kind text NOT NULL, answer_by TIMESTAMPTZ NOT NULL, PRIMARY KEY (ticket_id, kind)
);
CREATE INDEX ticket_answer_due_by ON ticket_answer_due (answer_by, ticket_id);

ALTER TABLE service_exclusion ADD COLUMN planned_to_at TIMESTAMPTZ;
ALTER TABLE service_exclusion ADD COLUMN ended_by UUID;
ALTER TABLE service_exclusion ADD COLUMN ended_at TIMESTAMPTZ;
ALTER TABLE service_exclusion ADD COLUMN end_reason text;
ALTER TABLE attachment ADD COLUMN pause_id UUID;
ALTER TABLE notification ADD COLUMN leg_id UUID;
CREATE INDEX notification_read ON notification (created_at) WHERE read_at IS NOT NULL;
INSERT INTO epoch (name, value) VALUES ('feed_pruned', 0);
ALTER TABLE service_exclusion_ticket ADD COLUMN applied_to TIMESTAMPTZ;
UPDATE service_exclusion_ticket SET applied_to =
    (SELECT to_at FROM service_exclusion x WHERE x.id = service_exclusion_ticket.exclusion_id) WHERE applied_at IS NOT NULL;
CREATE INDEX service_exclusion_ticket_applied ON service_exclusion_ticket (exclusion_id, applied_to);
DROP INDEX service_exclusion_work;
CREATE INDEX service_exclusion_work ON service_exclusion (from_at)
    WHERE state IN ('APPROVED', 'WITHDRAWN') AND finished_at IS NULL;
";

const COLUMNS_DOWN: &str = "
DELETE FROM epoch WHERE name = 'feed_pruned';
DROP INDEX notification_read;
DROP INDEX service_exclusion_work;
DROP INDEX service_exclusion_ticket_applied;
ALTER TABLE service_exclusion_ticket DROP COLUMN applied_to;
ALTER TABLE notification DROP COLUMN leg_id;
ALTER TABLE attachment DROP COLUMN pause_id;
ALTER TABLE service_exclusion DROP COLUMN end_reason;
ALTER TABLE service_exclusion DROP COLUMN ended_at;
ALTER TABLE service_exclusion DROP COLUMN ended_by;
ALTER TABLE service_exclusion DROP COLUMN planned_to_at;
CREATE INDEX service_exclusion_work ON service_exclusion (from_at) WHERE state = 'APPROVED' AND finished_at IS NULL;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(COLUMNS_DOWN).await?;
        ddl::drop_tables(manager, &["ticket_answer_due"]).await
    }
}

//! When tickets ended, and the indexes that reports begin from.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A ticket is raised with neither time, so that the indexes over them cost nothing then. `sla_clock_overdue` holds what
/// `sla_clock_unsettled` does not: promises that were broken and are not kept yet.
const UP: &str = "
ALTER TABLE ticket ADD COLUMN ended_at TIMESTAMPTZ;
UPDATE ticket SET ended_at = closed_at WHERE state = 'CLOSED';
UPDATE ticket SET ended_at = (SELECT MIN(e.occurred_at) FROM ticket_event e
    WHERE e.ticket_id = ticket.id AND e.type = 'CANCELLED') WHERE state = 'CANCELLED';
CREATE INDEX ticket_ended ON ticket (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ticket_resolved ON ticket (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX work_entry_started ON work_entry (started_at);
CREATE INDEX sla_clock_overdue ON sla_clock (due_at, id) WHERE state = 'BREACHED' AND stopped_at IS NULL;
";

const DOWN: &str = "
DROP INDEX sla_clock_overdue;
DROP INDEX work_entry_started;
DROP INDEX ticket_resolved;
DROP INDEX ticket_ended;
ALTER TABLE ticket DROP COLUMN ended_at;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await.map(drop)
    }
}

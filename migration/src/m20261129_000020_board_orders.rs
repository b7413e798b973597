//! Boards in the order of deadlines; and alarms of provisional deadlines as a kind of their own.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE INDEX ticket_board_due ON ticket (agency_id, is_open, next_due_at, id);
UPDATE sla_alarm SET kind = 'AWAIT' WHERE kind = 'BREACH' AND fired_at IS NULL
    AND clock_id IN (SELECT id FROM sla_clock WHERE provisional);
";

const DOWN: &str = "
UPDATE sla_alarm SET kind = 'BREACH' WHERE kind = 'AWAIT' AND fired_at IS NULL;
DROP INDEX ticket_board_due;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(UP).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await.map(drop)
    }
}

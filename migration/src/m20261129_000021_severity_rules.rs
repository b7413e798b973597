//! How a policy version ranks work, and when a level rises by itself.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
ALTER TABLE sla_policy_version ADD COLUMN severity_rules JSONB;
CREATE INDEX sla_alarm_rise ON sla_alarm (at) WHERE kind = 'RISE' AND fired_at IS NULL;
";

const DOWN: &str = "
DROP INDEX sla_alarm_rise;
DELETE FROM sla_alarm WHERE kind = 'RISE';
ALTER TABLE sla_policy_version DROP COLUMN severity_rules;
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

//! What a policy version says beside its figures: conditions of targets, inheritance, guard periods, pause and
//! reopening rules.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Every new column has a default that says what was so before, also for what an older replica still writes.
const TABLES: &str = "
ALTER TABLE sla_policy ADD COLUMN base_policy_id UUID REFERENCES sla_policy (id);
CREATE INDEX sla_policy_base ON sla_policy (base_policy_id);

ALTER TABLE sla_policy_version ADD COLUMN base_version_id UUID REFERENCES sla_policy_version (id);
CREATE INDEX sla_policy_version_base ON sla_policy_version (base_version_id);
ALTER TABLE sla_policy_version ADD COLUMN stated JSONB;
ALTER TABLE sla_policy_version ADD COLUMN pause_rules JSONB;
ALTER TABLE sla_policy_version ADD COLUMN reopening text NOT NULL DEFAULT 'NEW_CYCLE';
ALTER TABLE sla_policy_version ADD COLUMN reopen_days int;

ALTER TABLE sla_target ADD COLUMN system_type text;
ALTER TABLE sla_target ADD COLUMN protection_from int;
ALTER TABLE sla_target ADD COLUMN protection_to int;
ALTER TABLE sla_target ADD COLUMN guard boolean NOT NULL DEFAULT false;
ALTER TABLE sla_target ADD COLUMN origin text NOT NULL DEFAULT 'OWN';
ALTER TABLE sla_target ADD COLUMN base_target_id UUID REFERENCES sla_target (id);
CREATE INDEX sla_target_base ON sla_target (base_target_id);
ALTER TABLE sla_target ADD COLUMN override_reason text;

ALTER TABLE ticket_pause ADD COLUMN lapses_at TIMESTAMPTZ;
ALTER TABLE ticket_pause ADD COLUMN lapsed boolean NOT NULL DEFAULT false;
CREATE INDEX ticket_pause_lapse ON ticket_pause (lapses_at, id)
    WHERE to_at IS NULL AND lapses_at IS NOT NULL AND NOT lapsed;

CREATE TABLE guard_period (
    id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES agency (id), name text NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL, ends_at TIMESTAMPTZ NOT NULL, reason text NOT NULL,
    declared_by UUID, declared_at TIMESTAMPTZ NOT NULL,
    withdrawn_by UUID, withdrawn_at TIMESTAMPTZ, withdrawal_reason text
);
CREATE INDEX guard_period_owner ON guard_period (owner_id);
";

const COLUMNS_DOWN: &str = "
DROP INDEX ticket_pause_lapse;
ALTER TABLE ticket_pause DROP COLUMN lapsed;
ALTER TABLE ticket_pause DROP COLUMN lapses_at;

ALTER TABLE sla_target DROP COLUMN override_reason;
DROP INDEX sla_target_base;
ALTER TABLE sla_target DROP COLUMN base_target_id;
ALTER TABLE sla_target DROP COLUMN origin;
ALTER TABLE sla_target DROP COLUMN guard;
ALTER TABLE sla_target DROP COLUMN protection_to;
ALTER TABLE sla_target DROP COLUMN protection_from;
ALTER TABLE sla_target DROP COLUMN system_type;

ALTER TABLE sla_policy_version DROP COLUMN reopen_days;
ALTER TABLE sla_policy_version DROP COLUMN reopening;
ALTER TABLE sla_policy_version DROP COLUMN pause_rules;
ALTER TABLE sla_policy_version DROP COLUMN stated;
DROP INDEX sla_policy_version_base;
ALTER TABLE sla_policy_version DROP COLUMN base_version_id;

DROP INDEX sla_policy_base;
ALTER TABLE sla_policy DROP COLUMN base_policy_id;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["guard_period"]).await?;
        manager.get_connection().execute_unprepared(COLUMNS_DOWN).await.map(drop)
    }
}

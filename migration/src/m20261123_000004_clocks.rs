//! Clocks, their alarms and the append-only revisions of their verdicts.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE sla_clock (
    id UUID PRIMARY KEY, ticket_id UUID NOT NULL, metric text NOT NULL, cycle int NOT NULL, seq int NOT NULL,
    contract_id UUID NOT NULL, target_id UUID, state text NOT NULL,
    started_at TIMESTAMPTZ NOT NULL, effective_start_at TIMESTAMPTZ NOT NULL, due_at TIMESTAMPTZ, provisional boolean NOT NULL,
    stopped_at TIMESTAMPTZ, breached_at TIMESTAMPTZ, breach_known_at TIMESTAMPTZ,
    elapsed_seconds bigint NOT NULL, paused_seconds bigint NOT NULL, target_seconds bigint NOT NULL,
    counted_at TIMESTAMPTZ NOT NULL, counted_month int NOT NULL, rule text,
    calendar_revision bigint NOT NULL, input_hash text NOT NULL,
    UNIQUE (ticket_id, metric, cycle, seq)
);
CREATE INDEX sla_clock_contract ON sla_clock (contract_id, counted_month);
CREATE INDEX sla_clock_unsettled ON sla_clock (due_at) WHERE state IN ('RUNNING', 'PAUSED', 'AWAITING_CALENDAR');

CREATE TABLE sla_alarm (
    clock_id UUID NOT NULL, kind text NOT NULL, level int NOT NULL, at TIMESTAMPTZ NOT NULL,
    id UUID NOT NULL, ticket_id UUID NOT NULL, fired_at TIMESTAMPTZ, PRIMARY KEY (clock_id, kind, level, at)
);
CREATE INDEX sla_alarm_coming ON sla_alarm (at) WHERE fired_at IS NULL;

CREATE TABLE sla_verdict (
    id UUID PRIMARY KEY, clock_id UUID NOT NULL, ticket_id UUID NOT NULL, revision int NOT NULL, verdict text NOT NULL,
    due_at TIMESTAMPTZ, stopped_at TIMESTAMPTZ, breached_at TIMESTAMPTZ, breach_known_at TIMESTAMPTZ,
    cause text NOT NULL, cause_seq int, policy_version_id UUID NOT NULL, calendar_revision bigint NOT NULL,
    input_hash text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, UNIQUE (clock_id, revision)
);
CREATE INDEX sla_verdict_ticket ON sla_verdict (ticket_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["sla_verdict"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["sla_verdict", "sla_alarm", "sla_clock"]).await
    }
}

//! The platform: outbox, audit log, job runs, epochs.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE outbox (
    id UUID PRIMARY KEY, feed_seq bigint UNIQUE, topic text NOT NULL, ticket_id UUID, agency_id UUID, vendor_id UUID,
    payload JSONB NOT NULL, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX outbox_unnumbered ON outbox (created_at, id) WHERE feed_seq IS NULL;

CREATE TABLE audit_entry (
    id UUID PRIMARY KEY, at TIMESTAMPTZ NOT NULL, actor_id UUID, actor_name text NOT NULL, action text NOT NULL,
    object_type text NOT NULL, object_id UUID, detail JSONB NOT NULL
);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE TABLE job_run (
    name text NOT NULL, slot TIMESTAMPTZ NOT NULL, holder text NOT NULL, epoch bigint NOT NULL, state text NOT NULL,
    lease_until TIMESTAMPTZ NOT NULL, started_at TIMESTAMPTZ NOT NULL, finished_at TIMESTAMPTZ, report JSONB, error text,
    PRIMARY KEY (name, slot)
);
CREATE INDEX job_run_running ON job_run (lease_until) WHERE state = 'running';

CREATE TABLE epoch (name text PRIMARY KEY, value bigint NOT NULL);
INSERT INTO epoch (name, value) VALUES ('directory', 1), ('coverage', 1), ('calendar', 0), ('feed', 0), ('relay', 0),
    ('scorecard', 0);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["audit_entry"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["epoch", "job_run", "audit_entry", "outbox"]).await
    }
}

//! Changes of calendars: drafts, the tickets that an activated one has still to reach, and the log of moved clocks.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A row of `calendar_change_ticket` goes in the transaction that brings its ticket up to the revision, so what is
/// left of the list is what is left to do, whoever was killed.
const TABLES: &str = "
CREATE TABLE calendar_change (
    id UUID PRIMARY KEY, calendar_id UUID NOT NULL REFERENCES service_calendar (id), state text NOT NULL,
    base_revision bigint NOT NULL, revision bigint, reason text NOT NULL, spec JSONB NOT NULL, gaps JSONB NOT NULL,
    confirmed_years JSONB NOT NULL, fingerprint text NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL,
    decided_by UUID, decided_at TIMESTAMPTZ, listed_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, tickets bigint NOT NULL
);
CREATE INDEX calendar_change_calendar ON calendar_change (calendar_id, id);
CREATE INDEX calendar_change_followed ON calendar_change (revision) WHERE state = 'ACTIVATING';

CREATE TABLE calendar_change_ticket (
    change_id UUID NOT NULL REFERENCES calendar_change (id), ticket_id UUID NOT NULL, PRIMARY KEY (change_id, ticket_id)
);

CREATE TABLE clock_revision (
    id UUID PRIMARY KEY, clock_id UUID NOT NULL, ticket_id UUID NOT NULL,
    from_revision bigint NOT NULL, calendar_revision bigint NOT NULL, old_state text NOT NULL, new_state text NOT NULL,
    old_due_at TIMESTAMPTZ, new_due_at TIMESTAMPTZ, old_provisional boolean NOT NULL, new_provisional boolean NOT NULL,
    moved boolean NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, UNIQUE (clock_id, calendar_revision)
);
CREATE INDEX clock_revision_ticket ON clock_revision (ticket_id);
CREATE INDEX clock_revision_revision ON clock_revision (calendar_revision, moved);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["clock_revision"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["clock_revision", "calendar_change_ticket", "calendar_change"]).await
    }
}

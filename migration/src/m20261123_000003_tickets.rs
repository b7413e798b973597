//! Tickets, their append-only log and their pauses.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE ticket (
    id UUID PRIMARY KEY, number text NOT NULL UNIQUE, agency_id UUID NOT NULL, vendor_id UUID NOT NULL,
    system_id UUID NOT NULL, contract_id UUID NOT NULL, policy_version_id UUID NOT NULL,
    kind text NOT NULL, title text NOT NULL, description text NOT NULL, site_class text NOT NULL,
    impact text NOT NULL, urgency text NOT NULL, priority text NOT NULL, state text NOT NULL, is_open boolean NOT NULL,
    assignee_id UUID, raised_by UUID, raised_at TIMESTAMPTZ NOT NULL, created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL, resolved_at TIMESTAMPTZ, closed_at TIMESTAMPTZ,
    cycle int NOT NULL, last_seq int NOT NULL, version bigint NOT NULL,
    next_due_at TIMESTAMPTZ NOT NULL, breached boolean NOT NULL,
    response_state text NOT NULL, response_due_at TIMESTAMPTZ, arrival_state text NOT NULL, arrival_due_at TIMESTAMPTZ,
    restore_state text NOT NULL, restore_due_at TIMESTAMPTZ, resolve_state text NOT NULL, resolve_due_at TIMESTAMPTZ,
    update_state text NOT NULL, update_due_at TIMESTAMPTZ,
    stars int, cause text, solution text
);
CREATE INDEX ticket_board ON ticket (agency_id, is_open, created_at DESC, id DESC);
CREATE INDEX ticket_queue ON ticket (vendor_id, is_open, next_due_at, id);
CREATE INDEX ticket_recent ON ticket (created_at DESC, id DESC);
CREATE INDEX ticket_contract ON ticket (contract_id, created_at);
CREATE INDEX ticket_system ON ticket (system_id, created_at);
CREATE INDEX ticket_chain ON ticket (id) WHERE update_state = 'BREACHED' AND is_open AND resolved_at IS NULL;

CREATE TABLE ticket_counter (
    agency_id UUID NOT NULL, day text NOT NULL, last int NOT NULL, PRIMARY KEY (agency_id, day)
);

CREATE TABLE ticket_event (
    ticket_id UUID NOT NULL, seq int NOT NULL, id UUID NOT NULL, type text NOT NULL, fact JSONB NOT NULL,
    occurred_at TIMESTAMPTZ NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, side text NOT NULL, actor_id UUID,
    PRIMARY KEY (ticket_id, seq)
);
CREATE INDEX ticket_event_scored ON ticket_event (occurred_at)
    WHERE type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED', 'RATED');

CREATE TABLE ticket_pause (
    id UUID PRIMARY KEY, ticket_id UUID NOT NULL, reason text NOT NULL, party text NOT NULL, note text NOT NULL,
    from_at TIMESTAMPTZ NOT NULL, to_at TIMESTAMPTZ, declared_by UUID, decision text NOT NULL,
    decided_by UUID, decided_at TIMESTAMPTZ, decision_reason text
);
CREATE INDEX ticket_pause_ticket ON ticket_pause (ticket_id);
CREATE INDEX ticket_pause_begun ON ticket_pause (from_at);
CREATE INDEX ticket_pause_pending ON ticket_pause (from_at) WHERE decision = 'PENDING';

CREATE TABLE import_case (
    source text NOT NULL, ref text NOT NULL, ticket_id UUID NOT NULL, rows_hash text NOT NULL, imported_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, ref)
);
CREATE INDEX import_case_ticket ON import_case (ticket_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["ticket_event"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["import_case", "ticket_pause", "ticket_event", "ticket_counter", "ticket"]).await
    }
}

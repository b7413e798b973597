//! Links between tickets, the service catalogue, and knowledge notes.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A link is taken back, never deleted, and made again as another; a child has one parent. A ticket keeps the version of
/// the item that its answers were given for.
const TABLES: &str = "
CREATE TABLE ticket_link (
    id UUID PRIMARY KEY, relation text NOT NULL, from_ticket_id UUID NOT NULL, to_ticket_id UUID NOT NULL,
    merged boolean NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL,
    withdrawn_by UUID, withdrawn_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX ticket_link_once ON ticket_link (from_ticket_id, relation, to_ticket_id) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX ticket_link_parent ON ticket_link (from_ticket_id)
    WHERE relation = 'CHILD_OF' AND withdrawn_at IS NULL;
CREATE INDEX ticket_link_to ON ticket_link (to_ticket_id) WHERE withdrawn_at IS NULL;

CREATE TABLE service_item (
    id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES agency (id), code text NOT NULL, active boolean NOT NULL,
    version int NOT NULL, created_at TIMESTAMPTZ NOT NULL, UNIQUE (owner_id, code)
);
CREATE INDEX service_item_code ON service_item (code, id);

CREATE TABLE service_item_version (
    item_id UUID NOT NULL REFERENCES service_item (id), number int NOT NULL, name text NOT NULL, kind text NOT NULL,
    impact text NOT NULL, urgency text NOT NULL, description_template text NOT NULL, fields JSONB NOT NULL,
    created_by UUID, created_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (item_id, number)
);

CREATE TABLE ticket_service_item (
    ticket_id UUID PRIMARY KEY, item_id UUID NOT NULL, version int NOT NULL, answers JSONB NOT NULL,
    FOREIGN KEY (item_id, version) REFERENCES service_item_version (item_id, number)
);
CREATE INDEX ticket_service_item_version ON ticket_service_item (item_id, version);

CREATE TABLE knowledge_note (
    id UUID PRIMARY KEY, agency_id UUID REFERENCES agency (id), vendor_id UUID REFERENCES vendor (id),
    title text NOT NULL, body text NOT NULL, state text NOT NULL, shared boolean NOT NULL, version int NOT NULL,
    created_by UUID, created_at TIMESTAMPTZ NOT NULL, updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX knowledge_note_agency ON knowledge_note (agency_id);
CREATE INDEX knowledge_note_vendor ON knowledge_note (vendor_id);

CREATE TABLE knowledge_note_system_type (
    note_id UUID NOT NULL REFERENCES knowledge_note (id), system_type text NOT NULL, PRIMARY KEY (note_id, system_type)
);
CREATE INDEX knowledge_note_system_type_type ON knowledge_note_system_type (system_type);

CREATE TABLE knowledge_note_item (
    note_id UUID NOT NULL REFERENCES knowledge_note (id), item_id UUID NOT NULL REFERENCES service_item (id),
    PRIMARY KEY (note_id, item_id)
);
CREATE INDEX knowledge_note_item_item ON knowledge_note_item (item_id);

CREATE TABLE ticket_note (
    ticket_id UUID NOT NULL, seq int NOT NULL, note_id UUID NOT NULL REFERENCES knowledge_note (id),
    PRIMARY KEY (ticket_id, seq, note_id)
);
CREATE INDEX ticket_note_note ON ticket_note (note_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["service_item_version", "ticket_service_item", "ticket_note"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "ticket_note",
            "knowledge_note_item",
            "knowledge_note_system_type",
            "knowledge_note",
            "ticket_service_item",
            "service_item_version",
            "service_item",
            "ticket_link",
        ];
        ddl::drop_tables(manager, &tables).await
    }
}

//! Searching tickets: their tokens, in FTS5 on SQLite and in a GIN index on PostgreSQL, which tickets wait for theirs,
//! how often each token occurs; and views that people save.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is there already waits for its tokens; what is told later comes by the feed.
const TABLES: &str = "
CREATE TABLE search_waiting (ticket_id UUID PRIMARY KEY);
INSERT INTO search_waiting (ticket_id) SELECT id FROM ticket;
INSERT INTO epoch (name, value) SELECT 'search', value FROM epoch WHERE name = 'feed';

CREATE TABLE saved_view (
    id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES user_account (id), agency_id UUID REFERENCES agency (id),
    vendor_id UUID REFERENCES vendor (id), name text NOT NULL, spec JSONB NOT NULL, created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL, version bigint NOT NULL, UNIQUE (owner_id, name)
);
CREATE INDEX saved_view_agency ON saved_view (agency_id);
CREATE INDEX saved_view_vendor ON saved_view (vendor_id);

CREATE TABLE saved_view_default (
    user_id UUID PRIMARY KEY REFERENCES user_account (id), view_id UUID NOT NULL REFERENCES saved_view (id)
);
CREATE INDEX saved_view_default_view ON saved_view_default (view_id);
";

/// The row of a document is its place in the order of age, so that FTS5 walks from the newest back and stops when a
/// page is full. The tokens come ready made: `ascii` parts them at blanks and leaves every other character alone.
const SQLITE: &str = "
CREATE TABLE ticket_text (place integer PRIMARY KEY, ticket_id UUID NOT NULL UNIQUE, fingerprint text NOT NULL);
CREATE VIRTUAL TABLE ticket_tokens USING fts5(
    open_text, agency_text, vendor_text, owners, content='', contentless_delete=1, tokenize='ascii'
);
";

/// No pending list: a search would have to read all of it. Terms sort by bytes, so that those with one beginning lie
/// together.
const POSTGRES: &str = "
CREATE TABLE ticket_text (
    ticket_id UUID PRIMARY KEY, place bigint NOT NULL UNIQUE, agency_id UUID NOT NULL, vendor_id UUID NOT NULL,
    fingerprint text NOT NULL, tokens tsvector NOT NULL
);
CREATE INDEX ticket_text_tokens ON ticket_text USING gin (tokens) WITH (fastupdate = off);
CREATE INDEX ticket_text_agency ON ticket_text (agency_id, place);
CREATE INDEX ticket_text_vendor ON ticket_text (vendor_id, place);

CREATE TABLE search_term (term text COLLATE \"C\" PRIMARY KEY, documents bigint NOT NULL);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        ddl::run(manager, if sqlite { SQLITE } else { POSTGRES }).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        ddl::drop_tables(manager, &[if sqlite { "ticket_tokens" } else { "search_term" }, "ticket_text"]).await?;
        ddl::drop_tables(manager, &["saved_view_default", "saved_view", "search_waiting"]).await?;
        manager.get_connection().execute_unprepared("DELETE FROM epoch WHERE name = 'search'").await.map(drop)
    }
}

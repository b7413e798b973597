//! For other systems: keys under which a request takes effect once, tokens of service accounts, and which version of its
//! ticket an event brought.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// `answer` is text, so that its fields keep their order. Events from before count as brought by the first version: to a
/// client that saw a later one they are nothing new.
const TABLES: &str = "
CREATE TABLE idempotency_key (
    user_id UUID NOT NULL REFERENCES user_account (id), key text NOT NULL, fingerprint text NOT NULL, claim UUID NOT NULL,
    claimed_at TIMESTAMPTZ NOT NULL, object_id UUID, answer text, PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_claimed ON idempotency_key (claimed_at);

CREATE TABLE access_token (
    id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES user_account (id), name text NOT NULL,
    token_hash text NOT NULL UNIQUE, hint text NOT NULL, issued_by UUID, issued_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL, revoked_at TIMESTAMPTZ, revoked_by UUID, last_used_on DATE
);
CREATE INDEX access_token_user ON access_token (user_id, id);

ALTER TABLE ticket_event ADD COLUMN version bigint NOT NULL DEFAULT 1;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = "ALTER TABLE ticket_event DROP COLUMN version";
        manager.get_connection().execute_unprepared(column).await?;
        ddl::drop_tables(manager, &["access_token", "idempotency_key"]).await
    }
}

//! The audit log is sealed, stretch by stretch, in a chain of hashes.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A seal covers the entries from `from_at` on and before `before_at`, where the next one begins. Whoever seals reads the
/// entries over `audit_entry_at`, and entries know nothing of it: a column of theirs would make every write dearer.
const TABLE: &str = "
CREATE TABLE audit_seal (
    seq bigint PRIMARY KEY, from_at TIMESTAMPTZ NOT NULL UNIQUE, before_at TIMESTAMPTZ NOT NULL, entries bigint NOT NULL,
    previous_hash text NOT NULL, hash text NOT NULL, sealed_at TIMESTAMPTZ NOT NULL
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLE).await?;
        ddl::append_only(manager, &["audit_seal"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["audit_seal"]).await
    }
}

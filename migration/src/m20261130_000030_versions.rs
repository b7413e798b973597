//! Versions of the objects of the set-up, and what each change of one made of which field.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An object without a row in `object_version` was never changed: it is at its first version.
const TABLES: &str = "
CREATE TABLE object_version (
    kind text NOT NULL, object_id UUID NOT NULL, version bigint NOT NULL, PRIMARY KEY (kind, object_id)
);

CREATE TABLE object_change (
    id UUID PRIMARY KEY, kind text NOT NULL, object_id UUID NOT NULL, version bigint NOT NULL, actor_id UUID,
    actor_name text NOT NULL, occurred_at TIMESTAMPTZ NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, fields JSONB NOT NULL
);
CREATE INDEX object_change_object ON object_change (kind, object_id, id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["object_change"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["object_change", "object_version"]).await
    }
}

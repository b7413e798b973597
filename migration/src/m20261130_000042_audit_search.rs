//! The audit log is searched by what was done to one object, and by what one person did.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Every other condition is looked for from the newest entry on, over `audit_entry_at`.
const INDEXES: &str = "
CREATE INDEX audit_entry_object ON audit_entry (object_id, at);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, at);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, "DROP INDEX audit_entry_actor; DROP INDEX audit_entry_object;").await
    }
}

//! Disputes about scores that people gave, and the scheme by whose days each dispute goes.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What a dispute made of a score is a row of its own: what was given stays as it was. Without `rate` nothing counts in its
/// place. A dispute without a scheme began before schemes named days.
const TABLES: &str = "
ALTER TABLE breach_dispute ADD COLUMN scheme_id UUID;
ALTER TABLE breach_dispute ADD COLUMN reviewed_by UUID;

CREATE TABLE manual_score_revision (
    score_id UUID PRIMARY KEY REFERENCES manual_score (id), dispute_id UUID NOT NULL, rate text, reason text NOT NULL,
    decided_by UUID, decider text NOT NULL, revised_at TIMESTAMPTZ NOT NULL
);
";

const DOWN: &str = "
ALTER TABLE breach_dispute DROP COLUMN reviewed_by;
ALTER TABLE breach_dispute DROP COLUMN scheme_id;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["manual_score_revision"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["manual_score_revision"]).await?;
        manager.get_connection().execute_unprepared(DOWN).await.map(drop)
    }
}

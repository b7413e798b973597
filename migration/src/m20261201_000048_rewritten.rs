//! Room beside the rows that each refresh of the scorecards rewrites.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["scorecard", "time_used"];

/// A new version of a row that finds room on its page needs no entry in any index.
async fn each(manager: &SchemaManager<'_>, change: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        for table in TABLES {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE {table} {change}")).await?;
        }
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, "SET (fillfactor = 60)").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, "RESET (fillfactor)").await
    }
}

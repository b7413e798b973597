//! Months that were scored before cards had a ledger are counted anew.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Their cards lack what is counted since then: complete records, inspections, entries of the ledger. Longer periods and
/// vendors follow their months.
const MARKS: &str = "
INSERT INTO score_stale (contract_id, month)
SELECT subject_id, CAST(REPLACE(SUBSTR(CAST(period_start AS text), 1, 7), '-', '') AS int) FROM scorecard
WHERE subject_kind = 'CONTRACT' AND period_kind = 'MONTH' AND ledger IS NULL
ON CONFLICT (contract_id, month) DO UPDATE SET marks = score_stale.marks + 1;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(MARKS).await.map(drop)
    }

    /// A mark does no harm: what is scored anew without need comes to the same.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}

//! What was computed at the verdict of a review, kept in each language by itself.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Until now both languages stood in `finding`, a line each. The evidence of the item has them apart; of what reviewers wrote
/// there is none.
const COLUMN: &str = "
ALTER TABLE rectification ADD COLUMN finding_en text;
UPDATE rectification SET
    finding = (SELECT f.evidence_zh FROM review_finding f
        WHERE f.review_id = rectification.subject_id AND f.item = rectification.item),
    finding_en = (SELECT f.evidence_en FROM review_finding f
        WHERE f.review_id = rectification.subject_id AND f.item = rectification.item)
WHERE EXISTS (SELECT 1 FROM review_finding f
    WHERE f.review_id = rectification.subject_id AND f.item = rectification.item
        AND f.evidence_zh IS NOT NULL AND f.evidence_en IS NOT NULL);
";

const COLUMN_DOWN: &str = "
UPDATE rectification SET finding = finding || '\n' || finding_en WHERE finding_en IS NOT NULL;
ALTER TABLE rectification DROP COLUMN finding_en;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(COLUMN).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(COLUMN_DOWN).await.map(drop)
    }
}

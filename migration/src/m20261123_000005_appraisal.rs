//! Scorecards and what makes them stale.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE scorecard (
    id UUID PRIMARY KEY, subject_kind text NOT NULL, subject_id UUID NOT NULL, agency_id UUID, vendor_id UUID NOT NULL,
    scheme_id UUID NOT NULL REFERENCES scoring_scheme (id), period_kind text NOT NULL, period_start DATE NOT NULL,
    score_hundredths bigint, grade text, counters JSONB NOT NULL, terms JSONB NOT NULL, computed_at TIMESTAMPTZ NOT NULL,
    UNIQUE (subject_kind, subject_id, period_kind, period_start)
);
CREATE INDEX scorecard_scheme ON scorecard (scheme_id);
CREATE INDEX scorecard_vendor ON scorecard (vendor_id, period_kind, period_start);
CREATE INDEX scorecard_agency ON scorecard (agency_id, period_kind, period_start);

CREATE TABLE score_stale (
    contract_id UUID NOT NULL, month int NOT NULL, marks bigint NOT NULL DEFAULT 1, PRIMARY KEY (contract_id, month)
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["score_stale", "scorecard"]).await
    }
}

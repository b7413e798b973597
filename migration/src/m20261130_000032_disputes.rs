//! Disputes about breaches, deductions and scores, and every step that was taken in them.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// `subject_id` is the verdict, the ledger entry or the assessment period, `subject_key` the criterion of a score, else
/// empty: each is disputed once. The row is where a dispute stands; the steps never change.
const TABLES: &str = "
CREATE TABLE breach_dispute (
    id UUID PRIMARY KEY, subject text NOT NULL, subject_id UUID NOT NULL, subject_key text NOT NULL,
    contract_id UUID NOT NULL REFERENCES service_contract (id), agency_id UUID NOT NULL REFERENCES agency (id),
    vendor_id UUID NOT NULL REFERENCES vendor (id), ticket_id UUID, clock_id UUID, metric text, cycle int, seq int,
    revision int, found_by UUID, calendar_id UUID NOT NULL, known_at TIMESTAMPTZ NOT NULL, state text NOT NULL, turn text NOT NULL,
    appealed_by UUID, appealed_at TIMESTAMPTZ NOT NULL, agency_ruling JSONB, ruling JSONB,
    deadline_from TIMESTAMPTZ, deadline_days int, due_at TIMESTAMPTZ, provisional boolean NOT NULL,
    overdue boolean NOT NULL, version bigint NOT NULL, updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (subject, subject_id, subject_key)
);
CREATE INDEX breach_dispute_agency ON breach_dispute (agency_id, id);
CREATE INDEX breach_dispute_vendor ON breach_dispute (vendor_id, id);
CREATE INDEX breach_dispute_contract ON breach_dispute (contract_id, id);
CREATE INDEX breach_dispute_ticket ON breach_dispute (ticket_id, id);
CREATE INDEX breach_dispute_due ON breach_dispute (due_at, id) WHERE turn <> 'NOBODY' AND NOT overdue;

CREATE TABLE breach_dispute_step (
    dispute_id UUID NOT NULL REFERENCES breach_dispute (id), seq int NOT NULL, step text NOT NULL, state text NOT NULL,
    side text NOT NULL, actor_id UUID, actor_name text NOT NULL, reason text NOT NULL, evidence text NOT NULL,
    ruling JSONB, due_at TIMESTAMPTZ, taken_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (dispute_id, seq)
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["breach_dispute_step"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["breach_dispute_step", "breach_dispute"]).await
    }
}

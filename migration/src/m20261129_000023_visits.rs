//! Maintenance windows and force majeure over many tickets, the tickets that each touches, and when silence about a
//! pause becomes a decision. Visits and corrections stand in the log of their ticket.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
ALTER TABLE ticket_pause ADD COLUMN silent_at TIMESTAMPTZ;
CREATE INDEX ticket_pause_silent ON ticket_pause (silent_at, id) WHERE decision = 'PENDING' AND silent_at IS NOT NULL;

CREATE TABLE service_exclusion (
    id UUID PRIMARY KEY, kind text NOT NULL, agency_id UUID NOT NULL REFERENCES agency (id),
    vendor_id UUID REFERENCES vendor (id), contract_id UUID REFERENCES service_contract (id), system_ids JSONB NOT NULL,
    from_at TIMESTAMPTZ NOT NULL, to_at TIMESTAMPTZ NOT NULL, reason text NOT NULL, evidence text NOT NULL,
    state text NOT NULL, proposed_by UUID, proposed_side text NOT NULL, proposed_at TIMESTAMPTZ NOT NULL,
    decided_by UUID, decided_at TIMESTAMPTZ, decision_reason text,
    listed_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, touched bigint NOT NULL
);
CREATE INDEX service_exclusion_agency ON service_exclusion (agency_id, id);
CREATE INDEX service_exclusion_vendor ON service_exclusion (vendor_id, id);
CREATE INDEX service_exclusion_contract ON service_exclusion (contract_id);
CREATE INDEX service_exclusion_work ON service_exclusion (from_at) WHERE state = 'APPROVED' AND finished_at IS NULL;

CREATE TABLE service_exclusion_ticket (
    exclusion_id UUID NOT NULL REFERENCES service_exclusion (id), ticket_id UUID NOT NULL, applied_at TIMESTAMPTZ,
    PRIMARY KEY (exclusion_id, ticket_id)
);
CREATE INDEX service_exclusion_ticket_waiting ON service_exclusion_ticket (exclusion_id, ticket_id)
    WHERE applied_at IS NULL;
";

const COLUMNS_DOWN: &str = "
DROP INDEX ticket_pause_silent;
ALTER TABLE ticket_pause DROP COLUMN silent_at;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["service_exclusion_ticket", "service_exclusion"]).await?;
        manager.get_connection().execute_unprepared(COLUMNS_DOWN).await.map(drop)
    }
}

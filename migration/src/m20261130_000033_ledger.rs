//! The deduction ledger, scores that people give, and what scorecards count beside the clocks.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An entry is struck and a score reviewed by a row of its own: what was booked or given stays as it was. The index of
/// closings is what `RECORDS_COMPLETE` counts by.
const TABLES: &str = "
ALTER TABLE scorecard ADD COLUMN ledger JSONB;

CREATE TABLE ledger_entry (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), agency_id UUID NOT NULL,
    vendor_id UUID NOT NULL, scheme_id UUID NOT NULL REFERENCES scoring_scheme (id), item text NOT NULL,
    points_hundredths bigint NOT NULL, occurred_on DATE NOT NULL, ticket_id UUID REFERENCES ticket (id),
    evidence text NOT NULL, booked_by UUID, booker text NOT NULL, booked_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX ledger_entry_contract ON ledger_entry (contract_id, occurred_on);
CREATE INDEX ledger_entry_agency ON ledger_entry (agency_id, occurred_on, id);
CREATE INDEX ledger_entry_vendor ON ledger_entry (vendor_id, occurred_on, id);
CREATE INDEX ledger_entry_scheme ON ledger_entry (scheme_id);
CREATE INDEX ledger_entry_ticket ON ledger_entry (ticket_id);

CREATE TABLE ledger_strike (
    entry_id UUID PRIMARY KEY REFERENCES ledger_entry (id), dispute_id UUID, reason text NOT NULL, struck_by UUID,
    striker text NOT NULL, struck_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE manual_score (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), agency_id UUID NOT NULL,
    vendor_id UUID NOT NULL, scheme_id UUID NOT NULL REFERENCES scoring_scheme (id), criterion text NOT NULL,
    period_kind text NOT NULL, period_start DATE NOT NULL, number int NOT NULL, rate text NOT NULL,
    evidence text NOT NULL, given_by UUID, giver text NOT NULL, given_at TIMESTAMPTZ NOT NULL,
    UNIQUE (contract_id, criterion, period_kind, period_start, number)
);
CREATE INDEX manual_score_agency ON manual_score (agency_id, period_start, id);
CREATE INDEX manual_score_vendor ON manual_score (vendor_id, period_start, id);
CREATE INDEX manual_score_scheme ON manual_score (scheme_id);

CREATE TABLE manual_score_review (
    score_id UUID PRIMARY KEY REFERENCES manual_score (id), accepted boolean NOT NULL, note text, reviewed_by UUID,
    reviewer text NOT NULL, reviewed_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX ticket_event_closed ON ticket_event (occurred_at) WHERE type = 'CONFIRMED';
CREATE INDEX inspection_occurrence_month ON inspection_occurrence (contract_id, month);
";

const DOWN: &str = "
DROP INDEX inspection_occurrence_month;
DROP INDEX ticket_event_closed;
ALTER TABLE scorecard DROP COLUMN ledger;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        let records = ["ledger_entry", "ledger_strike", "manual_score", "manual_score_review"];
        ddl::append_only(manager, &records).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        let tables = ["manual_score_review", "manual_score", "ledger_strike", "ledger_entry"];
        ddl::drop_tables(manager, &tables).await
    }
}

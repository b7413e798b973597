//! Inspections: checklists, plans, what falls due of them, and what was answered.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A date of a plan and a system is booked once, whoever books it: `inspection_occurrence` is unique on them. The terms
/// of a plan never change; other terms are another row that holds from a moment on.
const TABLES: &str = "
CREATE TABLE inspection_checklist (
    id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES agency (id), code text NOT NULL, active boolean NOT NULL,
    version int NOT NULL, created_at TIMESTAMPTZ NOT NULL, UNIQUE (owner_id, code)
);
CREATE INDEX inspection_checklist_code ON inspection_checklist (code, id);

CREATE TABLE inspection_checklist_version (
    checklist_id UUID NOT NULL REFERENCES inspection_checklist (id), number int NOT NULL, name text NOT NULL,
    items JSONB NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (checklist_id, number)
);

CREATE TABLE inspection_plan (
    id UUID PRIMARY KEY, agency_id UUID NOT NULL REFERENCES agency (id), title text NOT NULL, description text NOT NULL,
    starts_on DATE NOT NULL, state text NOT NULL, version bigint NOT NULL, terms_number int NOT NULL,
    booked_on DATE, next_due_at TIMESTAMPTZ, next_on DATE, next_provisional boolean NOT NULL,
    reckoned_revision bigint NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX inspection_plan_agency ON inspection_plan (agency_id, id);
CREATE INDEX inspection_plan_due ON inspection_plan (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX inspection_plan_reckoned ON inspection_plan (reckoned_revision, id) WHERE next_due_at IS NOT NULL;

CREATE TABLE inspection_plan_system (
    plan_id UUID NOT NULL REFERENCES inspection_plan (id), system_id UUID NOT NULL REFERENCES managed_system (id),
    agency_id UUID NOT NULL REFERENCES agency (id), PRIMARY KEY (plan_id, system_id)
);
CREATE INDEX inspection_plan_system_system ON inspection_plan_system (system_id);
CREATE INDEX inspection_plan_system_agency ON inspection_plan_system (agency_id);

CREATE TABLE inspection_plan_terms (
    plan_id UUID NOT NULL REFERENCES inspection_plan (id), number int NOT NULL, effective_at TIMESTAMPTZ NOT NULL,
    recurrence text NOT NULL, off_day text NOT NULL, raise_minute int NOT NULL, window_days int NOT NULL, ends_on DATE,
    calendar_id UUID NOT NULL REFERENCES service_calendar (id), system_ids JSONB NOT NULL, checklist_id UUID,
    checklist_version int, impact text NOT NULL, urgency text NOT NULL, created_by UUID,
    PRIMARY KEY (plan_id, number),
    FOREIGN KEY (checklist_id, checklist_version) REFERENCES inspection_checklist_version (checklist_id, number)
);
CREATE INDEX inspection_plan_terms_calendar ON inspection_plan_terms (calendar_id);
CREATE INDEX inspection_plan_terms_checklist ON inspection_plan_terms (checklist_id, checklist_version);

CREATE TABLE inspection_plan_step (
    plan_id UUID NOT NULL REFERENCES inspection_plan (id), seq bigint NOT NULL, step text NOT NULL, reason text NOT NULL,
    actor_id UUID, actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (plan_id, seq)
);

CREATE TABLE inspection_occurrence (
    id UUID PRIMARY KEY, plan_id UUID NOT NULL REFERENCES inspection_plan (id),
    system_id UUID NOT NULL REFERENCES managed_system (id), nominal_on DATE NOT NULL, planned_on DATE NOT NULL,
    placed text NOT NULL, provisional boolean NOT NULL, state text NOT NULL, cause text, terms_number int NOT NULL,
    agency_id UUID NOT NULL REFERENCES agency (id), vendor_id UUID REFERENCES vendor (id), contract_id UUID,
    ticket_id UUID, checklist_id UUID, checklist_version int, due_at TIMESTAMPTZ NOT NULL, raised_at TIMESTAMPTZ,
    last_on DATE NOT NULL, last_provisional boolean NOT NULL, ends_at TIMESTAMPTZ NOT NULL, done_at TIMESTAMPTZ,
    missed_at TIMESTAMPTZ, month int NOT NULL, created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (plan_id, system_id, nominal_on),
    FOREIGN KEY (checklist_id, checklist_version) REFERENCES inspection_checklist_version (checklist_id, number)
);
CREATE INDEX inspection_occurrence_plan ON inspection_occurrence (plan_id, nominal_on, id);
CREATE INDEX inspection_occurrence_system ON inspection_occurrence (system_id, nominal_on, id);
CREATE INDEX inspection_occurrence_agency ON inspection_occurrence (agency_id, nominal_on, id);
CREATE INDEX inspection_occurrence_vendor ON inspection_occurrence (vendor_id, nominal_on, id);
CREATE INDEX inspection_occurrence_checklist ON inspection_occurrence (checklist_id, checklist_version);
CREATE UNIQUE INDEX inspection_occurrence_ticket ON inspection_occurrence (ticket_id);
CREATE INDEX inspection_occurrence_contract ON inspection_occurrence (contract_id, month);
CREATE INDEX inspection_occurrence_ends ON inspection_occurrence (ends_at, id)
    WHERE state = 'OPEN' AND NOT last_provisional;
CREATE INDEX inspection_occurrence_doubt ON inspection_occurrence (plan_id, id) WHERE last_provisional;

CREATE TABLE inspection_answer (
    id UUID PRIMARY KEY, occurrence_id UUID NOT NULL REFERENCES inspection_occurrence (id), item text NOT NULL,
    seq int NOT NULL, outcome text NOT NULL, number text, words text, note text NOT NULL, evidence JSONB NOT NULL,
    actor_id UUID, actor_name text NOT NULL, occurred_at TIMESTAMPTZ NOT NULL, recorded_at TIMESTAMPTZ NOT NULL,
    UNIQUE (occurrence_id, item, seq)
);

CREATE TABLE inspection_incident (
    occurrence_id UUID NOT NULL REFERENCES inspection_occurrence (id), item text NOT NULL, ticket_id UUID NOT NULL,
    created_by UUID, created_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (occurrence_id, item)
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        let records = [
            "inspection_checklist_version",
            "inspection_plan_terms",
            "inspection_plan_step",
            "inspection_answer",
            "inspection_incident",
        ];
        ddl::append_only(manager, &records).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(
            manager,
            &[
                "inspection_incident",
                "inspection_answer",
                "inspection_occurrence",
                "inspection_plan_step",
                "inspection_plan_terms",
                "inspection_plan_system",
                "inspection_plan",
                "inspection_checklist_version",
                "inspection_checklist",
            ],
        )
        .await
    }
}

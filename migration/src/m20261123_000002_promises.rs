//! What was promised: contracts, calendars and SLA policies.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE service_calendar (
    id UUID PRIMARY KEY, owner_id UUID REFERENCES agency (id), code text NOT NULL UNIQUE, name text NOT NULL,
    zone text NOT NULL, revision bigint NOT NULL, known_until DATE NOT NULL, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX service_calendar_owner ON service_calendar (owner_id);

CREATE TABLE calendar_revision (
    revision bigint PRIMARY KEY, calendar_id UUID NOT NULL REFERENCES service_calendar (id), spec JSONB NOT NULL,
    reason text NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX calendar_revision_calendar ON calendar_revision (calendar_id, revision);

CREATE TABLE sla_policy (
    id UUID PRIMARY KEY, owner_id UUID REFERENCES agency (id), code text NOT NULL UNIQUE, name text NOT NULL,
    published_version_id UUID, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sla_policy_owner ON sla_policy (owner_id);

CREATE TABLE sla_policy_version (
    id UUID PRIMARY KEY, policy_id UUID NOT NULL REFERENCES sla_policy (id), number int NOT NULL, state text NOT NULL,
    clock_start text NOT NULL, priority_rule text NOT NULL, created_at TIMESTAMPTZ NOT NULL, published_at TIMESTAMPTZ,
    UNIQUE (policy_id, number)
);

CREATE TABLE sla_target (
    id UUID PRIMARY KEY, version_id UUID NOT NULL REFERENCES sla_policy_version (id), metric text NOT NULL,
    priority text NOT NULL, ticket_kind text, site_class text, duration_kind text NOT NULL, duration_value bigint NOT NULL,
    calendar_id UUID NOT NULL REFERENCES service_calendar (id), pausable boolean NOT NULL,
    warn_percent JSONB NOT NULL, escalations JSONB NOT NULL
);
CREATE INDEX sla_target_version ON sla_target (version_id);
CREATE INDEX sla_target_calendar ON sla_target (calendar_id);

CREATE TABLE scoring_scheme (
    id UUID PRIMARY KEY, owner_id UUID REFERENCES agency (id), code text NOT NULL, version int NOT NULL, name text NOT NULL,
    spec JSONB NOT NULL, created_at TIMESTAMPTZ NOT NULL, UNIQUE (code, version)
);
CREATE INDEX scoring_scheme_owner ON scoring_scheme (owner_id);

CREATE TABLE service_contract (
    id UUID PRIMARY KEY, number text NOT NULL UNIQUE, name text NOT NULL,
    agency_id UUID NOT NULL REFERENCES agency (id), vendor_id UUID NOT NULL REFERENCES vendor (id),
    state text NOT NULL, starts_on DATE NOT NULL, ends_on DATE NOT NULL, amount_fen bigint NOT NULL,
    policy_id UUID NOT NULL REFERENCES sla_policy (id), scheme_id UUID NOT NULL REFERENCES scoring_scheme (id),
    zone text NOT NULL, created_at TIMESTAMPTZ NOT NULL, version bigint NOT NULL
);
CREATE INDEX service_contract_agency ON service_contract (agency_id);
CREATE INDEX service_contract_vendor ON service_contract (vendor_id);
CREATE INDEX service_contract_policy ON service_contract (policy_id);
CREATE INDEX service_contract_scheme ON service_contract (scheme_id);

CREATE TABLE contract_system (
    contract_id UUID NOT NULL REFERENCES service_contract (id), system_id UUID NOT NULL REFERENCES managed_system (id),
    PRIMARY KEY (contract_id, system_id)
);
CREATE INDEX contract_system_system ON contract_system (system_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["calendar_revision"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(
            manager,
            &[
                "contract_system",
                "service_contract",
                "scoring_scheme",
                "sla_target",
                "sla_policy_version",
                "sla_policy",
                "calendar_revision",
                "service_calendar",
            ],
        )
        .await?;
        ddl::drop_append_only(manager).await
    }
}

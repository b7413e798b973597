//! The life of contracts and the versions of their terms. The row of a contract holds the terms as they were signed,
//! version 1; each amendment is a version of its own.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tickets that are there, and those that an older replica still writes, are bound to version 1: there was no other.
const TABLES: &str = "
ALTER TABLE service_contract ADD COLUMN terminates_on DATE;
ALTER TABLE service_contract ADD COLUMN notice_days int;
ALTER TABLE service_contract ADD COLUMN renewal_days int;
ALTER TABLE ticket ADD COLUMN terms_number int NOT NULL DEFAULT 1;

CREATE TABLE contract_amendment (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), number int NOT NULL,
    state text NOT NULL, effective_on DATE NOT NULL, ends_on DATE NOT NULL, amount_fen bigint NOT NULL,
    policy_id UUID NOT NULL REFERENCES sla_policy (id), scheme_id UUID NOT NULL REFERENCES scoring_scheme (id),
    reason text NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL, decided_by UUID, decided_at TIMESTAMPTZ,
    UNIQUE (contract_id, number)
);
CREATE INDEX contract_amendment_policy ON contract_amendment (policy_id);
CREATE INDEX contract_amendment_scheme ON contract_amendment (scheme_id);

CREATE TABLE amendment_system (
    amendment_id UUID NOT NULL REFERENCES contract_amendment (id),
    system_id UUID NOT NULL REFERENCES managed_system (id), PRIMARY KEY (amendment_id, system_id)
);
CREATE INDEX amendment_system_system ON amendment_system (system_id);

CREATE TABLE contract_step (
    contract_id UUID NOT NULL REFERENCES service_contract (id), seq bigint NOT NULL, step text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, effective_on DATE NOT NULL, reason text, terms_number int,
    actor_id UUID, actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (contract_id, seq)
);
";

const COLUMNS_DOWN: &str = "
ALTER TABLE ticket DROP COLUMN terms_number;
ALTER TABLE service_contract DROP COLUMN renewal_days;
ALTER TABLE service_contract DROP COLUMN notice_days;
ALTER TABLE service_contract DROP COLUMN terminates_on;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["contract_step"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["contract_step", "amendment_system", "contract_amendment"]).await?;
        manager.get_connection().execute_unprepared(COLUMNS_DOWN).await.map(drop)
    }
}

//! What contracts say of service credits, and statements of what a frozen period pays; an approved one never changes.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An assessment has one statement that counts: the one that is neither rejected nor withdrawn.
const TABLES: &str = "
CREATE TABLE credit_terms (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), agency_id UUID NOT NULL,
    vendor_id UUID NOT NULL, number int NOT NULL, effective_on DATE NOT NULL, rules JSONB NOT NULL, reason text NOT NULL,
    proposed_by UUID, proposer text NOT NULL, created_at TIMESTAMPTZ NOT NULL, UNIQUE (contract_id, number)
);

CREATE TABLE credit_terms_decision (
    terms_id UUID PRIMARY KEY REFERENCES credit_terms (id), accepted boolean NOT NULL, note text, decided_by UUID,
    decider text NOT NULL, decided_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE statement (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id),
    agency_id UUID NOT NULL REFERENCES agency (id), vendor_id UUID NOT NULL REFERENCES vendor (id),
    assessment_id UUID NOT NULL REFERENCES assessment_period (id), terms_id UUID NOT NULL REFERENCES credit_terms (id),
    milestone_id UUID REFERENCES payment_milestone (id), period_kind text NOT NULL, period_start DATE NOT NULL,
    fee_fen bigint NOT NULL, credit_fen bigint NOT NULL, earned_back_fen bigint NOT NULL, reward_fen bigint NOT NULL,
    payable_fen bigint NOT NULL, due_fen bigint NOT NULL, record JSONB NOT NULL, input_hash text NOT NULL,
    state text NOT NULL, prepared_by UUID, preparer text NOT NULL, version bigint NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX statement_contract ON statement (contract_id, period_kind, period_start);
CREATE INDEX statement_latest ON statement (period_start, id);
CREATE INDEX statement_agency ON statement (agency_id, period_start, id);
CREATE INDEX statement_vendor ON statement (vendor_id, period_start, id);
CREATE INDEX statement_assessment ON statement (assessment_id);
CREATE INDEX statement_terms ON statement (terms_id);
CREATE INDEX statement_milestone ON statement (milestone_id);
CREATE UNIQUE INDEX statement_counts ON statement (assessment_id) WHERE state IN ('PREPARED', 'APPROVED');

CREATE TABLE statement_step (
    statement_id UUID NOT NULL REFERENCES statement (id), seq bigint NOT NULL, step text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, note text, actor_id UUID, actor_name text NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (statement_id, seq)
);
";

const SQLITE: &str = "
CREATE TRIGGER statement_approved_update BEFORE UPDATE ON statement WHEN OLD.state = 'APPROVED'
BEGIN SELECT RAISE(ABORT, 'statement is approved'); END;
CREATE TRIGGER statement_approved_delete BEFORE DELETE ON statement WHEN OLD.state = 'APPROVED'
BEGIN SELECT RAISE(ABORT, 'statement is approved'); END;
";

const POSTGRES: &str = "
CREATE FUNCTION refuse_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is approved', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER statement_approved BEFORE UPDATE OR DELETE ON statement
FOR EACH ROW WHEN (OLD.state = 'APPROVED') EXECUTE FUNCTION refuse_approved();
CREATE TRIGGER statement_kept BEFORE TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_approved();
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["credit_terms", "credit_terms_decision", "statement_step"]).await?;
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let triggers = if sqlite { SQLITE } else { POSTGRES };
        manager.get_connection().execute_unprepared(triggers).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["statement_step", "statement", "credit_terms_decision", "credit_terms"];
        ddl::drop_tables(manager, &tables).await?;
        if manager.get_database_backend() != DbBackend::Sqlite {
            manager.get_connection().execute_unprepared("DROP FUNCTION refuse_approved").await?;
        }
        Ok(())
    }
}

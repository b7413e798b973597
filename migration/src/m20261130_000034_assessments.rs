//! Assessment periods: their life, who signed them, and the points that were booked into them; a frozen one is refused
//! every change by the database itself (I4).

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// `acts_at` is when the platform goes on by itself: to draft, or because a side let its days pass.
const TABLES: &str = "
CREATE TABLE assessment_period (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id),
    agency_id UUID NOT NULL REFERENCES agency (id), vendor_id UUID NOT NULL REFERENCES vendor (id),
    period_kind text NOT NULL, period_start DATE NOT NULL, revision int NOT NULL,
    corrects_id UUID REFERENCES assessment_period (id), reason text, state text NOT NULL, objected boolean NOT NULL,
    scheme_id UUID NOT NULL REFERENCES scoring_scheme (id), score_hundredths bigint, grade text, record JSONB,
    input_hash text, acts_at TIMESTAMPTZ, scored_at TIMESTAMPTZ, decided_at TIMESTAMPTZ, decided_seq bigint,
    frozen_at TIMESTAMPTZ, version bigint NOT NULL, created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (contract_id, period_kind, period_start, revision)
);
CREATE INDEX assessment_period_latest ON assessment_period (period_start, id);
CREATE INDEX assessment_period_agency ON assessment_period (agency_id, period_start, id);
CREATE INDEX assessment_period_vendor ON assessment_period (vendor_id, period_start, id);
CREATE INDEX assessment_period_scheme ON assessment_period (scheme_id);
CREATE INDEX assessment_period_corrects ON assessment_period (corrects_id);
CREATE INDEX assessment_period_acts ON assessment_period (acts_at, id) WHERE acts_at IS NOT NULL;
CREATE INDEX assessment_period_open ON assessment_period (contract_id, period_kind, period_start) WHERE state = 'OPEN';

CREATE TABLE assessment_step (
    assessment_id UUID NOT NULL REFERENCES assessment_period (id), seq bigint NOT NULL, step text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, note text, detail JSONB, score_hundredths bigint, input_hash text,
    actor_id UUID, actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (assessment_id, seq)
);

CREATE TABLE assessment_signature (
    assessment_id UUID NOT NULL REFERENCES assessment_period (id), seq bigint NOT NULL, side text NOT NULL,
    input_hash text NOT NULL, signer_id UUID, signer_name text NOT NULL, signed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (assessment_id, seq)
);

CREATE TABLE assessment_adjustment (
    id UUID PRIMARY KEY, assessment_id UUID NOT NULL REFERENCES assessment_period (id),
    about_id UUID NOT NULL REFERENCES assessment_period (id), cause text NOT NULL, points_hundredths bigint NOT NULL,
    reason text NOT NULL, detail JSONB, author_id UUID, author_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX assessment_adjustment_into ON assessment_adjustment (assessment_id, id);
CREATE INDEX assessment_adjustment_about ON assessment_adjustment (about_id, id);
";

/// What hangs on an assessment and may not be added to once it is frozen.
const PARTS: [&str; 3] = ["assessment_step", "assessment_signature", "assessment_adjustment"];

const SQLITE: &str = "
CREATE TRIGGER assessment_period_frozen_update BEFORE UPDATE ON assessment_period WHEN OLD.state = 'FROZEN'
BEGIN SELECT RAISE(ABORT, 'assessment_period is frozen'); END;
CREATE TRIGGER assessment_period_frozen_delete BEFORE DELETE ON assessment_period WHEN OLD.state = 'FROZEN'
BEGIN SELECT RAISE(ABORT, 'assessment_period is frozen'); END;
";

const POSTGRES: &str = "
CREATE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE FUNCTION refuse_more_of_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM assessment_period WHERE id = NEW.assessment_id AND state = 'FROZEN') THEN
        RAISE EXCEPTION '% is of a frozen assessment', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_period_frozen BEFORE UPDATE OR DELETE ON assessment_period
FOR EACH ROW WHEN (OLD.state = 'FROZEN') EXECUTE FUNCTION refuse_frozen();
CREATE TRIGGER assessment_period_kept BEFORE TRUNCATE ON assessment_period
FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen();
";

fn refuse_more(table: &str, sqlite: bool) -> String {
    if sqlite {
        format!(
            "CREATE TRIGGER {table}_frozen BEFORE INSERT ON {table}
             WHEN EXISTS (SELECT 1 FROM assessment_period WHERE id = NEW.assessment_id AND state = 'FROZEN')
             BEGIN SELECT RAISE(ABORT, '{table} is of a frozen assessment'); END;"
        )
    } else {
        format!(
            "CREATE TRIGGER {table}_frozen BEFORE INSERT ON {table}
             FOR EACH ROW EXECUTE FUNCTION refuse_more_of_frozen();"
        )
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &PARTS).await?;
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let db = manager.get_connection();
        db.execute_unprepared(if sqlite { SQLITE } else { POSTGRES }).await?;
        for table in PARTS {
            db.execute_unprepared(&refuse_more(table, sqlite)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["assessment_adjustment", "assessment_signature", "assessment_step", "assessment_period"];
        ddl::drop_tables(manager, &tables).await?;
        if manager.get_database_backend() != DbBackend::Sqlite {
            let functions = "DROP FUNCTION refuse_frozen; DROP FUNCTION refuse_more_of_frozen";
            manager.get_connection().execute_unprepared(functions).await?;
        }
        Ok(())
    }
}

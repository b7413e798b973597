//! Where work goes: the vendors' teams and which contract each serves, the precedence of contracts that cover one
//! system, what was decided when a ticket was raised, and requests for systems that no contract covers.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A ticket keeps what was decided of it: which contracts lost (`bound_over`) and by which rule its team was found.
/// Tickets that an older replica writes have neither team nor loser.
const TABLES: &str = "
ALTER TABLE service_contract ADD COLUMN precedence int;
ALTER TABLE ticket ADD COLUMN team_id UUID;
ALTER TABLE ticket ADD COLUMN team_rule text;
ALTER TABLE ticket ADD COLUMN bound_over JSONB;
CREATE INDEX ticket_team ON ticket (team_id, is_open, next_due_at, id) WHERE team_id IS NOT NULL;

CREATE TABLE vendor_team (
    id UUID PRIMARY KEY, vendor_id UUID NOT NULL REFERENCES vendor (id), code text NOT NULL, name text NOT NULL,
    active boolean NOT NULL, created_at TIMESTAMPTZ NOT NULL, UNIQUE (vendor_id, code)
);

CREATE TABLE vendor_team_member (
    team_id UUID NOT NULL REFERENCES vendor_team (id), user_id UUID NOT NULL REFERENCES user_account (id),
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX vendor_team_member_user ON vendor_team_member (user_id);

CREATE TABLE contract_team (
    contract_id UUID PRIMARY KEY REFERENCES service_contract (id), team_id UUID NOT NULL REFERENCES vendor_team (id)
);
CREATE INDEX contract_team_team ON contract_team (team_id);

CREATE TABLE contract_system_team (
    contract_id UUID NOT NULL REFERENCES service_contract (id), system_id UUID NOT NULL REFERENCES managed_system (id),
    team_id UUID NOT NULL REFERENCES vendor_team (id), PRIMARY KEY (contract_id, system_id)
);
CREATE INDEX contract_system_team_system ON contract_system_team (system_id);
CREATE INDEX contract_system_team_team ON contract_system_team (team_id);

CREATE TABLE uncovered_request (
    id UUID PRIMARY KEY, number text NOT NULL UNIQUE, agency_id UUID NOT NULL REFERENCES agency (id),
    system_id UUID NOT NULL REFERENCES managed_system (id), kind text NOT NULL, title text NOT NULL,
    description text NOT NULL, impact text NOT NULL, urgency text NOT NULL, asked_at TIMESTAMPTZ NOT NULL,
    late_reason text, state text NOT NULL, filed_by UUID, filed_at TIMESTAMPTZ NOT NULL, decided_by UUID,
    decided_at TIMESTAMPTZ, reason text, ticket_id UUID
);
CREATE INDEX uncovered_request_agency ON uncovered_request (agency_id, state, id);
CREATE INDEX uncovered_request_system ON uncovered_request (system_id, state);
CREATE INDEX uncovered_request_ticket ON uncovered_request (ticket_id);
CREATE INDEX uncovered_request_waiting ON uncovered_request (id) WHERE state = 'WAITING';
";

const COLUMNS_DOWN: &str = "
DROP INDEX ticket_team;
ALTER TABLE ticket DROP COLUMN bound_over;
ALTER TABLE ticket DROP COLUMN team_rule;
ALTER TABLE ticket DROP COLUMN team_id;
ALTER TABLE service_contract DROP COLUMN precedence;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["uncovered_request", "contract_system_team", "contract_team", "vendor_team_member", "vendor_team"];
        ddl::drop_tables(manager, &tables).await?;
        manager.get_connection().execute_unprepared(COLUMNS_DOWN).await.map(drop)
    }
}

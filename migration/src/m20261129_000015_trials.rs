//! Trials: back-tests with what they found, and pilots of policy versions.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// `position` is the last ticket or contract that was looked at; it moves in the transaction that writes what was found,
/// under the `epoch` of whoever took the back-test last, so a killed worker leaves no half of a batch.
const TABLES: &str = "
CREATE TABLE backtest (
    id UUID PRIMARY KEY, kind text NOT NULL, state text NOT NULL, owner_id UUID REFERENCES agency (id),
    policy_version_id UUID REFERENCES sla_policy_version (id), calendar_change_id UUID REFERENCES calendar_change (id),
    scheme_id UUID REFERENCES scoring_scheme (id), candidate JSONB NOT NULL,
    agency_id UUID, contract_id UUID, vendor_id UUID, from_at TIMESTAMPTZ NOT NULL, until_at TIMESTAMPTZ NOT NULL,
    created_by UUID, created_at TIMESTAMPTZ NOT NULL, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ,
    epoch bigint NOT NULL, position UUID, done bigint NOT NULL, total bigint, outcome JSONB NOT NULL
);
CREATE INDEX backtest_owner ON backtest (owner_id, id);
CREATE INDEX backtest_policy_version ON backtest (policy_version_id);
CREATE INDEX backtest_calendar_change ON backtest (calendar_change_id);
CREATE INDEX backtest_scheme ON backtest (scheme_id);
CREATE INDEX backtest_waiting ON backtest (id) WHERE state IN ('QUEUED', 'RUNNING');

CREATE TABLE backtest_agency (
    backtest_id UUID NOT NULL REFERENCES backtest (id), agency_id UUID NOT NULL, PRIMARY KEY (backtest_id, agency_id)
);

CREATE TABLE backtest_change (
    backtest_id UUID NOT NULL REFERENCES backtest (id), ticket_id UUID NOT NULL, metric text NOT NULL,
    cycle int NOT NULL, seq int NOT NULL, state_before text NOT NULL, state_after text NOT NULL,
    due_before TIMESTAMPTZ, due_after TIMESTAMPTZ, PRIMARY KEY (backtest_id, ticket_id, metric, cycle, seq)
);

CREATE TABLE backtest_exclusion (
    backtest_id UUID NOT NULL REFERENCES backtest (id), ticket_id UUID NOT NULL, reason text NOT NULL,
    PRIMARY KEY (backtest_id, ticket_id)
);

CREATE TABLE backtest_card (
    backtest_id UUID NOT NULL REFERENCES backtest (id), contract_id UUID NOT NULL, period_start DATE NOT NULL,
    scheme_before_id UUID NOT NULL, score_before bigint, score_after bigint, pay_before bigint, pay_after bigint,
    PRIMARY KEY (backtest_id, contract_id, period_start)
);

CREATE TABLE pilot (
    id UUID PRIMARY KEY, policy_id UUID NOT NULL REFERENCES sla_policy (id),
    version_id UUID NOT NULL UNIQUE REFERENCES sla_policy_version (id),
    from_at TIMESTAMPTZ NOT NULL, until_at TIMESTAMPTZ NOT NULL, reason text NOT NULL, created_by UUID,
    created_at TIMESTAMPTZ NOT NULL, decision text, decided_by UUID, decided_at TIMESTAMPTZ, decision_reason text
);
CREATE INDEX pilot_policy ON pilot (policy_id);

CREATE TABLE pilot_agency (
    pilot_id UUID NOT NULL REFERENCES pilot (id), agency_id UUID NOT NULL REFERENCES agency (id),
    PRIMARY KEY (pilot_id, agency_id)
);
CREATE INDEX pilot_agency_agency ON pilot_agency (agency_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(
            manager,
            &[
                "pilot_agency",
                "pilot",
                "backtest_card",
                "backtest_exclusion",
                "backtest_change",
                "backtest_agency",
                "backtest",
            ],
        )
        .await
    }
}

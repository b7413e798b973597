//! Hand-over between vendors: the legs of tickets. And whom a vendor sends: skills, certificates, the duty roster.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A ticket that was never handed over has no leg here. A leg repeats what its vendor may go on reading of the ticket, and
/// its open end is written as the end of the year 9999 and the largest sequence, so that it joins by a range.
const TABLES: &str = "
CREATE TABLE ticket_leg (
    id UUID PRIMARY KEY, ticket_id UUID NOT NULL, number int NOT NULL, ticket_number text NOT NULL, title text NOT NULL,
    kind text NOT NULL, priority text NOT NULL, agency_id UUID NOT NULL, vendor_id UUID NOT NULL, contract_id UUID NOT NULL,
    system_id UUID NOT NULL, policy_version_id UUID NOT NULL, first_seq int NOT NULL, last_seq int NOT NULL,
    from_at TIMESTAMPTZ NOT NULL, until_at TIMESTAMPTZ NOT NULL, reason text NOT NULL, UNIQUE (ticket_id, number)
);
CREATE INDEX ticket_leg_agency ON ticket_leg (agency_id, id);
CREATE INDEX ticket_leg_vendor ON ticket_leg (vendor_id, id);
CREATE INDEX ticket_leg_contract ON ticket_leg (contract_id);

CREATE TABLE engineer_skill (
    vendor_id UUID NOT NULL REFERENCES vendor (id), user_id UUID NOT NULL REFERENCES user_account (id), kind text NOT NULL,
    name text NOT NULL, PRIMARY KEY (vendor_id, user_id, kind, name)
);
CREATE INDEX engineer_skill_user ON engineer_skill (user_id);

CREATE TABLE engineer_certificate (
    id UUID PRIMARY KEY, vendor_id UUID NOT NULL REFERENCES vendor (id),
    user_id UUID NOT NULL REFERENCES user_account (id), name text NOT NULL, number text NOT NULL, issuer text NOT NULL,
    proves text, valid_until DATE NOT NULL, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX engineer_certificate_vendor ON engineer_certificate (vendor_id, valid_until, id);
CREATE INDEX engineer_certificate_user ON engineer_certificate (user_id);

CREATE TABLE duty_shift (
    id UUID PRIMARY KEY, team_id UUID NOT NULL REFERENCES vendor_team (id),
    user_id UUID NOT NULL REFERENCES user_account (id), role text NOT NULL, from_at TIMESTAMPTZ, until_at TIMESTAMPTZ,
    zone text, weekday int, starts text, minutes int, first_on DATE, last_on DATE, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX duty_shift_team ON duty_shift (team_id, id);
CREATE INDEX duty_shift_user ON duty_shift (user_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(manager, &["duty_shift", "engineer_certificate", "engineer_skill", "ticket_leg"]).await
    }
}

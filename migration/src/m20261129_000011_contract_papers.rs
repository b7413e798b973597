//! Papers of contracts: attached files, quotas with what was used of them, payment milestones with their steps.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An attachment names its owner by type and id, because contracts, milestones and tickets have files alike. A decision
/// on a use is a row of its own: the use stays as it was booked.
const TABLES: &str = "
CREATE TABLE attachment (
    id UUID PRIMARY KEY, owner_type text NOT NULL, owner_id UUID NOT NULL, name text NOT NULL, media_type text NOT NULL,
    size bigint NOT NULL, sha256 text, state text NOT NULL, uploaded_by UUID, uploader text NOT NULL,
    created_at TIMESTAMPTZ NOT NULL, stored_at TIMESTAMPTZ, withdrawn_at TIMESTAMPTZ, withdrawn_by UUID,
    withdrawer text, withdrawal_reason text
);
CREATE INDEX attachment_owner ON attachment (owner_type, owner_id, id);
CREATE INDEX attachment_unfinished ON attachment (created_at) WHERE state = 'PENDING';

CREATE TABLE file_address (
    token_hash text PRIMARY KEY, attachment_id UUID NOT NULL, purpose text NOT NULL, user_id UUID NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL, used_at TIMESTAMPTZ
);
CREATE INDEX file_address_expires ON file_address (expires_at);

CREATE TABLE contract_quota (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), terms_number int NOT NULL,
    kind text NOT NULL, period text NOT NULL, amount bigint NOT NULL, UNIQUE (contract_id, terms_number, kind, period)
);

CREATE TABLE quota_use (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), kind text NOT NULL,
    quantity bigint NOT NULL, occurred_on DATE NOT NULL, note text, ticket_id UUID REFERENCES ticket (id),
    corrects_id UUID REFERENCES quota_use (id), booked_by UUID, booker text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX quota_use_contract ON quota_use (contract_id, kind, occurred_on);
CREATE INDEX quota_use_ticket ON quota_use (ticket_id);
CREATE INDEX quota_use_corrects ON quota_use (corrects_id);

CREATE TABLE quota_decision (
    use_id UUID PRIMARY KEY REFERENCES quota_use (id), accepted boolean NOT NULL, note text, decided_by UUID,
    decider text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE payment_milestone (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id), plan int NOT NULL,
    number int NOT NULL, name text NOT NULL, due_on DATE, due_state text, share_fen bigint NOT NULL,
    requirement text NOT NULL, state text NOT NULL, version bigint NOT NULL, UNIQUE (contract_id, plan, number)
);

CREATE TABLE payment_step (
    milestone_id UUID NOT NULL REFERENCES payment_milestone (id), seq bigint NOT NULL, step text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, note text, payment_reference text, paid_on DATE, actor_id UUID,
    actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (milestone_id, seq)
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &["quota_use", "quota_decision", "payment_step"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "payment_step",
            "payment_milestone",
            "quota_decision",
            "quota_use",
            "contract_quota",
            "file_address",
            "attachment",
        ];
        ddl::drop_tables(manager, &tables).await
    }
}

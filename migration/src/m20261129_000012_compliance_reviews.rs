//! Compliance reviews: checklists, the list of experts, draws, answers, and what has to be rectified.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A contract or an amendment has one review that counts: the one that is not withdrawn. Contracts that are in force
/// already have none, and need none.
const TABLES: &str = "
CREATE TABLE review_checklist (
    id UUID PRIMARY KEY, owner_id UUID REFERENCES agency (id), code text NOT NULL, version int NOT NULL,
    name text NOT NULL, spec JSONB NOT NULL, created_by UUID, created_at TIMESTAMPTZ NOT NULL, UNIQUE (code, version)
);
CREATE INDEX review_checklist_owner ON review_checklist (owner_id);

CREATE TABLE review_expert (
    user_id UUID PRIMARY KEY REFERENCES user_account (id), organisation text NOT NULL, specialities JSONB NOT NULL,
    active boolean NOT NULL, created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE compliance_review (
    id UUID PRIMARY KEY, contract_id UUID NOT NULL REFERENCES service_contract (id),
    amendment_id UUID REFERENCES contract_amendment (id), terms_number int NOT NULL,
    checklist_id UUID NOT NULL REFERENCES review_checklist (id), fingerprint text NOT NULL, state text NOT NULL,
    verdict text, convened_by UUID, convened_at TIMESTAMPTZ NOT NULL, decided_at TIMESTAMPTZ, withdrawn_at TIMESTAMPTZ
);
CREATE INDEX compliance_review_contract ON compliance_review (contract_id, id);
CREATE INDEX compliance_review_amendment ON compliance_review (amendment_id);
CREATE INDEX compliance_review_checklist ON compliance_review (checklist_id);
CREATE UNIQUE INDEX compliance_review_counts ON compliance_review (contract_id, terms_number) WHERE state <> 'WITHDRAWN';

CREATE TABLE review_terms (
    review_id UUID PRIMARY KEY REFERENCES compliance_review (id), terms JSONB NOT NULL
);

CREATE TABLE review_draw (
    review_id UUID NOT NULL REFERENCES compliance_review (id), number int NOT NULL, seed text NOT NULL,
    candidates JSONB NOT NULL, drawn JSONB NOT NULL, drawn_by UUID, drawn_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review_id, number)
);

CREATE TABLE review_seat (
    id UUID PRIMARY KEY, review_id UUID NOT NULL REFERENCES compliance_review (id), seat int NOT NULL,
    user_id UUID NOT NULL REFERENCES user_account (id), draw int NOT NULL, state text NOT NULL, reason text,
    settled_at TIMESTAMPTZ, UNIQUE (review_id, user_id)
);
CREATE INDEX review_seat_user ON review_seat (user_id);

CREATE TABLE review_answer (
    review_id UUID NOT NULL REFERENCES compliance_review (id), user_id UUID NOT NULL REFERENCES user_account (id),
    item text NOT NULL, answer text NOT NULL, note text, severity text, deadline_on DATE,
    recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (review_id, user_id, item)
);
CREATE INDEX review_answer_user ON review_answer (user_id);

CREATE TABLE review_finding (
    review_id UUID NOT NULL REFERENCES compliance_review (id), item text NOT NULL, outcome text NOT NULL,
    evidence_en text, evidence_zh text, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (review_id, item)
);

CREATE TABLE rectification (
    id UUID PRIMARY KEY, subject text NOT NULL, subject_id UUID NOT NULL,
    contract_id UUID NOT NULL REFERENCES service_contract (id), agency_id UUID NOT NULL REFERENCES agency (id),
    vendor_id UUID NOT NULL REFERENCES vendor (id), item text NOT NULL, finding text NOT NULL, severity text NOT NULL,
    party text NOT NULL, due_on DATE NOT NULL, state text NOT NULL, version bigint NOT NULL,
    created_at TIMESTAMPTZ NOT NULL, UNIQUE (subject, subject_id, item)
);
CREATE INDEX rectification_subject ON rectification (subject_id);
CREATE INDEX rectification_contract ON rectification (contract_id, due_on, id);
CREATE INDEX rectification_agency ON rectification (agency_id, due_on, id);
CREATE INDEX rectification_vendor ON rectification (vendor_id, due_on, id);
CREATE INDEX rectification_due ON rectification (due_on, id) WHERE state IN ('OPEN', 'REOPENED');

CREATE TABLE rectification_step (
    rectification_id UUID NOT NULL REFERENCES rectification (id), seq bigint NOT NULL, step text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, note text NOT NULL, due_on DATE NOT NULL,
    actor_id UUID, actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (rectification_id, seq)
);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        let records = [
            "review_checklist",
            "review_terms",
            "review_draw",
            "review_answer",
            "review_finding",
            "rectification_step",
        ];
        ddl::append_only(manager, &records).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(
            manager,
            &[
                "rectification_step",
                "rectification",
                "review_finding",
                "review_answer",
                "review_seat",
                "review_draw",
                "review_terms",
                "compliance_review",
                "review_expert",
                "review_checklist",
            ],
        )
        .await
    }
}

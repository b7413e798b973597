//! Rankings: where each stands, its versions, what was published of them, objections and answers.

use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The publication is where a ranking stands; all that was ever said hangs on it and never changes. `ranking_subject` are
/// those who have stood in an announced version, `ranking_reader` the agencies that a version was published to.
const TABLES: &str = "
CREATE TABLE ranking_publication (
    id UUID PRIMARY KEY, agency_id UUID NOT NULL REFERENCES agency (id), kind text NOT NULL, period_kind text NOT NULL,
    period_start DATE NOT NULL, state text NOT NULL, number int NOT NULL, published_number int, is_public boolean NOT NULL,
    min_sample bigint NOT NULL, objection_days bigint NOT NULL, objections_end_at TIMESTAMPTZ, drafter_id UUID,
    announced_at TIMESTAMPTZ, published_at TIMESTAMPTZ, version bigint NOT NULL, created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (agency_id, kind, period_kind, period_start)
);
CREATE INDEX ranking_publication_latest ON ranking_publication (period_start, id);
CREATE INDEX ranking_publication_public ON ranking_publication (period_start, id)
    WHERE is_public AND published_number IS NOT NULL;

CREATE TABLE ranking_version (
    ranking_id UUID NOT NULL REFERENCES ranking_publication (id), number int NOT NULL, sheet JSONB NOT NULL,
    basis JSONB NOT NULL, input_hash text NOT NULL, reason text, drafter_id UUID, drafter_name text NOT NULL,
    drafted_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (ranking_id, number)
);

CREATE TABLE ranking_release (
    ranking_id UUID NOT NULL REFERENCES ranking_publication (id), number int NOT NULL, is_public boolean NOT NULL,
    changes JSONB NOT NULL, note text, publisher_id UUID, publisher_name text NOT NULL, published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (ranking_id, number)
);

CREATE TABLE ranking_step (
    ranking_id UUID NOT NULL REFERENCES ranking_publication (id), seq bigint NOT NULL, number int NOT NULL,
    step text NOT NULL, from_state text NOT NULL, to_state text NOT NULL, note text, actor_id UUID,
    actor_name text NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (ranking_id, seq)
);

CREATE TABLE ranking_objection (
    id UUID PRIMARY KEY, ranking_id UUID NOT NULL REFERENCES ranking_publication (id), number int NOT NULL,
    subject_id UUID NOT NULL, reason text NOT NULL, author_id UUID, author_name text NOT NULL,
    filed_at TIMESTAMPTZ NOT NULL, UNIQUE (ranking_id, number, subject_id)
);

CREATE TABLE ranking_answer (
    objection_id UUID PRIMARY KEY REFERENCES ranking_objection (id), outcome text NOT NULL, reason text NOT NULL,
    author_id UUID, author_name text NOT NULL, answered_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE ranking_reader (
    ranking_id UUID NOT NULL REFERENCES ranking_publication (id), agency_id UUID NOT NULL REFERENCES agency (id),
    number int NOT NULL, PRIMARY KEY (ranking_id, agency_id)
);
CREATE INDEX ranking_reader_agency ON ranking_reader (agency_id, ranking_id);

CREATE TABLE ranking_subject (
    ranking_id UUID NOT NULL REFERENCES ranking_publication (id), subject_id UUID NOT NULL, number int NOT NULL,
    PRIMARY KEY (ranking_id, subject_id)
);
CREATE INDEX ranking_subject_of ON ranking_subject (subject_id, ranking_id);
";

const KEPT: [&str; 7] = [
    "ranking_version",
    "ranking_release",
    "ranking_step",
    "ranking_objection",
    "ranking_answer",
    "ranking_reader",
    "ranking_subject",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        ddl::append_only(manager, &KEPT).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "ranking_subject",
            "ranking_reader",
            "ranking_answer",
            "ranking_objection",
            "ranking_step",
            "ranking_release",
            "ranking_version",
            "ranking_publication",
        ];
        ddl::drop_tables(manager, &tables).await
    }
}

//! Standing orders of reports, what was delivered of them, and notifications of that.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A schedule that is not active has no next time. A delivery holds what is to be made, and no bytes. A notification of a
/// delivery is about no ticket: the nil id stands there, because `ticket_id` is NOT NULL. SQLite takes that from no column
/// without making the table anew, and replicas of the version before go on reading and writing it meanwhile.
const TABLES: &str = "
CREATE TABLE report_schedule (
    id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES user_account (id), name text NOT NULL, report JSONB NOT NULL,
    format text NOT NULL, language text NOT NULL, cadence text NOT NULL, day int NOT NULL, hour int NOT NULL,
    zone text NOT NULL, active boolean NOT NULL, next_at TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL, version bigint NOT NULL, UNIQUE (owner_id, name)
);
CREATE INDEX report_schedule_due ON report_schedule (next_at, id) WHERE next_at IS NOT NULL;

CREATE TABLE report_delivery (
    id UUID PRIMARY KEY, schedule_id UUID NOT NULL REFERENCES report_schedule (id), nominal_at TIMESTAMPTZ NOT NULL,
    passed_over bigint NOT NULL, covers_from TIMESTAMPTZ NOT NULL, covers_before TIMESTAMPTZ NOT NULL,
    file JSONB NOT NULL, file_name text, outcome text NOT NULL, code text, reason text, reason_zh text,
    delivered_at TIMESTAMPTZ NOT NULL, UNIQUE (schedule_id, nominal_at)
);

ALTER TABLE notification ADD COLUMN delivery_id UUID;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = "DELETE FROM notification WHERE delivery_id IS NOT NULL;
            ALTER TABLE notification DROP COLUMN delivery_id;";
        manager.get_connection().execute_unprepared(told).await?;
        ddl::drop_tables(manager, &["report_delivery", "report_schedule"]).await
    }
}

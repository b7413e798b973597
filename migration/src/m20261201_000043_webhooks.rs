//! Webhook endpoints, what is delivered to them with each attempt, and notifications of those that were switched off.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An endpoint is an agency's or a vendor's. `read_to` is the number of the feed up to which deliveries were made for it. A
/// delivery that is not awaited has no next time: what is due is found by the endpoint. A body is kept as it is sent: each
/// attempt signs the same, and the message may leave the feed meanwhile.
const TABLES: &str = "
CREATE TABLE webhook_endpoint (
    id UUID PRIMARY KEY, agency_id UUID REFERENCES agency (id), vendor_id UUID REFERENCES vendor (id), url text NOT NULL,
    description text NOT NULL, topics JSONB NOT NULL, active boolean NOT NULL, disabled_reason text, disabled_at TIMESTAMPTZ,
    secret text NOT NULL, old_secret text, old_secret_until TIMESTAMPTZ, read_to bigint NOT NULL, failing_since TIMESTAMPTZ,
    held_until TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL, updated_at TIMESTAMPTZ NOT NULL, version bigint NOT NULL,
    CHECK ((agency_id IS NULL) <> (vendor_id IS NULL))
);
CREATE INDEX webhook_endpoint_agency ON webhook_endpoint (agency_id);
CREATE INDEX webhook_endpoint_vendor ON webhook_endpoint (vendor_id);

CREATE TABLE webhook_delivery (
    id UUID PRIMARY KEY, endpoint_id UUID NOT NULL REFERENCES webhook_endpoint (id), message_id UUID NOT NULL,
    feed_seq bigint, topic text NOT NULL, body text NOT NULL, state text NOT NULL, attempts int NOT NULL, step int NOT NULL,
    next_at TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL, ended_at TIMESTAMPTZ, UNIQUE (endpoint_id, message_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_delivery_newest ON webhook_delivery (endpoint_id, id);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE webhook_attempt (
    delivery_id UUID NOT NULL REFERENCES webhook_delivery (id), number int NOT NULL, at TIMESTAMPTZ NOT NULL,
    duration_ms bigint NOT NULL, status int, failure text, next_at TIMESTAMPTZ, PRIMARY KEY (delivery_id, number)
);

ALTER TABLE notification ADD COLUMN webhook_endpoint_id UUID;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = "DELETE FROM notification WHERE webhook_endpoint_id IS NOT NULL;
            ALTER TABLE notification DROP COLUMN webhook_endpoint_id;";
        manager.get_connection().execute_unprepared(told).await?;
        ddl::drop_tables(manager, &["webhook_attempt", "webhook_delivery", "webhook_endpoint"]).await
    }
}

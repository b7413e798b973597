//! Who there is: regions, agencies, vendors, people, and the systems served.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE region (
    code text PRIMARY KEY, name text NOT NULL, name_en text, level text NOT NULL, kind text NOT NULL,
    parent_code text REFERENCES region (code), valid_from DATE, valid_until DATE
);
CREATE INDEX region_parent ON region (parent_code);

CREATE TABLE agency (
    id UUID PRIMARY KEY, short_code text NOT NULL UNIQUE, name text NOT NULL, name_en text,
    region_code text NOT NULL REFERENCES region (code), parent_id UUID REFERENCES agency (id),
    supervisor boolean NOT NULL, active boolean NOT NULL, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX agency_parent ON agency (parent_id);
CREATE INDEX agency_region ON agency (region_code);

CREATE TABLE vendor (
    id UUID PRIMARY KEY, credit_code text NOT NULL UNIQUE, name text NOT NULL, name_en text,
    active boolean NOT NULL, created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE user_account (
    id UUID PRIMARY KEY, login text NOT NULL UNIQUE, name text NOT NULL, password_hash text NOT NULL,
    active boolean NOT NULL, grant_version bigint NOT NULL, created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE role_grant (
    id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES user_account (id), role text NOT NULL,
    agency_id UUID REFERENCES agency (id), vendor_id UUID REFERENCES vendor (id),
    valid_from TIMESTAMPTZ NOT NULL, valid_until TIMESTAMPTZ
);
CREATE INDEX role_grant_user ON role_grant (user_id);
CREATE INDEX role_grant_agency ON role_grant (agency_id);
CREATE INDEX role_grant_vendor ON role_grant (vendor_id);

CREATE TABLE refresh_token (
    id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES user_account (id), family UUID NOT NULL,
    token_hash text NOT NULL UNIQUE, issued_at TIMESTAMPTZ NOT NULL, expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ, revoked_at TIMESTAMPTZ
);
CREATE INDEX refresh_token_user ON refresh_token (user_id);
CREATE INDEX refresh_token_family ON refresh_token (family);

CREATE TABLE managed_system (
    id UUID PRIMARY KEY, agency_id UUID NOT NULL REFERENCES agency (id), code text NOT NULL UNIQUE,
    name text NOT NULL, name_en text, system_type text NOT NULL, protection_level int NOT NULL,
    filing_number text, site_class text NOT NULL, active boolean NOT NULL, created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX managed_system_agency ON managed_system (agency_id);
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::run(manager, TABLES).await?;
        regions(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_tables(
            manager,
            &["managed_system", "refresh_token", "role_grant", "user_account", "vendor", "agency", "region"],
        )
        .await
    }
}

/// Loads the divisions of Guangxi (GB/T 2260): reference data that foreign keys need. Credit in `data/SOURCES.md`.
async fn regions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let quoted = |cell: &str| {
        if cell.is_empty() { "NULL".to_owned() } else { format!("'{}'", cell.replace('\'', "''")) }
    };
    let rows: Vec<String> = include_str!("../data/guangxi.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<String> = line.trim_end().split(',').map(quoted).collect();
            format!("({})", cells.join(", "))
        })
        .collect();
    let sql = format!("INSERT INTO region (code, name, name_en, level, kind, parent_code) VALUES {}", rows.join(", "));
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}

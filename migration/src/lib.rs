//! The schema, one change a file, for SQLite and PostgreSQL alike. Never imports an entity.

mod ddl;
mod m20261123_000001_parties;
mod m20261123_000002_promises;
mod m20261123_000003_tickets;
mod m20261123_000004_clocks;
mod m20261123_000005_appraisal;
mod m20261123_000006_platform;
mod m20261124_000007_contract_terms;
mod m20261124_000010_calendar_changes;
mod m20261129_000011_contract_papers;
mod m20261129_000012_compliance_reviews;
mod m20261129_000013_routing;
mod m20261129_000014_policy_depth;
mod m20261129_000015_trials;
mod m20261129_000020_board_orders;
mod m20261129_000021_severity_rules;
mod m20261129_000022_links;
mod m20261129_000023_visits;
mod m20261129_000024_dispatch;
mod m20261129_000025_talk;
mod m20261129_000026_search;
mod m20261129_000027_integrators;
mod m20261130_000029_inspections;
mod m20261130_000030_versions;
mod m20261130_000031_ticket_gaps;
mod m20261130_000032_disputes;
mod m20261130_000033_ledger;
mod m20261130_000034_assessments;
mod m20261130_000035_settlement;
mod m20261130_000036_rankings;
mod m20261130_000037_reports;
mod m20261130_000038_score_disputes;
mod m20261130_000039_report_schedules;
mod m20261130_000040_recount;
mod m20261130_000041_score_journal;
mod m20261130_000042_audit_search;
mod m20261201_000043_webhooks;
mod m20261201_000044_audit_seal;
mod m20261201_000045_raised_by;
mod m20261201_000046_notified_metric;
mod m20261201_000047_finding_languages;
mod m20261201_000048_rewritten;

use sea_orm_migration::{DbErr, MigrationTrait};
pub use sea_orm_migration::{MigratorTrait, sea_orm::DatabaseConnection};

/// Every migration in order.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_parties::Migration),
            Box::new(m20261123_000002_promises::Migration),
            Box::new(m20261123_000003_tickets::Migration),
            Box::new(m20261123_000004_clocks::Migration),
            Box::new(m20261123_000005_appraisal::Migration),
            Box::new(m20261123_000006_platform::Migration),
            Box::new(m20261124_000007_contract_terms::Migration),
            Box::new(m20261124_000010_calendar_changes::Migration),
            Box::new(m20261129_000011_contract_papers::Migration),
            Box::new(m20261129_000012_compliance_reviews::Migration),
            Box::new(m20261129_000013_routing::Migration),
            Box::new(m20261129_000014_policy_depth::Migration),
            Box::new(m20261129_000015_trials::Migration),
            Box::new(m20261129_000020_board_orders::Migration),
            Box::new(m20261129_000021_severity_rules::Migration),
            Box::new(m20261129_000022_links::Migration),
            Box::new(m20261129_000023_visits::Migration),
            Box::new(m20261129_000024_dispatch::Migration),
            Box::new(m20261129_000025_talk::Migration),
            Box::new(m20261129_000026_search::Migration),
            Box::new(m20261129_000027_integrators::Migration),
            Box::new(m20261130_000029_inspections::Migration),
            Box::new(m20261130_000030_versions::Migration),
            Box::new(m20261130_000031_ticket_gaps::Migration),
            Box::new(m20261130_000032_disputes::Migration),
            Box::new(m20261130_000033_ledger::Migration),
            Box::new(m20261130_000034_assessments::Migration),
            Box::new(m20261130_000035_settlement::Migration),
            Box::new(m20261130_000036_rankings::Migration),
            Box::new(m20261130_000037_reports::Migration),
            Box::new(m20261130_000038_score_disputes::Migration),
            Box::new(m20261130_000039_report_schedules::Migration),
            Box::new(m20261130_000040_recount::Migration),
            Box::new(m20261130_000041_score_journal::Migration),
            Box::new(m20261130_000042_audit_search::Migration),
            Box::new(m20261201_000043_webhooks::Migration),
            Box::new(m20261201_000044_audit_seal::Migration),
            Box::new(m20261201_000045_raised_by::Migration),
            Box::new(m20261201_000046_notified_metric::Migration),
            Box::new(m20261201_000047_finding_languages::Migration),
            Box::new(m20261201_000048_rewritten::Migration),
        ]
    }
}

/// Brings a database up to date. Several processes may do so at once: on PostgreSQL they queue on an advisory lock
/// that ends with the transaction of a second connection; SQLite has one writer anyway.
///
/// # Errors
/// Whatever the database answers; a migration that failed half-way is rolled back on PostgreSQL.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, TransactionTrait};

    if db.get_database_backend() != DbBackend::Postgres {
        return Migrator::up(db, None).await;
    }
    let guard = db.begin().await?;
    guard.execute_unprepared("SELECT pg_advisory_xact_lock(7021963)").await?;
    let done = Migrator::up(db, None).await;
    guard.commit().await?;
    done
}

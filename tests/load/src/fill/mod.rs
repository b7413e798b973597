//! The seeded generator: a year of tickets, or any number of open ones, made inside PostgreSQL by set-based statements.

use std::time::Instant;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};

use crate::world;

/// The moment that the rows are true at; no worker runs on them later.
pub const AS_OF: &str = "2026-01-05 00:00:00+08";
/// The same as an instant.
pub fn as_of() -> Result<domain::Instant> {
    Ok(chrono::DateTime::parse_from_str(AS_OF, "%Y-%m-%d %H:%M:%S%#z")?.to_utc())
}

/// Open tickets in performance.md's million.
const OPEN_OF_A_MILLION: i64 = 59_844;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    tickets: i64,
    open: i64,
    draw: Draw,
    /// They are spread over so many systems, each with a contract of its own.
    systems: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Draw {
    /// A year of tickets as they come.
    Year,
    /// So many lots of a thousand that will be swept.
    Lots(i64),
    /// Two running clocks each.
    Running,
}

impl Plan {
    /// Tickets over 2025, as many of them open as in performance.md.
    pub fn year(tickets: i64) -> Self {
        Self { tickets, open: tickets * OPEN_OF_A_MILLION / 1_000_000, draw: Draw::Year, systems: world::SYSTEMS }
    }

    /// Open tickets with a thousand deadlines a minute after [`AS_OF`].
    pub fn open(tickets: i64, lots: i64) -> Self {
        Self { tickets, open: tickets, draw: Draw::Lots(lots), systems: world::SYSTEMS }
    }

    /// New tickets of the last two hours, each with two running clocks.
    pub fn running(tickets: i64) -> Self {
        Self { tickets, open: tickets, draw: Draw::Running, systems: world::SYSTEMS }
    }

    /// The same, all under one contract.
    pub fn of_one_system(self) -> Self {
        Self { systems: 1, ..self }
    }

    fn sql(&self, text: &str) -> String {
        let lots = if let Draw::Lots(lots) = self.draw { lots } else { 0 };
        text.replace("{tickets}", &self.tickets.to_string())
            .replace("{open}", &self.open.to_string())
            .replace("{lots}", &lots.to_string())
            .replace("{systems}", &self.systems.to_string())
            .replace("{as_of}", AS_OF)
    }
}

/// Fills a migrated, empty database, and leaves it analysed and flushed.
pub async fn fill(db: &DatabaseConnection, plan: &Plan) -> Result<()> {
    let started = Instant::now();
    let transaction = db.begin().await?;
    world::lay(&transaction).await?;
    transaction.commit().await?;
    let indexes = take_indexes(db).await?;
    triggers(db, "DISABLE").await?;
    run(db, plan, include_str!("base.sql")).await?;
    let draw = match plan.draw {
        Draw::Year => include_str!("draw_year.sql"),
        Draw::Lots(_) => include_str!("draw_open.sql"),
        Draw::Running => include_str!("draw_running.sql"),
    };
    run(db, plan, draw).await?;
    run(db, plan, include_str!("draw.sql")).await?;
    // Two cores: clocks are as much work as all the rest.
    tokio::try_join!(run(db, plan, include_str!("clock.sql")), async {
        run(db, plan, include_str!("ticket.sql")).await?;
        if !matches!(plan.draw, Draw::Lots(_)) {
            // The sweep reads no event.
            run(db, plan, include_str!("event.sql")).await?;
            run(db, plan, include_str!("scored.sql")).await?;
        }
        run(db, plan, include_str!("alarm.sql")).await?;
        run(db, plan, include_str!("verdict.sql")).await
    })?;
    run(db, plan, "DROP SCHEMA bench CASCADE").await?;
    triggers(db, "ENABLE").await?;
    build(db, indexes).await?;
    run(db, plan, "VACUUM ANALYZE").await?;
    run(db, plan, "CHECKPOINT").await?;
    println!("filled: {} tickets, {} open, in {} s", plan.tickets, plan.open, started.elapsed().as_secs());
    Ok(())
}

async fn run(db: &DatabaseConnection, plan: &Plan, text: &str) -> Result<()> {
    let sql = plan.sql(text);
    let first = text.lines().find(|line| !line.starts_with("--")).unwrap_or_default();
    db.execute_unprepared(&sql).await.with_context(|| format!("filling: {first}"))?;
    Ok(())
}

/// The journal of what scorecards count would have every row of the year: they are counted from the rows themselves.
async fn triggers(db: &DatabaseConnection, switch: &str) -> Result<()> {
    for table in ["ticket_event", "sla_clock"] {
        db.execute_unprepared(&format!("ALTER TABLE {table} {switch} TRIGGER USER")).await?;
    }
    Ok(())
}

/// Drops the indexes that no key needs and answers with their definitions: to build one is faster than to keep it.
async fn take_indexes(db: &DatabaseConnection) -> Result<Vec<String>> {
    let query = "SELECT pg_get_indexdef(i.indexrelid), i.indexrelid::regclass::text FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid
        WHERE t.relname IN ('ticket', 'ticket_event', 'sla_clock', 'sla_alarm', 'sla_verdict', 'scored_event')
            AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)";
    let mut definitions = Vec::new();
    for row in db.query_all_raw(Statement::from_string(DbBackend::Postgres, query)).await? {
        definitions.push(row.try_get_by_index(0)?);
        let name: String = row.try_get_by_index(1)?;
        db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
    }
    Ok(definitions)
}

async fn build(db: &DatabaseConnection, definitions: Vec<String>) -> Result<()> {
    let transaction = db.begin().await?;
    transaction.execute_unprepared("SET LOCAL maintenance_work_mem = '512MB'").await?;
    for definition in definitions {
        transaction.execute_unprepared(&definition).await?;
    }
    transaction.commit().await.context("building indexes")
}

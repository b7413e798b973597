//! Closed and open tickets with written text, on either database, and their index.

use std::sync::Arc;

use anyhow::{Context, Result};
use app::App;
use chrono::TimeDelta;
use domain::Instant;
use domain::ids::uuid_at;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use storage::read::Sql;

use super::questions::Texts;
use super::words::Writer;
use crate::world;

/// Rows a statement: ten values each.
const ROWS: u32 = 3_000;
/// As tickets of the other workloads, over a year.
const YEAR: i64 = 31_536_000;

/// The columns whose values differ, and constants for the rest.
const INTO: &str = "INSERT INTO ticket (id, number, agency_id, vendor_id, system_id, contract_id, title, description, created_at,
        is_open, raised_at, updated_at, policy_version_id, terms_number, kind, site_class, impact, urgency, priority, state,
        cycle, last_seq, version, next_due_at, breached, response_state, arrival_state, restore_state, resolve_state, update_state)
    SELECT column1, column2, column3, column4, column5, column6, column7, column8, column9, column10, column9, column9, ";
const REST: &str = ", 1, 'INCIDENT', 'CITY', 'MEDIUM', 'MEDIUM', 'P3', CASE WHEN column10 THEN 'NEW' ELSE 'CLOSED' END,
        1, 1, 1, column9, FALSE, 'NO_PROMISE', 'NO_PROMISE', 'NO_PROMISE', 'NO_PROMISE', 'NO_PROMISE' FROM (VALUES ";

/// Fills a migrated, empty database; answers with what was written.
pub async fn fill(db: &DatabaseConnection, tickets: u32) -> Result<Texts> {
    let transaction = db.begin().await?;
    world::lay(&transaction).await?;
    transaction.commit().await?;
    let (mut writer, mut texts) = (Writer::new(4), Texts::default());
    let mut next = 0;
    while next < tickets {
        let transaction = db.begin().await?;
        let mut sql = Sql::new(INTO);
        sql.bind(world::version_id().0).push(REST);
        let end = tickets.min(next + ROWS);
        for ticket in next..end {
            let (title, description) = writer.ticket();
            texts.count(&title, &description);
            sql.push(if ticket > next { ", (" } else { "(" });
            row(&mut sql, ticket, tickets, title, description)?;
        }
        sql.push(") v");
        transaction.execute_raw(sql.build(db.get_database_backend())).await.context("writing tickets")?;
        transaction.commit().await?;
        next = end;
    }
    db.execute_unprepared("INSERT INTO search_waiting (ticket_id) SELECT id FROM ticket").await?;
    Ok(texts)
}

fn row(sql: &mut Sql, ticket: u32, tickets: u32, title: String, description: String) -> Result<()> {
    let at = created_at(ticket, tickets)?;
    let mut digits = [0; 10];
    digits[6..].copy_from_slice(&ticket.to_be_bytes());
    // Scattered over the systems, and so over agencies and vendors.
    let system = u32::try_from(u64::from(ticket) * 48_271 % 2_147_483_647 % u64::from(world::SYSTEMS))?;
    let agency = system % world::AGENCIES;
    sql.bind(uuid_at(at, digits)).push(", ");
    sql.bind(format!("B{agency:03}-{}-{ticket:07}", at.format("%Y%m%d"))).push(", ");
    sql.bind(world::agency_id(agency).0).push(", ").bind(world::vendor_of(system).0).push(", ");
    sql.bind(world::system_id(system).0).push(", ").bind(world::contract_id(system).0).push(", ");
    sql.bind(title).push(", ").bind(description).push(", ").bind(at).push(", ");
    sql.bind(u64::from(ticket) * 7_919 % 100 < 6).push(")");
    Ok(())
}

fn created_at(ticket: u32, tickets: u32) -> Result<Instant> {
    let start = chrono::DateTime::from_timestamp(1_735_660_800, 0).context("the first of January 2025")?;
    let offset = YEAR * 1_000_000 / i64::from(tickets) * i64::from(ticket);
    Ok(start + TimeDelta::microseconds(offset))
}

/// Has the product index what waits. To build an index is faster than to keep it while a million entries come.
pub async fn index(db: &DatabaseConnection, app: &Arc<App>) -> Result<()> {
    let postgres = db.get_database_backend() == DbBackend::Postgres;
    if postgres {
        db.execute_unprepared("DROP INDEX ticket_text_tokens").await?;
    }
    app::search::follow(&app.op_system("load")).await?;
    if postgres {
        db.execute_unprepared(
            "BEGIN; SET LOCAL maintenance_work_mem = '512MB';
             CREATE INDEX ticket_text_tokens ON ticket_text USING gin (tokens) WITH (fastupdate = off); COMMIT",
        )
        .await?;
        db.execute_unprepared("VACUUM ANALYZE").await?;
        db.execute_unprepared("CHECKPOINT").await?;
        for (what, name) in [("tokens", "ticket_text"), ("their index", "ticket_text_tokens")] {
            let query = format!("SELECT pg_size_pretty(pg_total_relation_size('{name}'))");
            let size: String = crate::database::scalar(db, &query).await?;
            println!("{what}: {size}");
        }
    } else {
        let query = Statement::from_string(DbBackend::Sqlite, "SELECT sum(length(block)) FROM ticket_tokens_data");
        let size: Option<i64> = db.query_one_raw(query).await?.context("a row")?.try_get_by_index(0)?;
        println!("tokens: {} MB", size.unwrap_or(0) / 1_000_000);
    }
    Ok(())
}

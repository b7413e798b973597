//! The tickets that a term of a scorecard counted.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{ContractId, TicketId};
use domain::scorecard::Formula;
use sea_orm::{ConnectionTrait, DbErr};

use super::clocks::INSPECTED;
use super::count::COUNTS_FOR;
use crate::read::{Sql, in_scope};

/// A period of several contracts with the same zone.
#[derive(Clone, Debug)]
pub struct Span {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
    pub contracts: Vec<ContractId>,
}

/// What a term counted.
#[derive(Clone, Debug)]
pub struct Behind {
    pub formula: Formula,
    /// The first and the last month, as clocks count them.
    pub months: (i32, i32),
    /// The same period as instants: one entry a zone.
    pub spans: Vec<Span>,
}

/// Tickets in scope that have at least one clock, event or pause that the term counted; by id.
pub async fn tickets_behind(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    behind: &Behind,
    after: Option<TicketId>,
    limit: u64,
) -> Result<Vec<TicketId>, DbErr> {
    let mut sql = Sql::new("SELECT t.id FROM ticket t WHERE ");
    predicate(&mut sql, scope, behind);
    if let Some(after) = after {
        sql.push(" AND t.id > ").bind(after.0);
    }
    sql.push(" ORDER BY t.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// How many there are.
pub async fn count_behind(db: &impl ConnectionTrait, scope: &TicketScope, behind: &Behind) -> Result<i64, DbErr> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM ticket t WHERE ");
    predicate(&mut sql, scope, behind);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

fn predicate(sql: &mut Sql, scope: &TicketScope, behind: &Behind) {
    in_scope(sql, scope);
    sql.push(" AND (");
    for (place, span) in behind.spans.iter().enumerate() {
        sql.push(if place > 0 { " OR (" } else { "(" });
        let contracts = || span.contracts.iter().map(|id| id.0);
        sql.push("(t.contract_id IN ").bind_list(contracts());
        sql.push(" OR t.id IN (SELECT ticket_id FROM ticket_leg WHERE contract_id IN ").bind_list(contracts());
        sql.push(")) AND ");
        counted(sql, behind, span);
        sql.push(")");
    }
    sql.push(if behind.spans.is_empty() { "FALSE)" } else { ")" });
}

fn counted(sql: &mut Sql, behind: &Behind, span: &Span) {
    match behind.formula {
        Formula::RespondInTime => clock(sql, "RESPONSE", behind.months, span),
        Formula::ArriveInTime => clock(sql, "ARRIVAL", behind.months, span),
        Formula::RestoreWeighted => clock(sql, "RESTORE", behind.months, span),
        Formula::ResolveInTime => clock(sql, "RESOLVE", behind.months, span),
        Formula::UpdateInTime => clock(sql, "UPDATE", behind.months, span),
        Formula::ComplaintsInTime => {
            sql.push("t.kind = 'COMPLAINT' AND ");
            clock(sql, "RESOLVE", behind.months, span);
        }
        Formula::RecordsComplete => event(sql, "e.type = 'CONFIRMED'", span),
        Formula::InspectionsDone => {
            sql.push("EXISTS (SELECT 1 FROM inspection_occurrence o WHERE o.ticket_id = t.id AND ").push(INSPECTED);
            sql.push(" AND o.contract_id IN ").bind_list(span.contracts.iter().map(|id| id.0));
            sql.push(" AND o.month BETWEEN ").bind(behind.months.0).push(" AND ").bind(behind.months.1).push(")");
        }
        // What people give is counted from no ticket.
        Formula::Manual => {
            sql.push("FALSE");
        }
        Formula::ReopenRate => event(sql, "e.type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED')", span),
        Formula::Satisfaction => event(sql, "e.type = 'RATED'", span),
        Formula::RepeatFaults => event(sql, "e.cause_head IS NOT NULL", span),
        Formula::PauseHonesty => {
            sql.push("EXISTS (SELECT 1 FROM ticket_pause p
                LEFT JOIN ticket_leg l ON l.ticket_id = p.ticket_id AND l.from_at <= p.from_at AND p.from_at < l.until_at
                WHERE p.ticket_id = t.id AND p.to_at IS NOT NULL");
            period(sql, ("p.from_at", COUNTS_FOR), span);
        }
    }
}

/// As of events, what was counted is found once by contract and month: SQLite, which keeps no statistics, would read all of
/// it again for each ticket if it were asked of each.
fn clock(sql: &mut Sql, metric: &str, (first, last): (i32, i32), span: &Span) {
    sql.push("t.id IN (SELECT c.ticket_id FROM sla_clock c WHERE c.state IN ('MET', 'BREACHED')");
    sql.push(" AND c.contract_id IN ").bind_list(span.contracts.iter().map(|id| id.0));
    sql.push(" AND c.metric = ").bind(metric);
    sql.push(" AND c.counted_month BETWEEN ").bind(first).push(" AND ").bind(last).push(")");
}

/// Told by the rows that were counted.
fn event(sql: &mut Sql, which: &str, span: &Span) {
    sql.push("t.id IN (SELECT e.ticket_id FROM scored_event e WHERE ").push(which);
    period(sql, ("e.occurred_at", "e.contract_id"), span);
}

fn period(sql: &mut Sql, (column, contract): (&str, &str), span: &Span) {
    sql.push(" AND ").push(column).push(" >= ").bind(span.from);
    sql.push(" AND ").push(column).push(" < ").bind(span.until);
    sql.push(" AND ").push(contract).push(" IN ").bind_list(span.contracts.iter().map(|id| id.0)).push(")");
}

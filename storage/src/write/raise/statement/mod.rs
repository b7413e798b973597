//! The one statement of PostgreSQL: everything hangs on the counter row, which is written only while the binding holds.

mod rows;

use sea_orm::{Statement, Value};

use super::{Binding, NewTicket, still_bound};
use crate::query::idempotency::{self, Claim};
use crate::read::Sql;

/// The text depends only on how many clocks and alarms there are, so that a prepared plan is found again.
/// With a key the counter is written only by whoever claims it.
pub fn postgres(new: NewTicket, binding: Binding<'_>, claim: Option<&Claim<'_>>) -> Statement {
    let mut sql = Sql::new("WITH ");
    if let Some(claim) = claim {
        sql.push("k AS (");
        idempotency::push_claim(&mut sql, claim, |sql| still_bound(sql, binding));
        sql.push("), ");
    }
    sql.push("n AS (INSERT INTO ticket_counter (agency_id, day, last) SELECT ");
    sql.bind(new.ticket.agency_id.0).push("::uuid, ").bind(binding.day).push("::text, 1");
    sql.push(if claim.is_some() { " FROM k WHERE " } else { " WHERE " });
    still_bound(&mut sql, binding);
    sql.push(
        " ON CONFLICT (agency_id, day) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last), \
         t AS (INSERT INTO ticket (number, ",
    );
    let row = new.ticket;
    let columns: [(&str, &str, Value); 45] = [
        ("id", "uuid", row.id.0.into()),
        ("agency_id", "uuid", row.agency_id.0.into()),
        ("vendor_id", "uuid", row.vendor_id.0.into()),
        ("system_id", "uuid", row.system_id.0.into()),
        ("contract_id", "uuid", row.contract_id.0.into()),
        ("policy_version_id", "uuid", row.policy_version_id.0.into()),
        ("kind", "text", row.kind.as_str().into()),
        ("title", "text", row.title.into()),
        ("description", "text", row.description.into()),
        ("site_class", "text", row.site_class.as_str().into()),
        ("impact", "text", row.impact.as_str().into()),
        ("urgency", "text", row.urgency.as_str().into()),
        ("priority", "text", row.priority.as_str().into()),
        ("state", "text", row.state.as_str().into()),
        ("is_open", "bool", row.is_open.into()),
        ("assignee_id", "uuid", row.assignee_id.map(|id| id.0).into()),
        ("raised_by", "uuid", row.raised_by.map(|id| id.0).into()),
        ("raised_at", "timestamptz", row.raised_at.into()),
        ("created_at", "timestamptz", row.created_at.into()),
        ("updated_at", "timestamptz", row.updated_at.into()),
        ("resolved_at", "timestamptz", row.resolved_at.into()),
        ("closed_at", "timestamptz", row.closed_at.into()),
        ("cycle", "int", row.cycle.into()),
        ("last_seq", "int", row.last_seq.into()),
        ("version", "bigint", row.version.into()),
        ("next_due_at", "timestamptz", row.next_due_at.into()),
        ("breached", "bool", row.breached.into()),
        ("response_state", "text", row.response_state.as_str().into()),
        ("response_due_at", "timestamptz", row.response_due_at.into()),
        ("arrival_state", "text", row.arrival_state.as_str().into()),
        ("arrival_due_at", "timestamptz", row.arrival_due_at.into()),
        ("restore_state", "text", row.restore_state.as_str().into()),
        ("restore_due_at", "timestamptz", row.restore_due_at.into()),
        ("resolve_state", "text", row.resolve_state.as_str().into()),
        ("resolve_due_at", "timestamptz", row.resolve_due_at.into()),
        ("update_state", "text", row.update_state.as_str().into()),
        ("update_due_at", "timestamptz", row.update_due_at.into()),
        ("stars", "int", row.stars.into()),
        ("cause", "text", row.cause.into()),
        ("solution", "text", row.solution.into()),
        ("terms_number", "int", row.terms_number.into()),
        ("team_id", "uuid", row.team_id.map(|id| id.0).into()),
        ("team_rule", "text", row.team_rule.map(|rule| rule.as_str()).into()),
        ("bound_over", "jsonb", row.bound_over.into()),
        ("ended_at", "timestamptz", row.ended_at.into()),
    ];
    names(&mut sql, &columns);
    sql.push(") SELECT ")
        .bind(row.number)
        .push("::text || lpad(n.last::text, greatest(4, length(n.last::text)), '0'), ");
    values(&mut sql, columns.into_iter());
    sql.push(" FROM n RETURNING number)");

    rows::events(&mut sql, new.events);
    rows::clocks(&mut sql, new.clocks);
    rows::alarms(&mut sql, new.alarms);
    rows::verdicts(&mut sql, new.verdicts);
    rows::audit(&mut sql, new.audit);
    rows::message(&mut sql, new.outbox);
    sql.push(" SELECT number FROM t");
    sql.build(sea_orm::DbBackend::Postgres)
}

fn names(sql: &mut Sql, columns: &[(&str, &str, Value)]) {
    for (position, (name, _, _)) in columns.iter().enumerate() {
        sql.push(if position > 0 { ", " } else { "" }).push(name);
    }
}

fn values<'c>(sql: &mut Sql, columns: impl Iterator<Item = (&'c str, &'c str, Value)>) {
    for (position, (_, kind, value)) in columns.enumerate() {
        sql.push(if position > 0 { ", " } else { "" }).bind(value).push("::").push(kind);
    }
}

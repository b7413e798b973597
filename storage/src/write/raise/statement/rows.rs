//! What hangs on a new ticket: each table's rows as one more part of the statement.

use sea_orm::Value;

use super::values;
use crate::entity::{audit_entry, outbox, sla_alarm, sla_clock, sla_verdict, ticket_event};
use crate::read::Sql;

/// `name AS (INSERT INTO table (columns) SELECT v.* FROM t, (VALUES …) v)`: nothing is written unless `t` was.
fn insert_rows<const N: usize>(
    sql: &mut Sql,
    name: &str,
    table: &str,
    columns: [(&str, &str); N],
    rows: impl ExactSizeIterator<Item = [Value; N]>,
) {
    if rows.len() == 0 {
        return;
    }
    sql.push(", ").push(name).push(" AS (INSERT INTO ").push(table).push(" (");
    for (position, (column, _)) in columns.iter().enumerate() {
        sql.push(if position > 0 { ", " } else { "" }).push(column);
    }
    sql.push(") SELECT v.* FROM t, (VALUES ");
    for (position, row) in rows.enumerate() {
        sql.push(if position > 0 { ", (" } else { "(" });
        values(sql, columns.into_iter().zip(row).map(|((column, kind), value)| (column, kind, value)));
        sql.push(")");
    }
    sql.push(") AS v)");
}

pub fn events(sql: &mut Sql, rows: Vec<ticket_event::Model>) {
    let columns = [
        ("ticket_id", "uuid"),
        ("seq", "int"),
        ("id", "uuid"),
        ("type", "text"),
        ("fact", "jsonb"),
        ("occurred_at", "timestamptz"),
        ("recorded_at", "timestamptz"),
        ("side", "text"),
        ("actor_id", "uuid"),
    ];
    let rows = rows.into_iter().map(|row| {
        [
            row.ticket_id.0.into(),
            row.seq.into(),
            row.id.0.into(),
            row.type_.into(),
            row.fact.into(),
            row.occurred_at.into(),
            row.recorded_at.into(),
            row.side.as_str().into(),
            row.actor_id.map(|id| id.0).into(),
        ]
    });
    insert_rows(sql, "e", "ticket_event", columns, rows);
}

pub fn clocks(sql: &mut Sql, rows: Vec<sla_clock::Model>) {
    let columns = [
        ("id", "uuid"),
        ("ticket_id", "uuid"),
        ("metric", "text"),
        ("cycle", "int"),
        ("seq", "int"),
        ("contract_id", "uuid"),
        ("target_id", "uuid"),
        ("state", "text"),
        ("started_at", "timestamptz"),
        ("effective_start_at", "timestamptz"),
        ("due_at", "timestamptz"),
        ("provisional", "bool"),
        ("stopped_at", "timestamptz"),
        ("breached_at", "timestamptz"),
        ("breach_known_at", "timestamptz"),
        ("elapsed_seconds", "bigint"),
        ("paused_seconds", "bigint"),
        ("target_seconds", "bigint"),
        ("counted_at", "timestamptz"),
        ("counted_month", "int"),
        ("rule", "text"),
        ("calendar_revision", "bigint"),
        ("input_hash", "text"),
    ];
    let rows = rows.into_iter().map(|row| {
        [
            row.id.0.into(),
            row.ticket_id.0.into(),
            row.metric.as_str().into(),
            row.cycle.into(),
            row.seq.into(),
            row.contract_id.0.into(),
            row.target_id.map(|id| id.0).into(),
            row.state.as_str().into(),
            row.started_at.into(),
            row.effective_start_at.into(),
            row.due_at.into(),
            row.provisional.into(),
            row.stopped_at.into(),
            row.breached_at.into(),
            row.breach_known_at.into(),
            row.elapsed_seconds.into(),
            row.paused_seconds.into(),
            row.target_seconds.into(),
            row.counted_at.into(),
            row.counted_month.into(),
            row.rule.map(|rule| rule.as_str()).into(),
            row.calendar_revision.into(),
            row.input_hash.into(),
        ]
    });
    insert_rows(sql, "c", "sla_clock", columns, rows);
}

pub fn alarms(sql: &mut Sql, rows: Vec<sla_alarm::Model>) {
    if rows.iter().any(|row| row.fired_at.is_some()) {
        return alarms_told(sql, rows);
    }
    let columns = [
        ("id", "uuid"),
        ("clock_id", "uuid"),
        ("ticket_id", "uuid"),
        ("kind", "text"),
        ("level", "int"),
        ("at", "timestamptz"),
    ];
    let rows = rows.into_iter().map(|row| {
        [
            row.id.0.into(),
            row.clock_id.0.into(),
            row.ticket_id.0.into(),
            row.kind.as_str().into(),
            row.level.into(),
            row.at.into(),
        ]
    });
    insert_rows(sql, "a", "sla_alarm", columns, rows);
}

/// Some count as fired already.
fn alarms_told(sql: &mut Sql, rows: Vec<sla_alarm::Model>) {
    let columns = [
        ("id", "uuid"),
        ("clock_id", "uuid"),
        ("ticket_id", "uuid"),
        ("kind", "text"),
        ("level", "int"),
        ("at", "timestamptz"),
        ("fired_at", "timestamptz"),
    ];
    let rows = rows.into_iter().map(|row| {
        [
            row.id.0.into(),
            row.clock_id.0.into(),
            row.ticket_id.0.into(),
            row.kind.as_str().into(),
            row.level.into(),
            row.at.into(),
            row.fired_at.into(),
        ]
    });
    insert_rows(sql, "a", "sla_alarm", columns, rows);
}

pub fn audit(sql: &mut Sql, row: audit_entry::Model) {
    let columns = [
        ("id", "uuid"),
        ("at", "timestamptz"),
        ("actor_id", "uuid"),
        ("actor_name", "text"),
        ("action", "text"),
        ("object_type", "text"),
        ("object_id", "uuid"),
        ("detail", "jsonb"),
    ];
    let row = [
        row.id.0.into(),
        row.at.into(),
        row.actor_id.map(|id| id.0).into(),
        row.actor_name.into(),
        row.action.into(),
        row.object_type.into(),
        row.object_id.into(),
        row.detail.into(),
    ];
    insert_rows(sql, "au", "audit_entry", columns, [row].into_iter());
}

pub fn message(sql: &mut Sql, row: outbox::Model) {
    let columns = [
        ("id", "uuid"),
        ("topic", "text"),
        ("ticket_id", "uuid"),
        ("agency_id", "uuid"),
        ("vendor_id", "uuid"),
        ("payload", "jsonb"),
        ("created_at", "timestamptz"),
    ];
    let row = [
        row.id.0.into(),
        row.topic.into(),
        row.ticket_id.map(|id| id.0).into(),
        row.agency_id.map(|id| id.0).into(),
        row.vendor_id.map(|id| id.0).into(),
        row.payload.into(),
        row.created_at.into(),
    ];
    insert_rows(sql, "o", "outbox", columns, [row].into_iter());
}

pub fn verdicts(sql: &mut Sql, rows: Vec<sla_verdict::Model>) {
    let columns = [
        ("id", "uuid"),
        ("clock_id", "uuid"),
        ("ticket_id", "uuid"),
        ("revision", "int"),
        ("verdict", "text"),
        ("due_at", "timestamptz"),
        ("stopped_at", "timestamptz"),
        ("breached_at", "timestamptz"),
        ("breach_known_at", "timestamptz"),
        ("cause", "text"),
        ("cause_seq", "int"),
        ("policy_version_id", "uuid"),
        ("calendar_revision", "bigint"),
        ("input_hash", "text"),
        ("recorded_at", "timestamptz"),
    ];
    let rows = rows.into_iter().map(|row| {
        [
            row.id.0.into(),
            row.clock_id.0.into(),
            row.ticket_id.0.into(),
            row.revision.into(),
            row.verdict.as_str().into(),
            row.due_at.into(),
            row.stopped_at.into(),
            row.breached_at.into(),
            row.breach_known_at.into(),
            row.cause.into(),
            row.cause_seq.into(),
            row.policy_version_id.0.into(),
            row.calendar_revision.into(),
            row.input_hash.into(),
            row.recorded_at.into(),
        ]
    });
    insert_rows(sql, "ve", "sla_verdict", columns, rows);
}

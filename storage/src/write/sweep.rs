//! Firing due alarms, set-based: one statement a batch on PostgreSQL, five in one transaction on SQLite (S9, DESIGN §9).
//!
//! Rises of a level are left to a job of their own: they are events of a ticket, one by one.
//!
//! An alarm's id names all that comes of its firing (message and verdict), so that nothing can come of it twice (I6).

use domain::Instant;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

use crate::store::Store;

/// What one batch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fired {
    pub warnings: i64,
    pub breaches: i64,
    /// Clocks that wait for their calendar now (S8).
    pub waits: i64,
    pub escalations: i64,
}

impl Fired {
    /// Alarms fired.
    pub fn total(self) -> i64 {
        self.warnings + self.breaches + self.waits + self.escalations
    }
}

/// Fires at most `limit` alarms that are due at `now`, in the order of their times.
pub async fn sweep(store: &Store, now: Instant, limit: i64) -> Result<Fired, DbErr> {
    if store.is_postgres() {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, POSTGRES, [now.into(), limit.into()]);
        let row = store.write().query_one_raw(statement).await?;
        return row.map_or(Ok(Fired::default()), |row| fired(&row));
    }
    // The idle tick takes no write lock.
    let idle = Statement::from_sql_and_values(DbBackend::Sqlite, SQLITE_ANY, [now.into()]);
    if store.read().query_one_raw(idle).await?.is_none() {
        return Ok(Fired::default());
    }
    let transaction = store.begin().await?;
    let first = Statement::from_sql_and_values(DbBackend::Sqlite, SQLITE_FIRE, [now.into(), limit.into()]);
    let mut total = Fired::default();
    let mut batch: Vec<i64> = Vec::new();
    for row in transaction.query_all_raw(first).await? {
        batch.push(row.try_get_by_index(0)?);
        match row.try_get_by_index::<String>(1)?.as_str() {
            "WARN" => total.warnings += 1,
            "BREACH" => total.breaches += 1,
            "AWAIT" => total.waits += 1,
            _ => total.escalations += 1,
        }
    }
    let batch = serde_json::json!(batch).to_string();
    for text in SQLITE_EFFECTS {
        let values = [now.into(), batch.as_str().into()];
        transaction.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, text, values)).await?;
    }
    transaction.commit().await?;
    Ok(total)
}

fn fired(row: &QueryResult) -> Result<Fired, DbErr> {
    Ok(Fired {
        warnings: row.try_get_by_index(0)?,
        breaches: row.try_get_by_index(1)?,
        waits: row.try_get_by_index(2)?,
        escalations: row.try_get_by_index(3)?,
    })
}

/// Tickets are locked before alarms and busy ones are skipped: a mutation locks its ticket first too, so the two
/// never wait for each other, and what is skipped falls to the next batch. Of UPDATE the ticket shows one link of many:
/// only that one's breach changes what it shows.
const POSTGRES: &str = "
WITH due AS MATERIALIZED (
    SELECT a.id, a.clock_id, a.ticket_id, a.kind, a.level, a.at, t.agency_id, t.vendor_id, t.number, t.policy_version_id,
        t.update_due_at
    FROM sla_alarm a JOIN ticket t ON t.id = a.ticket_id
    WHERE a.fired_at IS NULL AND a.kind <> 'RISE' AND a.at <= $1 ORDER BY a.at, a.id LIMIT $2 FOR UPDATE OF t, a SKIP LOCKED
), fired AS (
    UPDATE sla_alarm a SET fired_at = $1 FROM due
    WHERE a.clock_id = due.clock_id AND a.kind = due.kind AND a.level = due.level AND a.at = due.at
), settled AS (
    UPDATE sla_clock c
    SET state = CASE WHEN c.provisional THEN 'AWAITING_CALENDAR' ELSE 'BREACHED' END,
        breached_at = CASE WHEN c.provisional THEN NULL ELSE c.due_at END
    FROM due WHERE c.id = due.clock_id AND due.kind IN ('BREACH', 'AWAIT') AND c.state = 'RUNNING'
    RETURNING due.id AS alarm_id, due.policy_version_id, c.id, c.ticket_id, c.metric, c.state, c.due_at,
        c.calendar_revision, c.input_hash, due.update_due_at
), per_ticket AS (
    SELECT ticket_id, bool_or(state = 'BREACHED') AS breached,
        max(state) FILTER (WHERE metric = 'RESPONSE') AS response, max(state) FILTER (WHERE metric = 'ARRIVAL') AS arrival,
        max(state) FILTER (WHERE metric = 'RESTORE') AS restore, max(state) FILTER (WHERE metric = 'RESOLVE') AS resolve,
        max(state) FILTER (WHERE metric = 'UPDATE' AND due_at = update_due_at) AS progress
    FROM settled GROUP BY ticket_id
), touched AS (
    UPDATE ticket t SET version = t.version + 1, updated_at = $1, breached = t.breached OR p.breached,
        response_state = COALESCE(p.response, t.response_state), arrival_state = COALESCE(p.arrival, t.arrival_state),
        restore_state = COALESCE(p.restore, t.restore_state), resolve_state = COALESCE(p.resolve, t.resolve_state),
        update_state = COALESCE(p.progress, t.update_state)
    FROM per_ticket p WHERE t.id = p.ticket_id
), verdicts AS (
    INSERT INTO sla_verdict (id, clock_id, ticket_id, revision, verdict, due_at, breached_at, cause, policy_version_id,
        calendar_revision, input_hash, recorded_at)
    SELECT s.alarm_id, s.id, s.ticket_id, 1 + COALESCE((SELECT max(v.revision) FROM sla_verdict v WHERE v.clock_id = s.id), 0),
        s.state, s.due_at, s.due_at, 'DEADLINE_PASSED', s.policy_version_id, s.calendar_revision, s.input_hash, $1
    FROM settled s WHERE s.state = 'BREACHED'
), messages AS (
    INSERT INTO outbox (id, topic, ticket_id, agency_id, vendor_id, payload, created_at)
    SELECT due.id,
        CASE due.kind WHEN 'AWAIT' THEN 'sla.awaiting_calendar' ELSE 'sla.' || lower(due.kind) END,
        due.ticket_id, due.agency_id, due.vendor_id,
        jsonb_build_object('number', due.number, 'metric', c.metric, 'cycle', c.cycle, 'level', due.level, 'dueAt', c.due_at,
            'targetId', c.target_id), $1
    FROM due JOIN sla_clock c ON c.id = due.clock_id
)
SELECT count(*) FILTER (WHERE kind = 'WARN'), count(*) FILTER (WHERE kind = 'BREACH'),
    count(*) FILTER (WHERE kind = 'AWAIT'), count(*) FILTER (WHERE kind = 'ESCALATE') FROM due";

const SQLITE_ANY: &str = "SELECT 1 FROM sla_alarm WHERE fired_at IS NULL AND kind <> 'RISE' AND at <= $1 LIMIT 1";

const SQLITE_FIRE: &str = "UPDATE sla_alarm SET fired_at = $1 WHERE rowid IN (
    SELECT rowid FROM sla_alarm WHERE fired_at IS NULL AND kind <> 'RISE' AND at <= $1 ORDER BY at, id LIMIT $2)
    RETURNING rowid, kind";

/// What comes of a batch, given as the row ids of its alarms. The clocks are settled last: until then a RUNNING one tells
/// that this batch settles it. A breach that is known already (a rejected pause, a late stop) is only told of.
const SQLITE_EFFECTS: [&str; 4] = [
    "INSERT INTO outbox (id, topic, ticket_id, agency_id, vendor_id, payload, created_at)
     SELECT a.id, CASE a.kind WHEN 'AWAIT' THEN 'sla.awaiting_calendar' ELSE 'sla.' || lower(a.kind) END,
         a.ticket_id, t.agency_id, t.vendor_id,
         json_object('number', t.number, 'metric', c.metric, 'cycle', c.cycle, 'level', a.level, 'dueAt', c.due_at,
             'targetId', lower(substr(hex(c.target_id), 1, 8) || '-' || substr(hex(c.target_id), 9, 4) || '-'
                 || substr(hex(c.target_id), 13, 4) || '-' || substr(hex(c.target_id), 17, 4) || '-'
                 || substr(hex(c.target_id), 21))), $1
     FROM json_each($2) fired JOIN sla_alarm a ON a.rowid = fired.value
         JOIN sla_clock c ON c.id = a.clock_id JOIN ticket t ON t.id = a.ticket_id",
    "INSERT INTO sla_verdict (id, clock_id, ticket_id, revision, verdict, due_at, breached_at, cause, policy_version_id,
         calendar_revision, input_hash, recorded_at)
     SELECT a.id, c.id, c.ticket_id, 1 + COALESCE((SELECT max(v.revision) FROM sla_verdict v WHERE v.clock_id = c.id), 0),
         'BREACHED', c.due_at, c.due_at, 'DEADLINE_PASSED', t.policy_version_id, c.calendar_revision, c.input_hash, $1
     FROM json_each($2) fired JOIN sla_alarm a ON a.rowid = fired.value
         JOIN sla_clock c ON c.id = a.clock_id JOIN ticket t ON t.id = a.ticket_id
     WHERE a.kind = 'BREACH' AND c.state = 'RUNNING' AND NOT c.provisional",
    "UPDATE ticket SET version = version + 1, updated_at = $1, breached = breached OR p.breached_now,
         response_state = COALESCE(p.response, response_state), arrival_state = COALESCE(p.arrival, arrival_state),
         restore_state = COALESCE(p.restore, restore_state), resolve_state = COALESCE(p.resolve, resolve_state),
         update_state = COALESCE(p.progress, update_state)
     FROM (SELECT of_ticket, max(state = 'BREACHED') AS breached_now,
             max(CASE WHEN metric = 'RESPONSE' THEN state END) AS response,
             max(CASE WHEN metric = 'ARRIVAL' THEN state END) AS arrival,
             max(CASE WHEN metric = 'RESTORE' THEN state END) AS restore,
             max(CASE WHEN metric = 'RESOLVE' THEN state END) AS resolve,
             max(CASE WHEN metric = 'UPDATE' AND shown THEN state END) AS progress
         FROM (SELECT c.ticket_id AS of_ticket, c.metric, c.due_at = t.update_due_at AS shown,
                 CASE WHEN c.provisional THEN 'AWAITING_CALENDAR' ELSE 'BREACHED' END AS state
             FROM json_each($2) fired JOIN sla_alarm a ON a.rowid = fired.value
                 JOIN sla_clock c ON c.id = a.clock_id JOIN ticket t ON t.id = a.ticket_id
             WHERE a.kind IN ('BREACH', 'AWAIT') AND c.state = 'RUNNING') settled
         GROUP BY of_ticket) p
     WHERE ticket.id = p.of_ticket",
    "UPDATE sla_clock SET state = CASE WHEN provisional THEN 'AWAITING_CALENDAR' ELSE 'BREACHED' END,
         breached_at = CASE WHEN provisional THEN NULL ELSE due_at END
     WHERE state = 'RUNNING' AND id IN (
         SELECT a.clock_id FROM json_each($2) fired JOIN sla_alarm a ON a.rowid = fired.value
         WHERE a.kind IN ('BREACH', 'AWAIT'))",
];

//! Faults and those that repeat an earlier one: for scorecards by contract month, and for reports one by one.

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::ContractId;
use domain::scorecard::REPEAT_DAYS;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

use super::count::{COUNTS_FOR, LEG, SCORED, Stretch, seconds_between, when, within};
use crate::read::{Sql, Window};

/// Whose fault it is: the vendor of the leg in which it was first solved.
pub(in crate::query) const VENDOR: &str = "COALESCE(l.vendor_id, t.vendor_id)";

/// Appends `WITH … fault AS (…)`: incidents by their first solution, where it names a cause, that were solved in the window.
/// One repeats the last fault before it of the same contract, system and cause, `earlier_id`, when that was solved at most
/// [`REPEAT_DAYS`] days, each of 24 hours, before; both must pass `narrow`, conditions on the event `e`, the ticket `t` and
/// the leg `l`. Contract, vendor and system are those that the ticket had when it was solved, as in `scored_event`.
pub(in crate::query) fn push_faults(
    sql: &mut Sql,
    backend: DbBackend,
    solved: Window,
    narrow: impl FnOnce(&mut Sql, Window),
) {
    sql.push(&format!(
        "WITH solved AS (
             SELECT {COUNTS_FOR} AS contract_id, {VENDOR} AS vendor_id, t.agency_id,
                 COALESCE(l.system_id, t.system_id) AS system_id, e.fact ->> 'cause' AS cause, e.occurred_at, e.ticket_id
             FROM ticket_event e CROSS JOIN ticket t {LEG}
             WHERE t.id = e.ticket_id AND e.type = 'RESOLVED' AND t.kind = 'INCIDENT' AND {SCORED}
                 AND NOT EXISTS (SELECT 1 FROM ticket_event o
                     WHERE o.ticket_id = e.ticket_id AND o.seq < e.seq AND o.type = 'RESOLVED')",
    ));
    let reach = solved.from.and_then(|from| from.checked_sub_signed(TimeDelta::days(REPEAT_DAYS)));
    narrow(sql, Window { from: reach, ..solved });
    sql.push(
        "), ordered AS (
             SELECT solved.*, LAG(ticket_id) OVER same AS last_id, LAG(occurred_at) OVER same AS last_at
             FROM solved WHERE cause <> ''
             WINDOW same AS (PARTITION BY contract_id, system_id, cause ORDER BY occurred_at, ticket_id)
         ), fault AS (
             SELECT ordered.*, CASE WHEN ",
    );
    sql.push(&near(backend, "last_at", "occurred_at"));
    sql.push(" THEN last_id END AS earlier_id FROM ordered WHERE TRUE");
    Window { before: None, ..solved }.push(sql, "occurred_at");
    sql.push(")");
}

/// Faults of a contract in a month, or at an instant of the journal.
#[derive(Clone, Copy, Debug)]
pub struct FaultCount<P> {
    pub contract: ContractId,
    pub when: P,
    pub faults: i64,
    pub repeats: i64,
}

/// Counts faults by when they were first solved.
pub async fn faults(db: &impl ConnectionTrait, stretch: &Stretch) -> Result<Vec<FaultCount<i32>>, DbErr> {
    let backend = db.get_database_backend();
    let Some((_, from)) = stretch.months.first() else { return Ok(Vec::new()) };
    let reach = from.checked_sub_signed(TimeDelta::days(REPEAT_DAYS)).unwrap_or(*from);
    // In the order of the index `scored_event_fault`, which has all but how long causes go on: those are looked up.
    let mut sql = Sql::new(
        "WITH ordered AS (
             SELECT contract_id, occurred_at, ticket_id, cause_longer, LAG(occurred_at) OVER same AS last_at,
                 LAG(cause_longer) OVER same AS last_goes_on
             FROM scored_event WHERE cause_head IS NOT NULL",
    );
    let reaching = Stretch { months: vec![(0, reach)], ..stretch.clone() };
    within(&mut sql, "occurred_at", "contract_id", &reaching);
    sql.push(
        " WINDOW same AS (PARTITION BY contract_id, system_id, cause_head ORDER BY occurred_at, ticket_id)
         ) SELECT contract_id, ",
    );
    when(&mut sql, "occurred_at", Some(stretch));
    let (near, looked_up) = (near(backend, "last_at", "occurred_at"), near(backend, &before("f", ""), "f.occurred_at"));
    sql.push(&format!(
        ", COUNT(*), SUM(CASE WHEN CASE WHEN cause_longer OR last_goes_on THEN
                 (SELECT {looked_up} FROM scored_event f WHERE f.ticket_id = ordered.ticket_id AND f.cause_head IS NOT NULL)
             ELSE {near} END THEN 1 ELSE 0 END)
         FROM ordered WHERE occurred_at >= "
    ));
    sql.bind(*from).push(" GROUP BY 1, 2");
    let count = |row: &QueryResult| {
        Ok(FaultCount {
            contract: row.try_get_by_index(0)?,
            when: row.try_get_by_index(1)?,
            faults: row.try_get_by_index(2)?,
            repeats: row.try_get_by_index(3)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(count).collect()
}

/// What the faults of the journal change: each is one and may be a repeat; and the next one after it, counted before, may
/// have become a repeat by it. Whatever order they come in, a fault repeats if the last one before it is near.
pub async fn new_faults(db: &impl ConnectionTrait) -> Result<Vec<FaultCount<Instant>>, DbErr> {
    let backend = db.get_database_backend();
    let mut found = Vec::new();
    for (text, faults) in [(new_ones(backend), 1), (repeats_by_new_ones(backend), 0)] {
        for row in db.query_all_raw(Sql::new(&text).build(backend)).await? {
            found.push(FaultCount {
                contract: row.try_get_by_index(0)?,
                when: row.try_get_by_index(1)?,
                faults,
                repeats: row.try_get_by_index(2)?,
            });
        }
    }
    Ok(found)
}

fn new_ones(backend: DbBackend) -> String {
    let near = near(backend, &before("f", ""), "f.occurred_at");
    format!(
        "SELECT f.contract_id, f.occurred_at, CAST(CASE WHEN {near} THEN 1 ELSE 0 END AS bigint)
         FROM score_event j CROSS JOIN scored_event f WHERE f.ticket_id = j.ticket_id AND f.seq = j.seq AND f.cause_head IS NOT NULL"
    )
}

fn repeats_by_new_ones(backend: DbBackend) -> String {
    const NEXT: &str = "(SELECT g.ticket_id FROM scored_event g
        WHERE g.contract_id = f.contract_id AND g.system_id = f.system_id AND g.cause_head = f.cause_head
            AND g.cause = f.cause AND g.cause_head IS NOT NULL AND (g.occurred_at, g.ticket_id) > (f.occurred_at, f.ticket_id)
        ORDER BY g.occurred_at, g.ticket_id LIMIT 1)";
    let is_new = |of: &str| {
        format!("EXISTS (SELECT 1 FROM score_event w WHERE w.ticket_id = {of}.ticket_id AND w.seq = {of}.seq)")
    };
    let known_before = before("n", &format!(" AND NOT {}", is_new("g")));
    format!(
        "SELECT n.contract_id, n.occurred_at, CAST(1 AS bigint)
         FROM score_event j CROSS JOIN scored_event f CROSS JOIN scored_event n
         WHERE f.ticket_id = j.ticket_id AND f.seq = j.seq AND f.cause_head IS NOT NULL
             AND n.cause_head IS NOT NULL AND n.ticket_id = {NEXT}
             AND NOT {} AND {} AND NOT COALESCE({}, FALSE)",
        is_new("n"),
        near(backend, "f.occurred_at", "n.occurred_at"),
        near(backend, &known_before, "n.occurred_at"),
    )
}

/// When the last fault before `of` was solved that is of the same contract, system and cause.
fn before(of: &str, and: &str) -> String {
    format!(
        "(SELECT g.occurred_at FROM scored_event g
          WHERE g.contract_id = {of}.contract_id AND g.system_id = {of}.system_id
              AND g.cause_head = {of}.cause_head AND g.cause = {of}.cause AND g.cause_head IS NOT NULL
              AND (g.occurred_at, g.ticket_id) < ({of}.occurred_at, {of}.ticket_id){and}
          ORDER BY g.occurred_at DESC, g.ticket_id DESC LIMIT 1)"
    )
}

/// Whether one instant is at most [`REPEAT_DAYS`] days before the other; null where there is none.
fn near(backend: DbBackend, earlier: &str, later: &str) -> String {
    format!("{} <= {}", seconds_between(backend, earlier, later), REPEAT_DAYS * 86_400)
}

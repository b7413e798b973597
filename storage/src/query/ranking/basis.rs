//! What rankings are made of: frozen assessments, and how long agencies took.

use std::collections::HashMap;

use domain::Instant;
use domain::assessment::AssessmentState;
use domain::ids::{AgencyId, AssessmentId};
use domain::scorecard::Period;
use domain::statement::StatementState;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
};

use crate::entity::assessment_period::{self, Column, Entity};
use crate::entity::statement;
use crate::read::{Sql, among};

/// The frozen assessments of some agencies' contracts that begin in a period, all their revisions, by id.
pub async fn frozen(
    db: &impl ConnectionTrait,
    agencies: &[AgencyId],
    period: Period,
) -> Result<Vec<assessment_period::Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(AssessmentState::Frozen))
        .filter(Column::AgencyId.is_in(agencies.iter().copied()))
        .filter(Column::PeriodStart.gte(period.start))
        .filter(Column::PeriodStart.lt(period.end()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// No database binds more values in one statement.
const MOST_BINDS: usize = 30_000;

/// What the approved statements of some assessments take off, less what was earned back, in fen; an assessment without a
/// statement is left out.
pub async fn credits(
    db: &impl ConnectionTrait,
    assessments: &[AssessmentId],
) -> Result<HashMap<AssessmentId, i64>, DbErr> {
    use statement::Column as Of;
    let mut found = HashMap::new();
    for some in assessments.chunks(MOST_BINDS) {
        let rows: Vec<(AssessmentId, i64, i64)> = statement::Entity::find()
            .select_only()
            .columns([Of::AssessmentId, Of::CreditFen, Of::EarnedBackFen])
            .filter(Of::AssessmentId.is_in(some.iter().copied()))
            .filter(Of::State.eq(StatementState::Approved))
            .into_tuple()
            .all(db)
            .await?;
        for (assessment, off, back) in rows {
            *found.entry(assessment).or_default() += off - back;
        }
    }
    Ok(found)
}

/// How long an agency took with the tickets that were raised for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgencyTimes {
    pub agency: AgencyId,
    /// Tickets that were assigned, and the seconds from raising to the first assignment.
    pub accepted: i64,
    pub accept_seconds: i64,
    /// Tickets that were closed after a solution, and the seconds between.
    pub confirmed: i64,
    pub confirm_seconds: i64,
}

/// How long some agencies took with tickets raised in `[from, before)`, in one statement; an agency without tickets is
/// left out.
pub async fn times(
    db: &impl ConnectionTrait,
    agencies: &[AgencyId],
    (from, before): (Instant, Instant),
) -> Result<Vec<AgencyTimes>, DbErr> {
    let backend = db.get_database_backend();
    let seconds = |from: &str, to: &str| match backend {
        DbBackend::Sqlite => format!("(unixepoch({to}) - unixepoch({from}))"),
        _ => format!("CAST(FLOOR(EXTRACT(EPOCH FROM {to})) - FLOOR(EXTRACT(EPOCH FROM {from})) AS bigint)"),
    };
    let (accepting, confirming) = (seconds("t.raised_at", "a.first_at"), seconds("t.resolved_at", "t.closed_at"));
    let confirmed = "t.state = 'CLOSED' AND t.resolved_at IS NOT NULL AND t.closed_at IS NOT NULL";
    let mut sql = Sql::new(
        "SELECT t.agency_id, CAST(COUNT(a.first_at) AS bigint), CAST(COALESCE(SUM(CASE WHEN a.first_at IS NULL THEN 0 ELSE ",
    );
    sql.push(&accepting).push(" END), 0) AS bigint), CAST(COALESCE(SUM(CASE WHEN ").push(confirmed);
    sql.push(" THEN 1 ELSE 0 END), 0) AS bigint), CAST(COALESCE(SUM(CASE WHEN ").push(confirmed);
    sql.push(" THEN ").push(&confirming);
    sql.push(
        " ELSE 0 END), 0) AS bigint) FROM ticket t LEFT JOIN (
             SELECT e.ticket_id, MIN(e.occurred_at) AS first_at FROM ticket_event e JOIN ticket k ON k.id = e.ticket_id
             WHERE e.type = 'ASSIGNED' AND k.raised_at >= ",
    );
    sql.bind(from).push(" AND k.raised_at < ").bind(before).push(" AND ");
    among(&mut sql, "k.agency_id", agencies.iter().map(|id| id.0));
    sql.push(" GROUP BY e.ticket_id) a ON a.ticket_id = t.id WHERE t.raised_at >= ").bind(from);
    sql.push(" AND t.raised_at < ").bind(before).push(" AND ");
    among(&mut sql, "t.agency_id", agencies.iter().map(|id| id.0));
    sql.push(" GROUP BY t.agency_id ORDER BY t.agency_id");
    let read = |row: &QueryResult| {
        Ok(AgencyTimes {
            agency: row.try_get_by_index(0)?,
            accepted: row.try_get_by_index(1)?,
            accept_seconds: row.try_get_by_index(2)?,
            confirmed: row.try_get_by_index(3)?,
            confirm_seconds: row.try_get_by_index(4)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(read).collect()
}

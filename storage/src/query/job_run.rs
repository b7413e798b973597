//! Job runs: one row per job and nominal time; the row's epoch fences off a holder that was given up for dead.

use domain::Instant;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};

use crate::entity::job_run;

/// A claimed run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Name of the job.
    pub name: String,
    /// Nominal time of the run.
    pub slot: Instant,
    /// Counts the holders of this run; every later statement about it must name the newest.
    pub epoch: i64,
}

/// Claims a run that nobody began, or whose holder's lease is over; nothing when neither is so.
pub async fn claim(
    db: &impl ConnectionTrait,
    (name, slot): (&str, Instant),
    holder: &str,
    (now, lease_until): (Instant, Instant),
) -> Result<Option<Claim>, DbErr> {
    let text = "INSERT INTO job_run (name, slot, holder, epoch, state, lease_until, started_at)
        VALUES ($1, $2, $3, 1, 'running', $4, $5)
        ON CONFLICT (name, slot) DO UPDATE SET holder = excluded.holder, epoch = job_run.epoch + 1,
            lease_until = excluded.lease_until, started_at = excluded.started_at
        WHERE job_run.state = 'running' AND job_run.lease_until < $5
        RETURNING epoch";
    let values = [name.into(), slot.into(), holder.into(), lease_until.into(), now.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), text, values)).await?;
    row.map(|row| Ok(Claim { name: name.to_owned(), slot, epoch: row.try_get_by_index(0)? })).transpose()
}

/// Prolongs the lease, or ends it at once by a time that is over; false when the run is another's by now.
pub async fn extend(db: &impl ConnectionTrait, claim: &Claim, lease_until: Instant) -> Result<bool, DbErr> {
    update(db, claim, "lease_until = $4", [lease_until.into()]).await
}

/// Ends the run with what it did; false when it is another's by now.
pub async fn finish(
    db: &impl ConnectionTrait,
    claim: &Claim,
    now: Instant,
    report: serde_json::Value,
) -> Result<bool, DbErr> {
    let set = "state = 'done', finished_at = $4, report = $5";
    update(db, claim, set, [now.into(), report.into()]).await
}

/// Ends the run with the reason why it failed; false when it is another's by now.
pub async fn fail(db: &impl ConnectionTrait, claim: &Claim, now: Instant, error: &str) -> Result<bool, DbErr> {
    let set = "state = 'failed', finished_at = $4, error = $5";
    update(db, claim, set, [now.into(), error.into()]).await
}

/// Names and slots of the runs whose holder's lease is over, oldest first.
pub async fn abandoned(db: &impl ConnectionTrait, now: Instant) -> Result<Vec<(String, Instant)>, DbErr> {
    let text = "SELECT name, slot FROM job_run WHERE state = 'running' AND lease_until < $1 ORDER BY slot";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [now.into()]);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// The latest runs by nominal time, of one job or of all.
pub async fn latest(db: &impl ConnectionTrait, name: Option<&str>, limit: u64) -> Result<Vec<job_run::Model>, DbErr> {
    let mut query = job_run::Entity::find();
    if let Some(name) = name {
        query = query.filter(job_run::Column::Name.eq(name));
    }
    query.order_by_desc(job_run::Column::Slot).order_by_asc(job_run::Column::Name).limit(limit).all(db).await
}

/// Deletes the runs that ended before, and answers with their number.
pub async fn prune(db: &impl ConnectionTrait, before: Instant) -> Result<u64, DbErr> {
    let text = "DELETE FROM job_run WHERE state <> 'running' AND finished_at < $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [before.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

async fn update<const N: usize>(
    db: &impl ConnectionTrait,
    claim: &Claim,
    set: &str,
    more: [Value; N],
) -> Result<bool, DbErr> {
    let text = format!("UPDATE job_run SET {set} WHERE name = $1 AND slot = $2 AND epoch = $3 AND state = 'running'");
    let whose: [Value; 3] = [claim.name.as_str().into(), claim.slot.into(), claim.epoch.into()];
    let values = whose.into_iter().chain(more);
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    Ok(db.execute_raw(statement).await?.rows_affected() == 1)
}

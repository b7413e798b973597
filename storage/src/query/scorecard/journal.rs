//! What scorecards have not taken in yet: the journal that the database keeps of facts, and the contract months that were
//! marked to be counted anew.

use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::clocks::Month as ContractMonth;
use crate::entity::score_stale;

/// The tables of the journal.
const JOURNAL: [&str; 4] = ["score_clock", "score_event", "score_pause", "score_inspection"];

/// Lets one scoring run at a time; it holds until the end of the transaction. Whoever waits sees what the one before it
/// wrote: on PostgreSQL this is no query yet, and the transaction's snapshot is taken after it. SQLite has one writer.
pub async fn lock(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("LOCK TABLE scorecard IN SHARE ROW EXCLUSIVE MODE").await?;
        // For counting many months anew: their groups fit, and compiling a statement would cost more than it saves.
        db.execute_unprepared("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off").await?;
    }
    Ok(())
}

/// From here on PostgreSQL looks up what each row of the journal stands for, one by one. Its statistics never know how long a
/// journal is that is emptied every minute, and where they say too much, it reads tables of millions instead: 230 ms for a
/// thousand rows.
pub async fn look_up(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    plan(db, "off", "0").await
}

/// From here on the statistics decide again.
pub async fn look_freely(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    plan(db, "DEFAULT", "DEFAULT").await
}

async fn plan(db: &impl ConnectionTrait, joins: &str, workers: &str) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        let text = format!(
            "SET LOCAL enable_hashjoin = {joins}; SET LOCAL enable_mergejoin = {joins};
             SET LOCAL max_parallel_workers_per_gather = {workers}"
        );
        db.execute_unprepared(&text).await?;
    }
    Ok(())
}

/// Whether there is anything to take in.
pub async fn is_behind(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let any: Vec<String> =
        JOURNAL.iter().chain(&["score_stale"]).map(|table| format!("EXISTS (SELECT 1 FROM {table})")).collect();
    let text = format!("SELECT 1 WHERE {}", any.join(" OR "));
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await?.is_some())
}

/// Takes away what the transaction sees of the journal; what others have added meanwhile stays.
pub async fn clear_journal(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    for table in JOURNAL {
        db.execute_raw(Statement::from_string(db.get_database_backend(), format!("DELETE FROM {table}"))).await?;
    }
    Ok(())
}

/// The next contract months that wait to be counted anew.
pub async fn stale(
    db: &impl ConnectionTrait,
    after: Option<ContractMonth>,
    limit: u64,
) -> Result<Vec<score_stale::Model>, DbErr> {
    use score_stale::Column::{ContractId as Contract, Month};
    let mut query = score_stale::Entity::find().order_by_asc(Contract).order_by_asc(Month).limit(limit);
    if let Some((contract, month)) = after {
        let later_month = Condition::all().add(Contract.eq(contract)).add(Month.gt(month));
        query = query.filter(Condition::any().add(Contract.gt(contract)).add(later_month));
    }
    query.all(db).await
}

/// Takes a mark away, unless the month was marked again since it was read.
pub async fn unmark(db: &impl ConnectionTrait, mark: &score_stale::Model) -> Result<bool, DbErr> {
    let deleted = score_stale::Entity::delete_many()
        .filter(score_stale::Column::ContractId.eq(mark.contract_id))
        .filter(score_stale::Column::Month.eq(mark.month))
        .filter(score_stale::Column::Marks.eq(mark.marks))
        .exec(db)
        .await?;
    Ok(deleted.rows_affected > 0)
}

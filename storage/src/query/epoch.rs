//! Epochs: counters that tell a snapshot in memory whether it is still the newest.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbErr, Statement};

/// Every epoch by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<HashMap<String, i64>, DbErr> {
    let statement = Statement::from_string(db.get_database_backend(), "SELECT name, value FROM epoch");
    db.query_all_raw(statement)
        .await?
        .iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

/// Counts an epoch up, in the caller's transaction, and answers with its new value.
pub async fn advance(db: &impl ConnectionTrait, name: &str) -> Result<i64, DbErr> {
    let text = "UPDATE epoch SET value = value + 1 WHERE name = $1 RETURNING value";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [name.into()]);
    let row = db.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound(name.to_owned()))?.try_get_by_index(0)
}

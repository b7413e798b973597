//! The database's own time, which replicas agree on.

use domain::Instant;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// The time of the server at this moment. PostgreSQL only: an embedded database has no other clock than the process.
pub async fn now(db: &impl ConnectionTrait) -> Result<Instant, DbErr> {
    let statement = Statement::from_string(db.get_database_backend(), "SELECT clock_timestamp()");
    let row = db.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("the time".to_owned()))?.try_get_by_index(0)
}

//! Pauses about which the agency has said nothing for as long as the policy gives it.

use domain::Instant;
use domain::ids::{PauseId, PolicyVersionId, TicketId};
use domain::ticket::PauseDecision;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::ticket_pause::{Column, Entity};
use crate::read::Sql;

/// Undecided pauses whose time for a decision is over, with their tickets and the versions that bind these.
pub async fn silent_pauses(
    db: &impl ConnectionTrait,
    now: Instant,
    limit: u64,
) -> Result<Vec<(PauseId, TicketId, PolicyVersionId)>, DbErr> {
    // The second line is the predicate of the index `ticket_pause_silent`.
    let mut sql = Sql::new(
        "SELECT p.id, p.ticket_id, t.policy_version_id FROM ticket_pause p JOIN ticket t ON t.id = p.ticket_id
         WHERE p.decision = 'PENDING' AND p.silent_at IS NOT NULL AND p.silent_at <= ",
    );
    sql.bind(now).push(" ORDER BY p.silent_at, p.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let read =
        |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?));
    rows.iter().map(read).collect()
}

/// Leaves a pause undecided for good: nothing depends on it any more.
pub async fn drop_silence(db: &impl ConnectionTrait, pause: PauseId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::SilentAt, Expr::value(Option::<Instant>::None))
        .filter(Column::Id.eq(pause))
        .filter(Column::Decision.eq(PauseDecision::Pending))
        .exec(db)
        .await
        .map(drop)
}

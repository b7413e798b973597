//! Filing a request for an uncovered system, and deciding one.

use domain::Instant;
use domain::ids::{TicketId, UncoveredRequestId, UserId};
use domain::routing::UncoveredState;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::act::insert_many;
use super::raise::{Binding, next_number};
use crate::entity::{audit_entry, outbox, uncovered_request};

/// Every row that filing writes. The request's number ends where the counter's figure goes.
#[derive(Clone, Debug)]
pub struct NewUncovered {
    pub request: uncovered_request::Model,
    pub audit: audit_entry::Model,
    /// None: nobody is told.
    pub outbox: Option<outbox::Model>,
}

/// Writes a request inside the caller's transaction and answers with its number; `None` when the coverage that it was
/// checked against is out of date.
pub async fn file_uncovered(
    db: &impl ConnectionTrait,
    mut new: NewUncovered,
    binding: Binding<'_>,
) -> Result<Option<String>, DbErr> {
    let Some(last) = next_number(db, new.request.agency_id, binding).await? else { return Ok(None) };
    new.request.number = format!("{}{last:04}", new.request.number);
    let number = new.request.number.clone();
    insert_many::<uncovered_request::Entity>(db, vec![new.request]).await?;
    insert_many::<audit_entry::Entity>(db, vec![new.audit]).await?;
    insert_many::<outbox::Entity>(db, new.outbox.into_iter().collect()).await?;
    Ok(Some(number))
}

/// What was decided of a request.
#[derive(Clone, Debug)]
pub struct UncoveredDecision {
    pub request: UncoveredRequestId,
    pub to: UncoveredState,
    pub by: Option<UserId>,
    pub at: Instant,
    pub reason: Option<String>,
    pub ticket: Option<TicketId>,
}

/// Decides a request that still waits, inside the caller's transaction; `false` when somebody else was quicker.
pub async fn decide_uncovered(db: &impl ConnectionTrait, decision: UncoveredDecision) -> Result<bool, DbErr> {
    use uncovered_request::Column;
    let written = uncovered_request::Entity::update_many()
        .col_expr(Column::State, Expr::value(decision.to.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(decision.by.map(|id| id.0)))
        .col_expr(Column::DecidedAt, Expr::value(decision.at))
        .col_expr(Column::Reason, Expr::value(decision.reason))
        .col_expr(Column::TicketId, Expr::value(decision.ticket.map(|id| id.0)))
        .filter(Column::Id.eq(decision.request))
        .filter(Column::State.eq(UncoveredState::Waiting))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

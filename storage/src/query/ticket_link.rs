//! Links between tickets.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{TicketId, TicketLinkId, UserId};
use domain::ticket::{LinkRelation, TicketState};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::ticket::within;
use crate::entity::ticket;
use crate::entity::ticket_link::{Column, Entity, Model};
use crate::row_scope;

/// The states in which work remains.
const UNSOLVED: [TicketState; 4] =
    [TicketState::New, TicketState::Assigned, TicketState::InProgress, TicketState::OnHold];

fn holding() -> Select<Entity> {
    Entity::find().filter(Column::WithdrawnAt.is_null()).order_by_asc(Column::Id)
}

/// Every link that one of these tickets has, whoever sees it: what another link is held against.
pub async fn of(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    let ids = || ids.iter().copied();
    let either = Condition::any().add(Column::FromTicketId.is_in(ids())).add(Column::ToTicketId.is_in(ids()));
    holding().filter(either).all(db).await
}

/// The links of those of these tickets that lie in scope, in the order they were made.
pub async fn in_scope(db: &impl ConnectionTrait, scope: &TicketScope, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    let either = Condition::any()
        .add(Column::FromTicketId.in_subquery(within(scope, ids)))
        .add(Column::ToTicketId.in_subquery(within(scope, ids)));
    holding().filter(either).all(db).await
}

/// Which of these tickets lie in scope.
pub async fn visible(db: &impl ConnectionTrait, scope: &TicketScope, ids: &[TicketId]) -> Result<Vec<TicketId>, DbErr> {
    ticket::Entity::find()
        .select_only()
        .column(ticket::Column::Id)
        .filter(ticket::Column::Id.is_in(ids.iter().copied()))
        .filter(row_scope::tickets(scope))
        .into_tuple()
        .all(db)
        .await
}

/// One link that holds.
pub async fn find(db: &impl ConnectionTrait, id: TicketLinkId) -> Result<Option<Model>, DbErr> {
    holding().filter(Column::Id.eq(id)).one(db).await
}

/// Takes a link back; `false` when somebody else did before.
pub async fn withdraw(
    db: &impl ConnectionTrait,
    id: TicketLinkId,
    by: Option<UserId>,
    at: Instant,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::WithdrawnBy, Expr::value(by.map(|id| id.0)))
        .col_expr(Column::WithdrawnAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .filter(Column::WithdrawnAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

fn children(parent: TicketId) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::FromTicketId)
        .filter(Column::ToTicketId.eq(parent))
        .filter(Column::Relation.eq(LinkRelation::ChildOf))
        .filter(Column::WithdrawnAt.is_null())
        .into_query()
}

fn unsolved(parent: TicketId) -> Select<ticket::Entity> {
    ticket::Entity::find()
        .filter(ticket::Column::Id.in_subquery(children(parent)))
        .filter(ticket::Column::State.is_in(UNSOLVED))
}

/// How many tickets of a major incident are not solved.
pub async fn count_unsolved(db: &impl ConnectionTrait, parent: TicketId) -> Result<u64, DbErr> {
    unsolved(parent).count(db).await
}

/// Those of them in scope, the oldest first.
pub async fn unsolved_children(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    parent: TicketId,
    limit: u64,
) -> Result<Vec<ticket::Model>, DbErr> {
    let children = unsolved(parent).filter(row_scope::tickets(scope));
    children.order_by_asc(ticket::Column::Id).limit(limit).all(db).await
}

/// The major incidents among these that have tickets which are not solved.
pub async fn with_unsolved(db: &impl ConnectionTrait, parents: &[TicketId]) -> Result<Vec<TicketId>, DbErr> {
    let waiting = ticket::Entity::find()
        .select_only()
        .column(ticket::Column::Id)
        .filter(ticket::Column::State.is_in(UNSOLVED))
        .into_query();
    Entity::find()
        .select_only()
        .column(Column::ToTicketId)
        .distinct()
        .filter(Column::ToTicketId.is_in(parents.iter().copied()))
        .filter(Column::Relation.eq(LinkRelation::ChildOf))
        .filter(Column::WithdrawnAt.is_null())
        .filter(Column::FromTicketId.in_subquery(waiting))
        .into_tuple()
        .all(db)
        .await
}

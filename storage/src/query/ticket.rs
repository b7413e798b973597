//! One ticket with everything a decision on it rests on.

use domain::access::TicketScope;
use domain::ids::{ContractId, TicketId};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::entity::{sla_clock, sla_verdict, ticket, ticket_event, ticket_pause};
use crate::row_scope;

/// The ticket's row, when it lies in the scope.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    id: TicketId,
) -> Result<Option<ticket::Model>, DbErr> {
    ticket::Entity::find_by_id(id).filter(row_scope::tickets(scope)).one(db).await
}

/// Its events in recorded order.
pub async fn events(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<ticket_event::Model>, DbErr> {
    ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.eq(id))
        .order_by_asc(ticket_event::Column::Seq)
        .all(db)
        .await
}

/// Its clocks by metric, cycle and sequence.
pub async fn clocks(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<sla_clock::Model>, DbErr> {
    sla_clock::Entity::find()
        .filter(sla_clock::Column::TicketId.eq(id))
        .order_by_asc(sla_clock::Column::Metric)
        .order_by_asc(sla_clock::Column::Cycle)
        .order_by_asc(sla_clock::Column::Seq)
        .all(db)
        .await
}

/// Every verdict revision of its clocks, oldest first.
pub async fn verdicts(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<sla_verdict::Model>, DbErr> {
    sla_verdict::Entity::find()
        .filter(sla_verdict::Column::TicketId.eq(id))
        .order_by_asc(sla_verdict::Column::ClockId)
        .order_by_asc(sla_verdict::Column::Revision)
        .all(db)
        .await
}

/// The ids that lie in the scope, as a subquery for the rows that hang on tickets (I7).
pub(super) fn within(scope: &TicketScope, ids: &[TicketId]) -> SelectStatement {
    ticket::Entity::find()
        .select_only()
        .column(ticket::Column::Id)
        .filter(ticket::Column::Id.is_in(ids.iter().copied()))
        .filter(row_scope::tickets(scope))
        .into_query()
}

/// The contracts that bind several tickets in scope.
pub async fn contracts_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<(TicketId, ContractId)>, DbErr> {
    ticket::Entity::find()
        .select_only()
        .columns([ticket::Column::Id, ticket::Column::ContractId])
        .filter(ticket::Column::Id.is_in(ids.iter().copied()))
        .filter(row_scope::tickets(scope))
        .into_tuple()
        .all(db)
        .await
}

/// The events of several tickets in scope, in recorded order.
pub async fn events_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<ticket_event::Model>, DbErr> {
    ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.in_subquery(within(scope, ids)))
        .order_by_asc(ticket_event::Column::TicketId)
        .order_by_asc(ticket_event::Column::Seq)
        .all(db)
        .await
}

/// The clocks of several tickets in scope.
pub async fn clocks_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<sla_clock::Model>, DbErr> {
    sla_clock::Entity::find()
        .filter(sla_clock::Column::TicketId.in_subquery(within(scope, ids)))
        .order_by_asc(sla_clock::Column::TicketId)
        .order_by_asc(sla_clock::Column::StartedAt)
        .order_by_asc(sla_clock::Column::Metric)
        .order_by_asc(sla_clock::Column::Seq)
        .all(db)
        .await
}

/// The pauses of several tickets in scope.
pub async fn pauses_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<ticket_pause::Model>, DbErr> {
    ticket_pause::Entity::find()
        .filter(ticket_pause::Column::TicketId.in_subquery(within(scope, ids)))
        .order_by_asc(ticket_pause::Column::FromAt)
        .order_by_asc(ticket_pause::Column::Id)
        .all(db)
        .await
}

/// The verdict revisions of several tickets in scope, oldest first.
pub async fn verdicts_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<sla_verdict::Model>, DbErr> {
    sla_verdict::Entity::find()
        .filter(sla_verdict::Column::TicketId.in_subquery(within(scope, ids)))
        .order_by_asc(sla_verdict::Column::ClockId)
        .order_by_asc(sla_verdict::Column::Revision)
        .all(db)
        .await
}

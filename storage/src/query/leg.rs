//! The legs of tickets that were handed over: the agency sees all, a vendor its own (DESIGN §5).

use domain::access::ReadScope;
use domain::ids::{LegId, TicketId, VendorId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};

use crate::entity::ticket_leg::{Column, Entity, Model};
use crate::entity::{sla_clock, ticket_event};
use crate::row_scope;

/// Which legs, within a scope. `None` does not narrow.
#[derive(Clone, Copy, Debug, Default)]
pub struct LegFilter {
    pub ticket: Option<TicketId>,
    pub vendor: Option<VendorId>,
    /// Only those that have ended, or only present ones.
    pub ended: Option<bool>,
}

/// The last event of a present leg.
pub const OPEN: i32 = i32::MAX;

fn within(scope: &ReadScope) -> Select<Entity> {
    Entity::find().filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId))
}

fn filtered(scope: &ReadScope, filter: &LegFilter) -> Select<Entity> {
    let mut query = within(scope);
    if let Some(ticket) = filter.ticket {
        query = query.filter(Column::TicketId.eq(ticket));
    }
    if let Some(vendor) = filter.vendor {
        query = query.filter(Column::VendorId.eq(vendor));
    }
    match filter.ended {
        Some(true) => query.filter(Column::LastSeq.lt(OPEN)),
        Some(false) => query.filter(Column::LastSeq.eq(OPEN)),
        None => query,
    }
}

/// A page, the latest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &LegFilter,
    after: Option<LegId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(scope, filter).order_by_desc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &LegFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// One leg, when it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: LegId) -> Result<Option<Model>, DbErr> {
    within(scope).filter(Column::Id.eq(id)).one(db).await
}

/// The legs of tickets that lie in the scope, in order.
pub async fn of_tickets(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    let of = Column::TicketId.is_in(ids.iter().copied());
    within(scope).filter(of).order_by_asc(Column::TicketId).order_by_asc(Column::Number).all(db).await
}

/// A leg of a ticket, whoever sees it.
pub async fn numbered(db: &impl ConnectionTrait, ticket: TicketId, number: i32) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).filter(Column::Number.eq(number)).one(db).await
}

/// The newest leg of a ticket that has ended at a vendor, whoever sees it.
pub async fn newest_ended(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    vendor: VendorId,
) -> Result<Option<Model>, DbErr> {
    let filter = LegFilter { ticket: Some(ticket), vendor: Some(vendor), ended: Some(true) };
    filtered(&ReadScope::Everything, &filter).order_by_desc(Column::Number).one(db).await
}

/// The present leg of a ticket that was handed over, whoever sees it.
pub async fn present(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).filter(Column::LastSeq.eq(OPEN)).one(db).await
}

/// Legs that lie in the scope.
pub async fn all(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[LegId]) -> Result<Vec<Model>, DbErr> {
    within(scope).filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}

/// The ids of the legs of a scope, for a statement on what is about them.
pub(super) fn ids_within(scope: &ReadScope) -> SelectStatement {
    within(scope).select_only().column(Column::Id).into_query()
}

/// The events that happened up to the end of legs in the scope, in recorded order.
pub async fn events(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    legs: &[LegId],
) -> Result<Vec<(LegId, ticket_event::Model)>, DbErr> {
    let ids =
        within(scope).select_only().column(Column::Id).filter(Column::Id.is_in(legs.iter().copied())).into_query();
    let join: sea_orm::RelationDef =
        Entity::belongs_to(ticket_event::Entity).from(Column::TicketId).to(ticket_event::Column::TicketId).into();
    let recorded = Expr::col((ticket_event::Entity, ticket_event::Column::Seq));
    let rows = Entity::find()
        .join(JoinType::InnerJoin, join)
        .select_also(ticket_event::Entity)
        .filter(Column::Id.in_subquery(ids))
        .filter(recorded.lte(Expr::col((Entity, Column::LastSeq))))
        .order_by_asc(Column::Id)
        .order_by_asc(ticket_event::Column::Seq)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(leg, event)| Some((leg.id, event?))).collect())
}

/// The calendar revisions that the clocks of the tickets of legs in the scope keep, and nothing else about them.
pub async fn clocks(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<sla_clock::Model>, DbErr> {
    sla_clock::Entity::find().filter(sla_clock::Column::TicketId.is_in(tickets.iter().copied())).all(db).await
}

/// The last event of the last leg that has ended, of those tickets that were handed over.
pub async fn given_away(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<(TicketId, i32)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TicketId)
        .column_as(Column::LastSeq.max(), "last")
        .filter(Column::TicketId.is_in(ids.iter().copied()))
        .filter(Column::LastSeq.lt(OPEN))
        .group_by(Column::TicketId)
        .into_tuple()
        .all(db)
        .await
}

/// Writes the legs of a ticket that has just been handed over: the ended one gets its end, the next one is new.
pub(crate) async fn write(db: &impl ConnectionTrait, legs: Vec<Model>) -> Result<(), DbErr> {
    if legs.is_empty() {
        return Ok(());
    }
    let ended = [Column::LastSeq, Column::UntilAt, Column::Title, Column::Kind, Column::Priority];
    let conflict = OnConflict::columns([Column::TicketId, Column::Number]).update_columns(ended).to_owned();
    let rows = legs.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(db).await.map(drop)
}

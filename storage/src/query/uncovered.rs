//! Requests for uncovered systems: lists, what waits, and what tickets came of.

use domain::access::ReadScope;
use domain::ids::{AgencyId, SystemId, TicketId, UncoveredRequestId};
use domain::routing::UncoveredState;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::entity::uncovered_request::{Column, Entity, Model};
use crate::row_scope;

/// Which requests, within a scope. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct UncoveredFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub system: Option<SystemId>,
    pub states: Vec<UncoveredState>,
}

fn filtered(scope: &ReadScope, filter: &UncoveredFilter) -> Select<Entity> {
    // No vendor sees one: the scope's agencies alone count.
    let mut query = Entity::find().filter(row_scope::owned(scope, Column::AgencyId, false));
    if let Some(agencies) = &filter.agencies {
        query = query.filter(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(system) = filter.system {
        query = query.filter(Column::SystemId.eq(system));
    }
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    query
}

/// A page, the oldest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &UncoveredFilter,
    after: Option<UncoveredRequestId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(scope, filter).order_by_asc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &UncoveredFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// How many wait, by agency.
pub async fn waiting_by_agency(db: &impl ConnectionTrait, scope: &ReadScope) -> Result<Vec<(AgencyId, i64)>, DbErr> {
    let filter = UncoveredFilter { states: vec![UncoveredState::Waiting], ..UncoveredFilter::default() };
    filtered(scope, &filter)
        .select_only()
        .column(Column::AgencyId)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::AgencyId)
        .into_tuple()
        .all(db)
        .await
}

/// One request, when it lies in the scope.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    id: UncoveredRequestId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(row_scope::owned(scope, Column::AgencyId, false)).one(db).await
}

/// The requests in scope that these tickets were raised of.
pub async fn of_tickets(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(row_scope::owned(scope, Column::AgencyId, false))
        .filter(Column::TicketId.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// What waits, in order of age, behind `after`.
pub async fn waiting(
    db: &impl ConnectionTrait,
    after: Option<UncoveredRequestId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let filter = UncoveredFilter { states: vec![UncoveredState::Waiting], ..UncoveredFilter::default() };
    page(db, &ReadScope::Everything, &filter, after, limit).await
}

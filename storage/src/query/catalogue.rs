//! Service items with their versions, and what tickets ask for of them.

use domain::access::{ReadScope, TicketScope};
use domain::ids::{AgencyId, ServiceItemId, TicketId};
use domain::ticket::TicketKind;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, Select,
};

use super::ticket::within;
use crate::entity::service_item::{Column, Entity, Model};
use crate::entity::{service_item_version, ticket_service_item};
use crate::{keyset, row_scope};

/// Which items, within a scope. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ItemFilter {
    /// Only those that these own.
    pub owners: Option<Vec<AgencyId>>,
    pub active: Option<bool>,
    pub kind: Option<TicketKind>,
}

fn filtered(scope: &ReadScope, filter: &ItemFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(row_scope::owned(scope, Column::OwnerId, false));
    if let Some(owners) = &filter.owners {
        query = query.filter(Column::OwnerId.is_in(owners.iter().copied()));
    }
    if let Some(active) = filter.active {
        query = query.filter(Column::Active.eq(active));
    }
    if let Some(kind) = filter.kind {
        let of_kind = service_item_version::Entity::find()
            .select_only()
            .column(service_item_version::Column::ItemId)
            .filter(service_item_version::Column::Kind.eq(kind))
            .filter(
                Expr::col((service_item_version::Entity, service_item_version::Column::Number))
                    .equals((Entity, Column::Version)),
            )
            .into_query();
        query = query.filter(Column::Id.in_subquery(of_kind));
    }
    query
}

/// A page by code.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &ItemFilter,
    after: Option<(&str, ServiceItemId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::Code, Column::Id);
    keyset::ascending(filtered(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &ItemFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// One item, when it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: ServiceItemId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(row_scope::owned(scope, Column::OwnerId, false)).one(db).await
}

/// Items by their ids, whoever owns them: for tickets that were read in scope.
pub async fn named(db: &impl ConnectionTrait, ids: &[ServiceItemId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}

/// Versions of items.
pub async fn versions(
    db: &impl ConnectionTrait,
    wanted: &[(ServiceItemId, i32)],
) -> Result<Vec<service_item_version::Model>, DbErr> {
    use service_item_version::Column::{ItemId, Number};
    let one = |any: Condition, (item, number): &(ServiceItemId, i32)| {
        any.add(Condition::all().add(ItemId.eq(*item)).add(Number.eq(*number)))
    };
    match wanted {
        [] => Ok(Vec::new()),
        some => service_item_version::Entity::find().filter(some.iter().fold(Condition::any(), one)).all(db).await,
    }
}

/// Writes an item unless its owner has one of that code; whether it was written.
pub async fn insert_item(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    let written = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns([Column::OwnerId, Column::Code]).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}

/// Makes `number + 1` the newest version of an item; `false` when `number` is not that any more.
pub async fn count_version(db: &impl ConnectionTrait, id: ServiceItemId, number: i32) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Version, Expr::value(number + 1))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(number))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Opens or retires an item.
pub async fn set_active(db: &impl ConnectionTrait, id: ServiceItemId, active: bool) -> Result<(), DbErr> {
    let change = Entity::update_many().col_expr(Column::Active, Expr::value(active)).filter(Column::Id.eq(id));
    change.exec(db).await.map(drop)
}

/// What tickets in scope ask for.
pub async fn of_tickets(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<ticket_service_item::Model>, DbErr> {
    let asked = ticket_service_item::Entity::find();
    asked.filter(ticket_service_item::Column::TicketId.in_subquery(within(scope, ids))).all(db).await
}

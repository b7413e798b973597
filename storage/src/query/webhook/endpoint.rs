//! Endpoints: by scope, and those for which there is something to do.

use domain::Instant;
use domain::access::ReadScope;
use domain::ids::WebhookEndpointId;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, LockType, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::webhook_delivery;
use crate::entity::webhook_endpoint::{Column, Entity, Model};
use crate::row_scope;

fn within(scope: &ReadScope) -> Condition {
    row_scope::rows(scope, (Entity, Column::AgencyId), (Entity, Column::VendorId))
}

/// The endpoints of a scope.
pub async fn all(db: &impl ConnectionTrait, scope: &ReadScope) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(within(scope)).all(db).await
}

/// The ids of the endpoints of a scope.
pub fn ids_within(scope: &ReadScope) -> SelectStatement {
    Query::select().column((Entity, Column::Id)).from(Entity).cond_where(within(scope)).to_owned()
}

/// One endpoint, when it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: WebhookEndpointId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(within(scope)).one(db).await
}

/// Some endpoints, as far as they lie in the scope.
pub async fn find_among(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    ids: &[WebhookEndpointId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(within(scope)).filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}

/// One endpoint, held until the end of the transaction. Whoever writes an endpoint and its deliveries holds it first.
pub async fn hold(db: &impl ConnectionTrait, id: WebhookEndpointId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await
}

/// Active endpoints for which the feed was not read up to `head`.
pub async fn behind(db: &impl ConnectionTrait, head: i64) -> Result<Vec<Model>, DbErr> {
    let query = Entity::find().filter(Column::Active.eq(true)).filter(Column::ReadTo.lt(head));
    query.order_by_asc(Column::Id).all(db).await
}

/// Moves the place in the feed from one number to another, unless somebody else did; whether this did.
pub async fn move_on(db: &impl ConnectionTrait, id: WebhookEndpointId, (from, to): (i64, i64)) -> Result<bool, DbErr> {
    let moved = Entity::update_many()
        .col_expr(Column::ReadTo, Expr::value(to))
        .filter(Column::Id.eq(id))
        .filter(Column::Active.eq(true))
        .filter(Column::ReadTo.eq(from));
    Ok(moved.exec(db).await?.rows_affected == 1)
}

/// Moves the place of those on to whom nothing up to a number is to be told.
pub async fn passed_over(db: &impl ConnectionTrait, ids: &[WebhookEndpointId], to: i64) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ReadTo, Expr::value(to))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::ReadTo.lt(to))
        .exec(db)
        .await
        .map(drop)
}

/// Active endpoints with something due that may be sent to now, but for those of `busy`: first those that do not fail, so that
/// many that do leave none without its turn.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Instant,
    busy: &[WebhookEndpointId],
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let own = Expr::col((webhook_delivery::Entity, webhook_delivery::Column::EndpointId)).equals((Entity, Column::Id));
    let waiting = Query::select()
        .expr(Expr::value(1))
        .from(webhook_delivery::Entity)
        .and_where(own)
        .and_where(Expr::col((webhook_delivery::Entity, webhook_delivery::Column::NextAt)).lte(now))
        .to_owned();
    let free = Condition::any().add(Column::HeldUntil.is_null()).add(Column::HeldUntil.lte(now));
    Entity::find()
        .filter(Column::Active.eq(true))
        .filter(free)
        .filter(Column::Id.is_not_in(busy.iter().copied()))
        .filter(Expr::exists(waiting))
        .order_by_asc(Column::FailingSince.is_not_null())
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Notes since when an endpoint fails, and until when its receiver asked to be left alone.
pub async fn note(
    db: &impl ConnectionTrait,
    id: WebhookEndpointId,
    failing_since: Option<Instant>,
    held_until: Option<Instant>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::FailingSince, Expr::value(failing_since))
        .col_expr(Column::HeldUntil, Expr::value(held_until))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await
        .map(drop)
}

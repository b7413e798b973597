//! Deliveries: made once for each endpoint and message, claimed, settled, listed and forgotten.

use domain::Instant;
use domain::access::ReadScope;
use domain::ids::{WebhookDeliveryId, WebhookEndpointId};
use domain::webhook::DeliveryState;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, Statement, UpdateMany,
};

use super::endpoint::ids_within;
use crate::entity::webhook_delivery::{Column, Entity, Model};
use crate::entity::{webhook_attempt, webhook_endpoint};
use crate::query::setup::ROWS_A_STATEMENT;

/// Writes deliveries, each once; how many were new.
pub async fn create(db: &impl ConnectionTrait, mut rows: Vec<Model>) -> Result<u64, DbErr> {
    let mut written = 0;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_A_STATEMENT));
        let batch = std::mem::replace(&mut rows, rest);
        written += Entity::insert_many(batch.into_iter().map(IntoActiveModel::into_active_model))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(db)
            .await?;
    }
    Ok(written)
}

/// Takes up to `limit` deliveries of an endpoint that are due at `now`, the longest first: whoever claims one begins an
/// attempt, and nobody else does before `until`. What another worker is taking is passed over.
pub async fn claim(
    db: &impl ConnectionTrait,
    endpoint: WebhookEndpointId,
    (now, until): (Instant, Instant),
    limit: i64,
) -> Result<Vec<Model>, DbErr> {
    let backend = db.get_database_backend();
    let text = match backend {
        DbBackend::Postgres => {
            "WITH next AS MATERIALIZED (
                 SELECT id FROM webhook_delivery WHERE endpoint_id = $1 AND next_at <= $2 ORDER BY next_at, id LIMIT $3
                 FOR UPDATE SKIP LOCKED)
             UPDATE webhook_delivery d SET attempts = attempts + 1, step = step + 1, next_at = $4 FROM next
             WHERE d.id = next.id RETURNING d.*"
        }
        _ => {
            "UPDATE webhook_delivery SET attempts = attempts + 1, step = step + 1, next_at = $4 WHERE id IN (
                 SELECT id FROM webhook_delivery WHERE endpoint_id = $1 AND next_at <= $2 ORDER BY next_at, id LIMIT $3)
             RETURNING *"
        }
    };
    let values = [endpoint.0.into(), now.into(), limit.into(), until.into()];
    Entity::find().from_raw_sql(Statement::from_sql_and_values(backend, text, values)).all(db).await
}

/// Writes what came of an attempt, unless a later one was begun meanwhile; whether it is written.
pub async fn settle(
    db: &impl ConnectionTrait,
    attempt: (WebhookDeliveryId, i32),
    state: DeliveryState,
    next_at: Option<Instant>,
    ended_at: Option<Instant>,
) -> Result<bool, DbErr> {
    let settled = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::NextAt, Expr::value(next_at))
        .col_expr(Column::EndedAt, Expr::value(ended_at))
        .filter(Column::Id.eq(attempt.0))
        .filter(Column::Attempts.eq(attempt.1));
    Ok(settled.exec(db).await?.rows_affected == 1)
}

/// Nothing that is awaited is sent any more.
pub async fn end_pending(db: &impl ConnectionTrait, endpoint: WebhookEndpointId, at: Instant) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Failed))
        .col_expr(Column::NextAt, Expr::value(None::<Instant>))
        .col_expr(Column::EndedAt, Expr::value(at))
        .filter(Column::EndpointId.eq(endpoint))
        .filter(Column::State.eq(DeliveryState::Pending))
        .exec(db)
        .await
        .map(drop)
}

/// Sends a delivery that has ended from the beginning; whether it had.
pub async fn replay(db: &impl ConnectionTrait, id: WebhookDeliveryId, now: Instant) -> Result<bool, DbErr> {
    let awaited = awaited(now).filter(Column::Id.eq(id)).filter(Column::State.ne(DeliveryState::Pending));
    Ok(awaited.exec(db).await?.rows_affected == 1)
}

/// Sends what was to be delivered since a time and failed from the beginning; how many there are.
pub async fn replay_failed(
    db: &impl ConnectionTrait,
    endpoint: WebhookEndpointId,
    since: Instant,
    now: Instant,
) -> Result<u64, DbErr> {
    let failed = awaited(now)
        .filter(Column::EndpointId.eq(endpoint))
        .filter(Column::State.eq(DeliveryState::Failed))
        .filter(Column::CreatedAt.gte(since));
    Ok(failed.exec(db).await?.rows_affected)
}

fn awaited(now: Instant) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Pending))
        .col_expr(Column::Step, Expr::value(0))
        .col_expr(Column::NextAt, Expr::value(now))
        .col_expr(Column::EndedAt, Expr::value(None::<Instant>))
}

/// Which deliveries of an endpoint, and which page.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryPage {
    pub endpoint: WebhookEndpointId,
    /// Only those that stand there.
    pub state: Option<DeliveryState>,
    /// Only those that are older than this one.
    pub after: Option<WebhookDeliveryId>,
    pub limit: u64,
}

fn listed(of: &DeliveryPage) -> Select<Entity> {
    let query = Entity::find().filter(Column::EndpointId.eq(of.endpoint));
    match of.state {
        Some(state) => query.filter(Column::State.eq(state)),
        None => query,
    }
}

/// A page of deliveries, the newest first.
pub async fn page(db: &impl ConnectionTrait, of: &DeliveryPage) -> Result<Vec<Model>, DbErr> {
    let query = match of.after {
        Some(after) => listed(of).filter(Column::Id.lt(after)),
        None => listed(of),
    };
    query.order_by_desc(Column::Id).limit(of.limit).all(db).await
}

/// The newest delivery to each of these endpoints that has any: looked up one by one, by the key, because the log is long.
pub async fn newest(db: &impl ConnectionTrait, endpoints: &[WebhookEndpointId]) -> Result<Vec<Model>, DbErr> {
    const NEWEST: &str = "(SELECT d.id FROM webhook_delivery d WHERE d.endpoint_id = webhook_endpoint.id
        ORDER BY d.id DESC LIMIT 1)";
    let newest = Query::select()
        .expr(Expr::cust(NEWEST))
        .from(webhook_endpoint::Entity)
        .and_where(webhook_endpoint::Column::Id.is_in(endpoints.iter().copied()))
        .to_owned();
    Entity::find().filter(Column::Id.in_subquery(newest)).all(db).await
}

/// How many there are on all pages.
pub async fn count(db: &impl ConnectionTrait, of: &DeliveryPage) -> Result<u64, DbErr> {
    listed(of).count(db).await
}

/// One delivery, when its endpoint lies in the scope.
pub async fn find_delivery(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    id: WebhookDeliveryId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::EndpointId.in_subquery(ids_within(scope))).one(db).await
}

/// The attempts at deliveries, in their order.
pub async fn attempts_of(
    db: &impl ConnectionTrait,
    ids: &[WebhookDeliveryId],
) -> Result<Vec<webhook_attempt::Model>, DbErr> {
    webhook_attempt::Entity::find()
        .filter(webhook_attempt::Column::DeliveryId.is_in(ids.iter().copied()))
        .order_by_asc(webhook_attempt::Column::DeliveryId)
        .order_by_asc(webhook_attempt::Column::Number)
        .all(db)
        .await
}

/// Forgets at most `limit` deliveries that ended before an instant, with their attempts; how many there were.
pub async fn prune(db: &impl ConnectionTrait, before: Instant, limit: u64) -> Result<u64, DbErr> {
    let old: Vec<WebhookDeliveryId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EndedAt.lt(before))
        .order_by_asc(Column::EndedAt)
        .limit(limit)
        // Else what somebody has sent again at this moment would lose its attempts.
        .lock_exclusive()
        .into_tuple()
        .all(db)
        .await?;
    if old.is_empty() {
        return Ok(0);
    }
    let attempts = webhook_attempt::Entity::delete_many();
    attempts.filter(webhook_attempt::Column::DeliveryId.is_in(old.iter().copied())).exec(db).await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(db).await?.rows_affected)
}

//! Standing orders of reports and their deliveries: each person's own, and those that are due.

use domain::Instant;
use domain::ids::{ReportDeliveryId, ReportScheduleId, UserId};
use sea_orm::sea_query::{Expr, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, SqlErr,
};

use crate::entity::report_delivery;
use crate::entity::report_schedule::{Column, Entity, Model};
use crate::entity::user_account;
use crate::keyset;
use crate::query::setup::{insert, update};

/// Everything that somebody ordered.
pub async fn of_owner(db: &impl ConnectionTrait, owner: UserId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::OwnerId.eq(owner)).all(db).await
}

/// Holds somebody until the end of the transaction: others that order for them wait.
pub async fn hold_owner(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    user_account::Entity::find_by_id(owner).lock(LockType::NoKeyUpdate).one(db).await.map(drop)
}

/// How much somebody ordered.
pub async fn count(db: &impl ConnectionTrait, owner: UserId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::OwnerId.eq(owner)).count(db).await
}

/// One order, when it is theirs.
pub async fn find(db: &impl ConnectionTrait, owner: UserId, id: ReportScheduleId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::OwnerId.eq(owner)).one(db).await
}

/// Whether the name was free and the new order is written.
pub async fn create(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    unless_taken(insert(db, row).await)
}

/// Whether the name was free and the order is changed.
pub async fn change(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    unless_taken(update(db, row).await)
}

fn unless_taken(done: Result<(), DbErr>) -> Result<bool, DbErr> {
    match done {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Forgets an order and its deliveries; what was told of them is in no inbox any more.
pub async fn delete(db: &impl ConnectionTrait, id: ReportScheduleId) -> Result<(), DbErr> {
    let deliveries = report_delivery::Entity::delete_many();
    deliveries.filter(report_delivery::Column::ScheduleId.eq(id)).exec(db).await?;
    Entity::delete_by_id(id).exec(db).await.map(drop)
}

/// Orders whose next time has passed, the longest first, behind a place in that order.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Instant,
    after: Option<(Instant, ReportScheduleId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let query = Entity::find().filter(Column::NextAt.lte(now));
    keyset::ascending(query, (Column::NextAt, Column::Id), after, limit).all(db).await
}

/// Moves an order on to its next time, unless another run did or its owner changed it; whether this did. The row is held until
/// the end of the transaction.
pub async fn move_on(db: &impl ConnectionTrait, row: &Model, next: Option<Instant>) -> Result<bool, DbErr> {
    let moved = Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(next))
        .filter(Column::Id.eq(row.id))
        .filter(Column::NextAt.eq(row.next_at))
        .filter(Column::Version.eq(row.version));
    Ok(moved.exec(db).await?.rows_affected == 1)
}

/// Writes what was delivered, once for each time of an order; whether it is new.
pub async fn deliver(db: &impl ConnectionTrait, row: report_delivery::Model) -> Result<bool, DbErr> {
    let written = report_delivery::Entity::insert_many([row.into_active_model()])
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written == 1)
}

/// Deliveries of an order, the latest first, behind the time `after`.
pub async fn deliveries(
    db: &impl ConnectionTrait,
    id: ReportScheduleId,
    after: Option<Instant>,
    limit: u64,
) -> Result<Vec<report_delivery::Model>, DbErr> {
    let mut query = report_delivery::Entity::find().filter(report_delivery::Column::ScheduleId.eq(id));
    if let Some(after) = after {
        query = query.filter(report_delivery::Column::NominalAt.lt(after));
    }
    query.order_by_desc(report_delivery::Column::NominalAt).limit(limit).all(db).await
}

/// The latest delivery of each order that has any.
pub async fn last_deliveries(
    db: &impl ConnectionTrait,
    ids: &[ReportScheduleId],
) -> Result<Vec<report_delivery::Model>, DbErr> {
    let none_later = "NOT EXISTS (SELECT 1 FROM report_delivery later
        WHERE later.schedule_id = report_delivery.schedule_id AND later.nominal_at > report_delivery.nominal_at)";
    report_delivery::Entity::find()
        .filter(report_delivery::Column::ScheduleId.is_in(ids.iter().copied()))
        .filter(Expr::cust(none_later))
        .all(db)
        .await
}

/// How much was delivered of an order.
pub async fn count_deliveries(db: &impl ConnectionTrait, id: ReportScheduleId) -> Result<u64, DbErr> {
    report_delivery::Entity::find().filter(report_delivery::Column::ScheduleId.eq(id)).count(db).await
}

/// Deliveries with their orders, of those that are somebody's own.
pub async fn own_deliveries(
    db: &impl ConnectionTrait,
    owner: UserId,
    ids: &[ReportDeliveryId],
) -> Result<Vec<(report_delivery::Model, Option<Model>)>, DbErr> {
    let to_schedule =
        report_delivery::Entity::belongs_to(Entity).from(report_delivery::Column::ScheduleId).to(Column::Id);
    report_delivery::Entity::find()
        .filter(report_delivery::Column::Id.is_in(ids.iter().copied()))
        .filter(Column::OwnerId.eq(owner))
        .join(JoinType::InnerJoin, to_schedule.into())
        .select_also(Entity)
        .all(db)
        .await
}

//! Reading one's own standing orders and what was delivered of them. Nobody sees another's.

use std::collections::HashMap;

use domain::Instant;
use domain::access::Action;
use domain::ids::{ReportDeliveryId, ReportScheduleId, UserId};
use domain::report::schedule::DueTimes;
use storage::entity::{report_delivery, report_schedule};
use storage::query::report_schedule as query;

use super::order::{Reported, times};
use crate::{Error, Op, Result};

/// What was delivered for one time.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub row: report_delivery::Model,
    /// What was ordered is called so.
    pub name: String,
}

/// A standing order of the actor's.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub row: report_schedule::Model,
    pub report: Reported,
    pub times: DueTimes,
    /// What was delivered last.
    pub last: Option<Delivery>,
}

impl Schedule {
    pub(super) fn of(row: report_schedule::Model, last: Option<report_delivery::Model>) -> Result<Self> {
        let (report, times) = (serde_json::from_value(row.report.clone())?, times(&row)?);
        let last = last.map(|last| Delivery { row: last, name: row.name.clone() });
        Ok(Self { row, report, times, last })
    }
}

/// A page of deliveries, the latest first.
#[derive(Clone, Debug)]
pub struct Deliveries {
    pub rows: Vec<Delivery>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// The actor's own standing orders. Needs `report.view`.
pub async fn schedules(op: &Op) -> Result<Vec<Schedule>> {
    let (owner, db) = (owner(op)?, op.app().store.read());
    let rows = query::of_owner(db, owner).await?;
    let ids: Vec<ReportScheduleId> = rows.iter().map(|row| row.id).collect();
    let last = query::last_deliveries(db, &ids).await?.into_iter().map(|row| (row.schedule_id, row));
    let mut last: HashMap<ReportScheduleId, report_delivery::Model> = last.collect();
    let schedule = |row: report_schedule::Model| {
        let last = last.remove(&row.id);
        Schedule::of(row, last)
    };
    rows.into_iter().map(schedule).collect()
}

/// One of them. Needs `report.view`.
///
/// # Errors
/// NOT_FOUND when it is not the actor's.
pub async fn find_schedule(op: &Op, id: ReportScheduleId) -> Result<Schedule> {
    let (owner, db) = (owner(op)?, op.app().store.read());
    let row = query::find(db, owner, id).await?.ok_or(Error::NotFound("report schedule"))?;
    Schedule::of(row, query::last_deliveries(db, &[id]).await?.pop())
}

/// What was delivered of one of them: at most `limit` behind the nominal time `after`, counted if `with_total`. Needs
/// `report.view`.
///
/// # Errors
/// NOT_FOUND when it is not the actor's.
pub async fn deliveries(
    op: &Op,
    id: ReportScheduleId,
    (after, limit): (Option<Instant>, u64),
    with_total: bool,
) -> Result<Deliveries> {
    let (owner, db) = (owner(op)?, op.app().store.read());
    let name = query::find(db, owner, id).await?.ok_or(Error::NotFound("report schedule"))?.name;
    let mut rows = query::deliveries(db, id, after, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let total = if with_total { Some(query::count_deliveries(db, id).await?) } else { None };
    let rows = rows.into_iter().map(|row| Delivery { row, name: name.clone() }).collect();
    Ok(Deliveries { rows, more, total })
}

/// One delivery. Needs `report.view`.
///
/// # Errors
/// NOT_FOUND when its order is not the actor's.
pub async fn find_delivery(op: &Op, id: ReportDeliveryId) -> Result<Delivery> {
    owner(op)?;
    own_deliveries(op, &[id]).await?.pop().ok_or(Error::NotFound("report delivery"))
}

/// Deliveries of the actor's own orders, by id.
pub(crate) async fn own_deliveries(op: &Op, ids: &[ReportDeliveryId]) -> Result<Vec<Delivery>> {
    let Some(owner) = op.actor().user().filter(|_| !ids.is_empty()) else { return Ok(Vec::new()) };
    let found = query::own_deliveries(op.app().store.read(), owner, ids).await?;
    Ok(found.into_iter().filter_map(|(row, of)| Some(Delivery { row, name: of?.name })).collect())
}

/// Whose orders the actor's are: people's only.
pub(super) fn owner(op: &Op) -> Result<UserId> {
    op.require(Action::ReportView)?;
    op.actor().user().ok_or(Error::Forbidden(Action::ReportView))
}

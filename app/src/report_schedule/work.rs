//! Ordering, changing and forgetting.

use chrono_tz::Tz;
use domain::change::ObjectKind;
use domain::export::{FileFormat, FileLanguage};
use domain::ids::ReportScheduleId;
use domain::report::schedule::{Cadence, DAYS, DueTimes, HOURS, SCHEDULES_MAX};
use storage::Transaction;
use storage::entity::report_schedule;
use storage::query::report_schedule as query;
use storage::query::setup::insert;

use super::order::{Order, Reported, day};
use super::read::{Schedule, owner};
use crate::change::Watched;
use crate::export::{ReportFile, prepare_report_file};
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result};

/// The longest name, in characters.
const NAME_MAX: usize = 100;

/// A report to be delivered.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    /// Unique for its owner.
    pub name: String,
    pub report: Reported,
    pub format: FileFormat,
    pub language: FileLanguage,
    pub order: Order,
    pub active: bool,
}

/// What to change; what is none stays.
#[derive(Clone, Debug)]
pub struct ScheduleChange {
    pub schedule: ReportScheduleId,
    pub name: Option<String>,
    pub report: Option<Reported>,
    pub format: Option<FileFormat>,
    pub language: Option<FileLanguage>,
    pub cadence: Option<Cadence>,
    pub hour: Option<i32>,
    pub zone: Option<String>,
    pub active: Option<bool>,
}

/// Orders a report. Needs `report.view`, and the right of what it is of.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, `TAKEN` for the name; `INVALID` for a day, an hour, a zone, or a report that names a period;
/// `TOO_MANY`; what the report itself is refused for.
pub async fn create_schedule(op: &Op, new: &NewSchedule) -> Result<ReportScheduleId> {
    let owner = owner(op)?;
    let mut mistakes = Mistakes::default();
    let name = mistakes.text("name", &new.name, NAME_MAX);
    let times = checked(&mut mistakes, &new.order, &new.report);
    let times = mistakes.finish(times)?;
    let row = report_schedule::Model {
        id: op.id(),
        owner_id: owner,
        name,
        report: serde_json::to_value(&new.report)?,
        format: new.format,
        language: new.language,
        cadence: times.cadence.kind(),
        day: day(times.cadence),
        hour: new.order.hour,
        zone: times.zone.name().to_owned(),
        active: new.active,
        next_at: times.next_after(op.now()).filter(|_| new.active),
        created_at: op.now(),
        updated_at: op.now(),
        version: 1,
    };
    possible(op, &new.report, &times, (new.format, new.language)).await?;
    let transaction = op.begin().await?;
    // Two at once wait for each other, so that both count.
    query::hold_owner(&transaction, owner).await?;
    if query::count(&transaction, owner).await? >= SCHEDULES_MAX {
        let en = format!("you have {SCHEDULES_MAX} report schedules: delete one first");
        let zh = format!("您已有 {SCHEDULES_MAX} 个报告订阅，请先删除");
        return Err(Error::invalid("TOO_MANY", "name", en, zh));
    }
    let (id, detail) = (row.id, detail(&row));
    if !query::create(&transaction, row).await? {
        return Err(taken());
    }
    let watched = Watched::made(ObjectKind::ReportSchedule, id.0);
    finish(op, (transaction, watched), "report_schedule.create", id, detail).await
}

/// Changes one's own order. What is due at other times, or is active again, is next due after now. Needs `report.view`, and
/// the right of what it is of.
///
/// # Errors
/// As for a new one; NOT_FOUND for somebody else's; CONFLICT when it was changed at the same moment.
pub async fn change_schedule(op: &Op, asked: &ScheduleChange) -> Result<ReportScheduleId> {
    let owner = owner(op)?;
    let gone = || Error::NotFound("report schedule");
    let found = query::find(op.app().store.read(), owner, asked.schedule).await?.ok_or_else(gone)?;
    let Schedule { row: before, report, times, .. } = Schedule::of(found, None)?;
    let report = asked.report.clone().unwrap_or(report);
    let order = Order {
        cadence: asked.cadence.unwrap_or(times.cadence),
        hour: asked.hour.unwrap_or(i32::try_from(times.hour).unwrap_or(0)),
        zone: asked.zone.clone().unwrap_or_else(|| times.zone.name().to_owned()),
    };
    let mut mistakes = Mistakes::default();
    let name = asked.name.as_ref().map(|name| mistakes.text("name", name, NAME_MAX));
    let new_times = checked(&mut mistakes, &order, &report);
    let new_times = mistakes.finish(new_times)?;
    if asked.report.is_some() {
        let file = (asked.format.unwrap_or(before.format), asked.language.unwrap_or(before.language));
        possible(op, &report, &new_times, file).await?;
    }
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::ReportSchedule, asked.schedule.0).await?;
    // Once more, now that nobody else can change it.
    let mut row = query::find(&transaction, owner, asked.schedule).await?.ok_or_else(gone)?;
    if row.version != before.version {
        return Err(Error::Conflict);
    }
    let anew = times != new_times || (asked.active == Some(true) && !row.active);
    row.name = name.unwrap_or(row.name);
    row.report = serde_json::to_value(&report)?;
    row.format = asked.format.unwrap_or(row.format);
    row.language = asked.language.unwrap_or(row.language);
    row.cadence = new_times.cadence.kind();
    row.day = day(new_times.cadence);
    row.hour = order.hour;
    row.zone = new_times.zone.name().to_owned();
    row.active = asked.active.unwrap_or(row.active);
    if anew {
        row.next_at = new_times.next_after(op.now());
    }
    row.next_at = row.next_at.filter(|_| row.active);
    row.updated_at = op.now();
    row.version += 1;
    let (id, detail) = (row.id, detail(&row));
    if !query::change(&transaction, row).await? {
        return Err(taken());
    }
    finish(op, (transaction, watched), "report_schedule.change", id, detail).await
}

/// Forgets one's own order and what was delivered of it. Needs `report.view`.
///
/// # Errors
/// NOT_FOUND for somebody else's.
pub async fn delete_schedule(op: &Op, id: ReportScheduleId) -> Result<ReportScheduleId> {
    let owner = owner(op)?;
    let gone = || Error::NotFound("report schedule");
    let transaction = op.begin().await?;
    query::find(&transaction, owner, id).await?.ok_or_else(gone)?;
    let watched = Watched::begin(op, &transaction, ObjectKind::ReportSchedule, id.0).await?;
    // Once more, now that nobody else can delete it.
    let row = query::find(&transaction, owner, id).await?.ok_or_else(gone)?;
    query::delete(&transaction, id).await?;
    finish(op, (transaction, watched), "report_schedule.delete", id, detail(&row)).await
}

/// The times of an order that can be kept; what is wrong is noted.
fn checked(mistakes: &mut Mistakes, order: &Order, report: &Reported) -> Option<DueTimes> {
    if let Cadence::Monthly(day) = order.cadence
        && !i32::try_from(day).is_ok_and(|day| DAYS.contains(&day))
    {
        mistakes.add("INVALID", "cadence", "the day of the month is 1 to 28", "每月日期须为 1 至 28");
    }
    if !HOURS.contains(&order.hour) {
        mistakes.add("INVALID", "hour", "the hour is 0 to 23", "小时须为 0 至 23");
    }
    if report.names_a_period() {
        let en = "the schedule says of which period each delivery is: leave it out";
        mistakes.add("INVALID", "report", en, "统计期间由订阅周期决定，请勿填写");
    }
    let zone = mistakes.parsed(("INVALID", "zone"), order.zone.trim().parse::<Tz>(), "没有此时区")?;
    Some(DueTimes { cadence: order.cadence, hour: u32::try_from(order.hour).ok()?, zone })
}

/// Refuses what could not be made now, of what ended last.
async fn possible(
    op: &Op,
    report: &Reported,
    times: &DueTimes,
    (format, language): (FileFormat, FileLanguage),
) -> Result<()> {
    let Some(covered) = times.covered(op.now()) else { return Ok(()) };
    let of = report.over(&covered, times.cadence.kind());
    Box::pin(prepare_report_file(op, ReportFile { of, format, language })).await.map(drop)
}

fn taken() -> Error {
    Error::invalid("TAKEN", "name", "you have a report schedule of this name", "您已有同名报告订阅")
}

fn detail(row: &report_schedule::Model) -> serde_json::Value {
    serde_json::json!({
        "name": row.name, "report": row.report, "format": row.format, "language": row.language,
        "cadence": row.cadence, "day": row.day, "hour": row.hour, "zone": row.zone, "active": row.active,
    })
}

async fn finish(
    op: &Op,
    (transaction, watched): (Transaction, Watched),
    action: &str,
    id: ReportScheduleId,
    detail: serde_json::Value,
) -> Result<ReportScheduleId> {
    insert(&transaction, op.audit(action, ("report_schedule", id.0), detail)).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    Ok(id)
}

//! Drafts of changes: previewed, then activated as they were previewed, or withdrawn.

use domain::calendar::{CalendarChangeState, CalendarSpec, PartialYear, YearGap};
use domain::change::ObjectKind;
use domain::ids::{CalendarChangeId, CalendarId};
use sha2::{Digest, Sha256};
use storage::entity::{calendar_change, service_calendar};
use storage::query::calendar_change as query;
use storage::query::setup::{insert, update};

use super::{CalendarChange, advance, plan};
use crate::setup::reach::CALENDAR;
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result, Violation};

/// What to activate.
#[derive(Clone, Debug)]
pub struct Activation {
    pub change: CalendarChangeId,
    /// The preview's.
    pub fingerprint: String,
    /// Years that may be empty or partial.
    pub confirmed_years: Vec<i32>,
}

/// Stores a change as a draft, which changes nothing yet. Needs `calendar.manage` at the owner.
///
/// # Errors
/// `NO_CHANGE`; `INVALID_DAY_LIST` with the line or event; `YEARS_APART`; as for a new calendar.
pub async fn preview_calendar_change(op: &Op, change: &CalendarChange) -> Result<CalendarChangeId> {
    op.require(CALENDAR.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let planned = plan(&write, change).await?;
    let id: CalendarChangeId = write.id();
    let detail = serde_json::json!({ "code": planned.row.code, "change": id, "reason": planned.reason });
    insert(write.transaction(), planned.change(&write, id)?).await?;
    write.commit("calendar.preview", ("calendar", planned.row.id.0), detail).await?;
    Ok(id)
}

/// Makes a draft the calendar's next revision. Running clocks follow by the job, in batches; settled verdicts never do.
/// Needs `calendar.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` unless it is a draft; CONFLICT when it is not what was previewed, or the calendar has got another
/// revision since; `PARTIAL_YEAR` for a year that is empty or partial and not confirmed.
pub async fn activate_calendar_change(op: &Op, asked: &Activation) -> Result<CalendarChangeId> {
    op.require(CALENDAR.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let (change, calendar) = draft(&write, asked.change).await?;
    write.watch(ObjectKind::Calendar, calendar.id.0).await?;
    if change.fingerprint != asked.fingerprint || change.base_revision != calendar.revision {
        return Err(Error::Conflict);
    }
    let gaps: Vec<PartialYear> = serde_json::from_value(change.gaps.clone())?;
    if let Some(error) = partial_years(&gaps, &asked.confirmed_years) {
        return Err(error);
    }
    let spec: CalendarSpec = serde_json::from_value(change.spec.clone())?;
    let (id, code) = (calendar.id, calendar.code.clone());
    let revision = advance(&write, calendar, &spec, &change.reason).await?;
    let detail = serde_json::json!({
        "code": code, "change": change.id, "revision": revision, "reason": change.reason,
        "confirmedYears": asked.confirmed_years,
    });
    let row = calendar_change::Model {
        state: CalendarChangeState::Activating,
        revision: Some(revision),
        confirmed_years: serde_json::json!(asked.confirmed_years),
        ..decided(&write, change)
    };
    update(write.transaction(), row).await?;
    write.commit("calendar.activate", ("calendar", id.0), detail).await?;
    Ok(asked.change)
}

/// Gives a draft up. Needs `calendar.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` unless it is a draft.
pub async fn withdraw_calendar_change(op: &Op, id: CalendarChangeId) -> Result<CalendarChangeId> {
    op.require(CALENDAR.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let (change, calendar) = draft(&write, id).await?;
    let detail = serde_json::json!({ "code": calendar.code, "change": id });
    let row = calendar_change::Model { state: CalendarChangeState::Withdrawn, ..decided(&write, change) };
    update(write.transaction(), row).await?;
    write.commit("calendar.withdraw", ("calendar", calendar.id.0), detail).await?;
    Ok(id)
}

fn decided(op: &Op, change: calendar_change::Model) -> calendar_change::Model {
    calendar_change::Model { decided_by: op.actor().user(), decided_at: Some(op.now()), ..change }
}

/// A draft that the actor may decide, and its calendar. Whoever may not write the calendar sees no change of it.
async fn draft(write: &Write, id: CalendarChangeId) -> Result<(calendar_change::Model, service_calendar::Model)> {
    let missing = || Error::NotFound("calendar change");
    let change = query::find(write.transaction(), id).await?.ok_or_else(missing)?;
    let calendar = write.coverage().calendars.get(&change.calendar_id).cloned().ok_or_else(missing)?;
    if !write.read_scope(CALENDAR.manage).covers(calendar.owner_id, None) {
        return Err(missing());
    }
    if change.state != CalendarChangeState::Draft {
        let en = format!("the change is {}, no draft", change.state);
        return Err(Error::invalid("WRONG_STATE", "calendarChangeId", en, "该变更不是草稿"));
    }
    Ok((change, calendar))
}

/// What was previewed: the calendar, the revision that it was drafted on, and all that it shall be.
pub(super) fn fingerprint(calendar: CalendarId, base: i64, spec: &CalendarSpec) -> Result<String> {
    let written = serde_json::to_string(spec)?;
    Ok(hex::encode(Sha256::digest(format!("{calendar} {base} {written}"))))
}

/// The refusal of years that are empty or partial and were not confirmed.
pub(super) fn partial_years(gaps: &[PartialYear], confirmed: &[i32]) -> Option<Error> {
    let refused = gaps.iter().filter(|gap| !confirmed.contains(&gap.year));
    let refused: Vec<Violation> = refused
        .map(|year| {
            let gaps = |word: fn(YearGap) -> &'static str| {
                let words: Vec<&str> = year.gaps.iter().map(|gap| word(*gap)).collect();
                words
            };
            let en = format!("{} {}: {}", year.layer, year.year, gaps(said_en).join(", "));
            let zh = format!("{} {} 年：{}", year.layer, year.year, gaps(said_zh).join("、"));
            Violation::new("PARTIAL_YEAR", "confirmPartialYears", en, zh)
        })
        .collect();
    (!refused.is_empty()).then_some(Error::Invalid(refused))
}

fn said_en(gap: YearGap) -> &'static str {
    match gap {
        YearGap::Empty => "no day is named",
        YearGap::NoDaysOff => "no day off is named",
        YearGap::NoMakeUpDays => "no make-up working day is named",
        YearGap::BeginsLate => "nothing is named in January",
        YearGap::EndsEarly => "nothing is named from October on",
    }
}

fn said_zh(gap: YearGap) -> &'static str {
    match gap {
        YearGap::Empty => "没有任何日期",
        YearGap::NoDaysOff => "没有休息日",
        YearGap::NoMakeUpDays => "没有调休上班日",
        YearGap::BeginsLate => "一月没有任何日期",
        YearGap::EndsEarly => "十月起没有任何日期",
    }
}

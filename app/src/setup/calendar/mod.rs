//! Service calendars: written by people, checked by compiling, kept revision by revision (S7).

mod day_list;
mod draft;
mod lists;
mod preview;
mod read;
mod written;

use chrono::NaiveDate;
use domain::calendar::{CalendarChangeState, CalendarError, CalendarSpec, CompiledCalendar, PartialYear};
use domain::change::ObjectKind;
use domain::ids::{AgencyId, CalendarChangeId, CalendarId};
use storage::entity::{calendar_change, calendar_revision, service_calendar};
use storage::query::epoch;
use storage::query::setup::{calendar as query, insert, update};

pub use day_list::DayListFormat;
pub use draft::{Activation, activate_calendar_change, preview_calendar_change, withdraw_calendar_change};
pub use lists::{DayListText, PendingDay};
pub use preview::{CalendarPreview, MovingClock, Touched, moving_clocks, preview, touched};
pub use read::{
    CalendarChangeList, CalendarChangeQuery, ChangeProgress, calendar_changes, find_calendar_change, progress,
};
pub use written::{CalendarHours, DayException, ExceptionHours, SHIPPED_LAYERS, WeeklyHours};

use super::reach::CALENDAR;
use super::system::code;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX, REASON_MAX};
use crate::sla::{FollowReport, follow_one};
use crate::{Error, Op, Result};

/// What `known_until` holds for a calendar that is known without limit.
pub const WITHOUT_LIMIT: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");

/// A new calendar.
#[derive(Clone, Debug)]
pub struct NewCalendar {
    /// None: the platform's, for everybody.
    pub owner: Option<AgencyId>,
    /// Unique: capital letters, digits and hyphens.
    pub code: String,
    pub name: String,
    /// IANA name of the zone that owns the civil dates.
    pub zone: String,
    pub hours: CalendarHours,
}

/// A change of a calendar, which makes a new revision of the whole.
#[derive(Clone, Debug)]
pub struct CalendarChange {
    pub calendar: CalendarId,
    /// Why, for the audit log and for `explain`.
    pub reason: String,
    /// Weekly hours from a civil date on; on the date of an earlier version, in its place.
    pub hours: Option<WeeklyHours>,
    /// Own days, over those of the same date.
    pub exceptions: Vec<DayException>,
    /// Own days that are exceptions no more.
    pub withdrawn: Vec<NaiveDate>,
    /// Codes of shipped layers, as the product has them now; none leaves the present ones.
    pub layers: Option<Vec<String>>,
    /// Published lists of days, each for one layer.
    pub day_lists: Vec<DayListText>,
    /// Dates whose notice is awaited, or no longer.
    pub pending: Vec<PendingDay>,
}

/// A change of a calendar as stored: a draft, or what it became.
pub type CalendarChangeView = calendar_change::Model;

/// A calendar in a new revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarRevised {
    pub calendar: CalendarId,
    /// What open clocks were pinned to before.
    pub old_revision: i64,
    pub revision: i64,
    /// What became of the clocks without a verdict (S7) so far; none when all of it is left to the job.
    pub recomputed: Option<FollowReport>,
}

/// So many tickets follow a revision at once; of more, the job brings up the rest.
const AT_ONCE: u64 = 200;

/// Creates a calendar from weekly hours, shipped layers and own exceptions. Needs `calendar.manage` at the owner.
///
/// # Errors
/// `INVALID_CALENDAR` names what does not compile; `NEVER_OPEN` (E12); `UNKNOWN_LAYER`; `TAKEN` for the code.
pub async fn create_calendar(op: &Op, new: &NewCalendar) -> Result<CalendarId> {
    // Whoever may not write one is not told what is wrong with it either.
    CALENDAR.create(op, new.owner)?;
    let mut mistakes = Mistakes::default();
    let spec = written::spec(&mut mistakes, &new.zone, &new.hours);
    let spec = mistakes.finish(spec)?;
    create_calendar_from(op, new.owner, (&new.code, &new.name), &spec).await
}

/// Creates a calendar that is written down in full: for imports and shipped calendars. Needs `calendar.manage`.
pub async fn create_calendar_from(
    op: &Op,
    owner: Option<AgencyId>,
    (code_text, name): (&str, &str),
    spec: &CalendarSpec,
) -> Result<CalendarId> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    CALENDAR.create(&write, owner)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", code_text);
    if write.coverage().calendars.values().any(|other| other.code == code) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    let name = mistakes.text("name", name, NAME_MAX);
    compiles(&mut mistakes, spec);
    mistakes.refuse()?;
    let row = service_calendar::Model {
        id: write.id(),
        owner_id: owner,
        code,
        name,
        zone: spec.zone.name().to_owned(),
        revision: epoch::advance(write.transaction(), "calendar").await?,
        known_until: spec.last_known().unwrap_or(WITHOUT_LIMIT),
        created_at: write.now(),
    };
    let detail = serde_json::json!({ "code": row.code, "name": row.name, "revision": row.revision });
    let id = row.id;
    let revision = revision(&write, &row, spec, "created".to_owned())?;
    insert(write.transaction(), row).await?;
    insert(write.transaction(), revision).await?;
    write.commit("calendar.create", ("calendar", id.0), detail).await?;
    Ok(id)
}

/// Writes a new revision without a preview. Clocks without a verdict that it touches follow: the first 200 tickets at
/// once, the others by the job. Needs `calendar.manage` at the owner.
///
/// # Errors
/// `NO_CHANGE`; `PARTIAL_YEAR`; as for a new calendar.
pub async fn revise_calendar(op: &Op, change: &CalendarChange) -> Result<CalendarRevised> {
    op.require(CALENDAR.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let planned = plan(&write, change).await?;
    write.watch(ObjectKind::Calendar, planned.row.id.0).await?;
    if let Some(error) = draft::partial_years(&planned.gaps, &[]) {
        return Err(error);
    }
    let (id, calendar, old_revision) = (write.id::<CalendarChangeId>(), planned.row.id, planned.row.revision);
    let revision = advance(&write, planned.row.clone(), &planned.spec, &planned.reason).await?;
    let row = calendar_change::Model {
        state: CalendarChangeState::Activating,
        revision: Some(revision),
        decided_by: write.actor().user(),
        decided_at: Some(write.now()),
        ..planned.change(&write, id)?
    };
    let detail = serde_json::json!({ "code": planned.row.code, "revision": revision, "reason": planned.reason });
    insert(write.transaction(), row).await?;
    write.commit("calendar.revise", ("calendar", calendar.0), detail).await?;
    // The revision is written: what fails from here on, the job does later.
    let recomputed = follow_one(op, id, AT_ONCE)
        .await
        .inspect_err(|error| tracing::warn!(%error, revision, "clocks are not recomputed yet"));
    Ok(CalendarRevised { calendar, old_revision, revision, recomputed: recomputed.ok() })
}

/// A change that can be written down.
struct Planned {
    /// The calendar as it is.
    row: service_calendar::Model,
    reason: String,
    /// The calendar as it shall be.
    spec: CalendarSpec,
    gaps: Vec<PartialYear>,
}

/// Checks a change against the newest revision.
async fn plan(write: &Write, change: &CalendarChange) -> Result<Planned> {
    let row = write.coverage().calendars.get(&change.calendar).cloned();
    let row = row.ok_or(Error::NotFound(CALENDAR.what))?;
    CALENDAR.write(write, row.owner_id)?;
    let stored = query::newest(write.transaction(), row.id).await?;
    let stored = stored.ok_or_else(|| Error::Internal(anyhow::anyhow!("calendar {} has no revision", row.code)))?;
    let before: CalendarSpec = serde_json::from_value(stored.spec)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", &change.reason, REASON_MAX);
    let (spec, gaps) = written::revised(&mut mistakes, &before, change);
    compiles(&mut mistakes, &spec);
    if spec == before && mistakes.is_empty() {
        mistakes.add("NO_CHANGE", "calendarId", "the calendar stays as it is", "日历没有变化");
    }
    mistakes.refuse()?;
    Ok(Planned { row, reason, spec, gaps })
}

impl Planned {
    /// As a draft on the calendar's newest revision.
    fn change(&self, op: &Op, id: CalendarChangeId) -> Result<calendar_change::Model> {
        Ok(calendar_change::Model {
            id,
            calendar_id: self.row.id,
            state: CalendarChangeState::Draft,
            base_revision: self.row.revision,
            revision: None,
            reason: self.reason.clone(),
            spec: serde_json::to_value(&self.spec)?,
            gaps: serde_json::to_value(&self.gaps)?,
            confirmed_years: serde_json::json!([]),
            fingerprint: draft::fingerprint(self.row.id, self.row.revision, &self.spec)?,
            created_by: op.actor().user(),
            created_at: op.now(),
            decided_by: None,
            decided_at: None,
            listed_at: None,
            finished_at: None,
            tickets: 0,
        })
    }
}

/// Makes a spec the calendar's next revision; its number.
async fn advance(write: &Write, mut row: service_calendar::Model, spec: &CalendarSpec, reason: &str) -> Result<i64> {
    row.revision = epoch::advance(write.transaction(), "calendar").await?;
    row.known_until = spec.last_known().unwrap_or(WITHOUT_LIMIT);
    let number = row.revision;
    insert(write.transaction(), revision(write, &row, spec, reason.to_owned())?).await?;
    update(write.transaction(), row).await?;
    Ok(number)
}

fn revision(
    op: &Op,
    row: &service_calendar::Model,
    spec: &CalendarSpec,
    reason: String,
) -> Result<calendar_revision::Model> {
    Ok(calendar_revision::Model {
        revision: row.revision,
        calendar_id: row.id,
        spec: serde_json::to_value(spec)?,
        reason,
        created_by: op.actor().user(),
        created_at: op.now(),
    })
}

/// A calendar that compiles can be counted with; nothing else decides.
fn compiles(mistakes: &mut Mistakes, spec: &CalendarSpec) {
    let Err(error) = CompiledCalendar::compile(spec) else { return };
    let field = match error.field() {
        path if path.contains("weekly") => "weekly",
        path if path.starts_with("layers") => "exceptions",
        path if path.starts_with("known") => "dayLists",
        _ => "effectiveFrom",
    };
    let (code, zh) = match &error {
        CalendarError::NoVersion { .. } => ("INVALID_CALENDAR", "日历需要每周工作时间".to_owned()),
        CalendarError::VersionOrder { field } => ("INVALID_CALENDAR", format!("{field}：生效日期须依次递增")),
        CalendarError::EmptyInterval { field } => ("INVALID_CALENDAR", format!("{field}：时段为空")),
        CalendarError::OutsideDay { field } => ("INVALID_CALENDAR", format!("{field}：时段超出 00:00-48:00")),
        CalendarError::Overlap { field } => ("INVALID_CALENDAR", format!("{field}：时段重叠或顺序颠倒")),
        CalendarError::NeverOpen { .. } => ("NEVER_OPEN", "日历没有任何开放时间".to_owned()),
        CalendarError::KnownRange { .. } => ("INVALID_CALENDAR", "已知日期范围起止颠倒".to_owned()),
    };
    mistakes.add(code, field, error.to_string(), zh);
}

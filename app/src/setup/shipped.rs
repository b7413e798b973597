//! What ships with the product and belongs to everybody: two calendars, the scoring scheme and the
//! checklist of compliance reviews.

use domain::calendar::shipped;
use domain::ids::{CalendarId, ChecklistId, SchemeId};
use domain::review::shipped_checklist;
use domain::scorecard::shipped_scheme;

use super::calendar::create_calendar_from;
use super::review::{NewChecklist, SHIPPED_CHECKLIST, create_checklist};
use super::scheme::{NewScheme, SHIPPED_SCHEME, create_scheme, newest_shipped};
use crate::{Error, Op, Result};

/// The code of Guangxi's office hours.
pub const OFFICE_HOURS: &str = "GX-OFFICE";
/// The code of the calendar that is always open.
pub const AROUND_THE_CLOCK: &str = "7X24";

/// Where to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    pub office_hours: CalendarId,
    pub around_the_clock: CalendarId,
    pub scheme: SchemeId,
    pub checklist: ChecklistId,
}

/// Writes what is missing of it; the platform itself does so when it starts, and again without effect.
pub async fn ensure(op: &Op) -> Result<Shipped> {
    match write(op).await {
        // Another process that starts at this moment was quicker: now its rows are known.
        Err(Error::Invalid(_)) => write(op).await,
        done => done,
    }
}

async fn write(op: &Op) -> Result<Shipped> {
    Ok(Shipped {
        office_hours: calendar(op, OFFICE_HOURS, "广西机关工作时间", &shipped::guangxi_office_hours()).await?,
        around_the_clock: calendar(op, AROUND_THE_CLOCK, "7×24 小时", &shipped::around_the_clock()).await?,
        scheme: scheme(op).await?,
        checklist: checklist(op).await?,
    })
}

async fn calendar(op: &Op, code: &str, name: &str, spec: &domain::calendar::CalendarSpec) -> Result<CalendarId> {
    let known =
        op.coverage().calendars.values().find(|row| row.code == code && row.owner_id.is_none()).map(|row| row.id);
    match known {
        Some(known) => Ok(known),
        None => create_calendar_from(op, None, (code, name), spec).await,
    }
}

async fn scheme(op: &Op) -> Result<SchemeId> {
    let known = newest_shipped(&op.coverage()).map(|scheme| scheme.id);
    if let Some(known) = known {
        return Ok(known);
    }
    let new = NewScheme {
        owner: None,
        code: SHIPPED_SCHEME.to_owned(),
        name: "运维服务考核方案（默认）".to_owned(),
        spec: serde_json::to_value(shipped_scheme())?,
    };
    create_scheme(op, &new).await
}

async fn checklist(op: &Op) -> Result<ChecklistId> {
    let known = op.coverage().checklists.values().find(|row| row.code == SHIPPED_CHECKLIST).map(|row| row.id);
    if let Some(known) = known {
        return Ok(known);
    }
    let new = NewChecklist {
        owner: None,
        code: SHIPPED_CHECKLIST.to_owned(),
        name: "外包运维合同合规审查清单（默认）".to_owned(),
        checklist: shipped_checklist(),
    };
    create_checklist(op, &new).await
}

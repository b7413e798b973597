//! What a plan will do: its next dates, each with where it comes to lie and why.

use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, CalendarId, InspectionPlanId};
use domain::inspection::{PlanTerms, PlannedVisit, ends_at};
use storage::query::inspection as query;

use super::plan::{PlanContent, check_begin, checked, writable};
use super::read::find_plan;
use super::rules;
use crate::ticket::rows::missing;
use crate::{Op, Result};

/// Dates that one preview tells.
pub const PREVIEW_MAX: usize = 100;

/// A date that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviewedVisit {
    pub visit: PlannedVisit,
    /// When its ticket is raised, or that it is skipped is written down.
    pub due_at: Instant,
    /// The last day for doing it.
    pub last_on: NaiveDate,
    /// Whether that rests on days that nobody has published yet.
    pub last_provisional: bool,
}

/// The next dates of a plan that are not booked yet, by its newest terms. Needs `inspection.view`.
///
/// # Errors
/// NOT_FOUND.
pub async fn preview_plan(op: &Op, id: InspectionPlanId, count: usize) -> Result<Vec<PreviewedVisit>> {
    op.require(Action::InspectionView)?;
    let plan = find_plan(op, id).await?;
    let terms = query::terms_of(op.app().store.read(), &[id]).await?;
    let newest = terms.last().ok_or_else(|| missing("the terms of a plan"))?;
    visits(op, newest.calendar_id, &rules(&plan, newest)?, (plan.booked_on, newest.effective_at), count)
}

/// The dates of a plan that is not written yet, from now on. Needs `inspection.manage` at the agency.
///
/// # Errors
/// As for a new plan.
pub async fn preview_terms(
    op: &Op,
    (agency, valid_from): (AgencyId, NaiveDate),
    content: &PlanContent,
    count: usize,
) -> Result<Vec<PreviewedVisit>> {
    op.require(Action::InspectionManage)?;
    if !op.read_scope(Action::AgencyView).covers(Some(agency), None) {
        return Err(crate::Error::NotFound("agency"));
    }
    writable(op, agency)?;
    check_begin(op, valid_from)?;
    let checked = checked(op, (agency, valid_from), content).await?;
    visits(op, content.calendar, &checked.terms, (None, op.now()), count)
}

fn visits(
    op: &Op,
    calendar: CalendarId,
    terms: &PlanTerms,
    (booked_on, from): (Option<NaiveDate>, Instant),
    count: usize,
) -> Result<Vec<PreviewedVisit>> {
    let coverage = op.coverage();
    let calendars = coverage.book.as_of(coverage.book.latest());
    let calendar = calendars.get(calendar).ok_or_else(|| missing("the calendar of an inspection plan"))?;
    let previewed = |visit: PlannedVisit| {
        let (last_on, last_provisional) = terms.last_day(calendar, visit.planned_on);
        let due_at = terms.raises_at(calendar, &visit);
        debug_assert!(ends_at(calendar, last_on) > due_at, "an inspection has a day at least");
        PreviewedVisit { visit, due_at, last_on, last_provisional }
    };
    let coming = terms.visits(calendar, booked_on).map(previewed).filter(|of| of.due_at >= from);
    Ok(coming.take(count.min(PREVIEW_MAX)).collect())
}

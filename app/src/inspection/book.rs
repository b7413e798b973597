//! When the next date of a plan falls due.

use domain::Instant;
use domain::inspection::{PlanState, PlannedVisit};

use super::{PlanTermsView, PlanView, rules};
use crate::ticket::rows::missing;
use crate::{Coverage, Result};

/// The next date of a plan that is not booked.
#[derive(Clone, Debug)]
pub(super) struct NextVisit {
    pub visit: PlannedVisit,
    /// When it falls due.
    pub due_at: Instant,
    /// The place of its terms among those of the plan.
    pub terms: usize,
}

/// The next date of a plan that is not booked, by the terms that hold at its own moment: those of before a change hold
/// for what had fallen due by then, whenever that is booked.
pub(super) fn next_visit(plan: &PlanView, terms: &[PlanTermsView], coverage: &Coverage) -> Result<Option<NextVisit>> {
    let calendars = coverage.book.as_of(coverage.book.latest());
    for (place, of) in terms.iter().enumerate() {
        let calendar = calendars.get(of.calendar_id).ok_or_else(|| missing("the calendar of an inspection plan"))?;
        let rules = rules(plan, of)?;
        let visits = rules.visits(calendar, plan.booked_on);
        let mut due = visits.map(|visit| (rules.raises_at(calendar, &visit), visit));
        let found = due.find(|(at, _)| *at >= of.effective_at);
        let until = terms.get(place + 1).map(|next| next.effective_at);
        if let Some((due_at, visit)) = found.filter(|(at, _)| until.is_none_or(|until| *at < until)) {
            return Ok(Some(NextVisit { visit, due_at, terms: place }));
        }
    }
    Ok(None)
}

/// Puts on a plan's row when its next date falls due, by the calendars as they are known now. Of one that has ended only
/// what has fallen due is left.
pub(super) fn reckon(plan: &mut PlanView, terms: &[PlanTermsView], coverage: &Coverage, now: Instant) -> Result<()> {
    let left = |next: &NextVisit| plan.state != PlanState::Ended || next.due_at <= now;
    let next = next_visit(plan, terms, coverage)?.filter(left);
    plan.next_due_at = next.as_ref().map(|next| next.due_at);
    plan.next_on = next.as_ref().filter(|next| next.visit.skipped.is_none()).map(|next| next.visit.planned_on);
    plan.next_provisional = next.is_some_and(|next| next.visit.provisional);
    Ok(())
}

//! Reading changes of calendars: they are for whoever may write the calendar.

use domain::access::Action;
use domain::calendar::CalendarChangeState;
use domain::ids::{CalendarChangeId, CalendarId};
use storage::query::calendar_change::{self as query, ChangeFilter};

use super::CalendarChangeView;
use crate::{Error, Op, Result};

/// Which changes, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct CalendarChangeQuery {
    pub calendar: Option<CalendarId>,
    /// Empty: in any state.
    pub states: Vec<CalendarChangeState>,
    /// The last one already seen.
    pub after: Option<CalendarChangeId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of changes, the newest first.
#[derive(Clone, Debug)]
pub struct CalendarChangeList {
    pub rows: Vec<CalendarChangeView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// How far the clocks have followed a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeProgress {
    /// Tickets to be reached.
    pub tickets: i64,
    /// Tickets that are still to come.
    pub left: i64,
    /// Clocks that are at the new revision.
    pub clocks: i64,
    /// Those of them whose deadline, or its certainty, became another.
    pub moved: i64,
}

/// One page of the changes of calendars that the actor may write. Needs `calendar.manage`.
pub async fn calendar_changes(op: &Op, asked: &CalendarChangeQuery) -> Result<CalendarChangeList> {
    op.require(Action::CalendarManage)?;
    let calendars = manageable(op).into_iter().filter(|id| asked.calendar.is_none_or(|only| only == *id)).collect();
    let filter = ChangeFilter { calendars, states: asked.states.clone() };
    let db = op.app().store.read();
    let mut rows = query::page(db, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &filter).await?) } else { None };
    Ok(CalendarChangeList { rows, more, total })
}

/// One change. Needs `calendar.manage` at the calendar's owner.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_calendar_change(op: &Op, id: CalendarChangeId) -> Result<CalendarChangeView> {
    op.require(Action::CalendarManage)?;
    let found = query::find(op.app().store.read(), id).await?;
    let seen = found.filter(|row| manageable(op).contains(&row.calendar_id));
    seen.ok_or(Error::NotFound("calendar change"))
}

/// How far the clocks have followed; all 0 for a draft.
pub async fn progress(op: &Op, change: &CalendarChangeView) -> Result<ChangeProgress> {
    let Some(revision) = change.revision else { return Ok(ChangeProgress::default()) };
    let db = op.app().store.read();
    let (clocks, moved) = query::followed(db, revision).await?;
    let left = query::left(db, change.id).await?;
    Ok(ChangeProgress { tickets: change.tickets, left, clocks, moved })
}

fn manageable(op: &Op) -> Vec<CalendarId> {
    let (scope, coverage) = (op.read_scope(Action::CalendarManage), op.coverage());
    coverage.calendars.values().filter(|row| scope.covers(row.owner_id, None)).map(|row| row.id).collect()
}

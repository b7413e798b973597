//! Mutations of changes of calendars: preview, activate, withdraw.

use std::borrow::Cow;

use app::Op;
use app::setup::calendar::{
    Activation, CalendarChange as Asked, CalendarChangeView, activate_calendar_change, find_calendar_change,
    preview_calendar_change, withdraw_calendar_change,
};
use async_graphql::{Context, Object};
use domain::ids::CalendarChangeId;

use super::calendar_change_inputs::{
    ActivateCalendarChangeInput, PreviewCalendarChangeInput, WithdrawCalendarChangeInput,
};
use super::calendar_inputs::exceptions;
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::CalendarChange;
use crate::graphql::request::Request;

fn change<'r>(row: &'r CalendarChangeView, request: &'r Request) -> Option<CalendarChange<'r>> {
    Some(CalendarChange { row: Cow::Borrowed(row), request })
}

payloads! {
    change: CalendarChange, "The change after it; null when nothing was changed.", change(CalendarChangeView);
    /// What became of previewCalendarChange.
    PreviewCalendarChangePayload,
    /// What became of activateCalendarChange.
    ActivateCalendarChangePayload,
    /// What became of withdrawCalendarChange.
    WithdrawCalendarChangePayload,
}

/// The mutations of changes of calendars.
#[derive(Default)]
pub struct CalendarChangeMutation;

/// The mutations of changes of calendars.
#[Object]
impl CalendarChangeMutation {
    /// Draft a change of a calendar and see what it does: days gained and lost, running clocks touched, years that are
    /// empty or partial. Nothing changes yet. INVALID_DAY_LIST names the line or event of a list. Needs calendar.manage
    /// at the owner.
    async fn preview_calendar_change(
        &self,
        ctx: &Context<'_>,
        input: PreviewCalendarChangeInput,
    ) -> Result<PreviewCalendarChangePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Asked {
            calendar: read.id(NodeType::ServiceCalendar, &input.calendar_id, "calendarId"),
            reason: input.reason,
            hours: input.weekly.map(Into::into),
            exceptions: exceptions(&mut read, input.exceptions),
            withdrawn: input.withdrawn,
            layers: input.layers,
            day_lists: input.day_lists.into_iter().map(Into::into).collect(),
            pending: input.pending_days.into_iter().map(Into::into).collect(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, preview_calendar_change(op, &asked).await).await)
    }

    /// Make a draft the calendar's next revision, exactly as it was previewed: CONFLICT when the fingerprint is another,
    /// or the calendar has changed since. Running clocks follow in batches, each move logged; a settled verdict never
    /// changes. PARTIAL_YEAR unless each year that is empty or partial is confirmed. Needs calendar.manage at the owner.
    async fn activate_calendar_change(
        &self,
        ctx: &Context<'_>,
        input: ActivateCalendarChangeInput,
    ) -> Result<ActivateCalendarChangePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Activation {
            change: read.id(NodeType::CalendarChange, &input.calendar_change_id, "calendarChangeId"),
            fingerprint: input.fingerprint,
            confirmed_years: input.confirm_partial_years,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, activate_calendar_change(op, &asked).await).await)
    }

    /// Give a draft up. Needs calendar.manage at the owner.
    async fn withdraw_calendar_change(
        &self,
        ctx: &Context<'_>,
        input: WithdrawCalendarChangeInput,
    ) -> Result<WithdrawCalendarChangePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::CalendarChange, &input.calendar_change_id, "calendarChangeId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, withdraw_calendar_change(op, id).await).await)
    }
}

/// The change as it stands after what was done.
async fn after(op: &Op, done: app::Result<CalendarChangeId>) -> app::Result<CalendarChangeView> {
    find_calendar_change(op, done?).await
}

//! Mutations of calendars.

use app::setup::calendar::{CalendarChange, CalendarHours, NewCalendar, create_calendar, revise_calendar};
use async_graphql::{Context, Object};
use domain::ids::CalendarId;

use super::calendar_inputs::{CreateCalendarInput, ReviseCalendarInput, exceptions};
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceCalendar;
use crate::graphql::request::Request;

fn calendar<'r>(id: &CalendarId, request: &'r Request) -> Option<ServiceCalendar<'r>> {
    request.coverage().calendars.get(id).map(|row| ServiceCalendar { row, request })
}

payloads! {
    calendar: ServiceCalendar, "The calendar after it; null when nothing was changed.", calendar(CalendarId);
    /// What became of createCalendar.
    CreateCalendarPayload,
    /// What became of reviseCalendar.
    ReviseCalendarPayload,
}

/// The mutations of calendars.
#[derive(Default)]
pub struct CalendarMutation;

/// The mutations of calendars.
#[Object]
impl CalendarMutation {
    /// Write a calendar. NEVER_OPEN when no second of it is open. Needs calendar.manage at the owner.
    async fn create_calendar(
        &self,
        ctx: &Context<'_>,
        input: CreateCalendarInput,
    ) -> Result<CreateCalendarPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewCalendar {
            owner: Some(read.id(NodeType::Agency, &input.owner_id, "ownerId")),
            code: input.code,
            name: input.name,
            zone: input.zone,
            hours: CalendarHours {
                weekly: input.weekly.into(),
                layers: input.layers,
                exceptions: exceptions(&mut read, input.exceptions),
            },
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_calendar(op, &new).await)
    }

    /// Write a new revision of a calendar without a preview. Clocks without a verdict whose span it touches follow, each
    /// move logged; a settled verdict never changes. Lists of days go by previewCalendarChange. Needs calendar.manage at
    /// the owner.
    async fn revise_calendar(
        &self,
        ctx: &Context<'_>,
        input: ReviseCalendarInput,
    ) -> Result<ReviseCalendarPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = CalendarChange {
            calendar: read.id(NodeType::ServiceCalendar, &input.calendar_id, "calendarId"),
            reason: input.reason,
            hours: input.weekly.map(Into::into),
            exceptions: exceptions(&mut read, input.exceptions),
            withdrawn: input.withdrawn,
            layers: input.layers,
            day_lists: vec![],
            pending: vec![],
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(revise_calendar(&op, &change).await.map(|revised| revised.calendar))
    }
}

//! What may be done to an inspection plan, and when it was suspended.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::recurrence::Recurrence;
use super::refusal::{A_YEAR, PlanRefusal, WINDOW_MAX};
use super::visits::PlanTerms;
use super::words::{OffDayRule, PlanState, PlanStep};
use crate::Instant;

/// The state after a step.
///
/// # Errors
/// `WRONG_STATE`.
pub const fn next(state: PlanState, step: PlanStep) -> Result<PlanState, PlanRefusal> {
    match (step, state) {
        (PlanStep::Change, PlanState::Active | PlanState::Suspended) => Ok(state),
        (PlanStep::Suspend, PlanState::Active) => Ok(PlanState::Suspended),
        (PlanStep::Resume, PlanState::Suspended) => Ok(PlanState::Active),
        (PlanStep::End, PlanState::Active | PlanState::Suspended) => Ok(PlanState::Ended),
        _ => Err(PlanRefusal::State { step, state }),
    }
}

/// The steps that a state allows.
pub fn available_steps(state: PlanState) -> Vec<PlanStep> {
    PlanStep::ALL.iter().copied().filter(|step| next(state, *step).is_ok()).collect()
}

/// Where a plan stood at an instant, by its history in order: what falls due is decided by its own moment and not by
/// when somebody looks.
pub fn state_at(steps: impl IntoIterator<Item = (PlanStep, Instant)>, at: Instant) -> PlanState {
    let mut state = PlanState::Active;
    for (step, _) in steps.into_iter().filter(|(_, done_at)| *done_at <= at) {
        state = next(state, step).unwrap_or(state);
    }
    state
}

/// What somebody writes of a plan's dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInput {
    /// An RRULE.
    pub recurrence: String,
    /// What happens to days off.
    pub off_day: OffDayRule,
    /// `HH:MM`.
    pub time_of_day: String,
    /// Days until it is missed.
    pub window_days: i32,
    /// The first date that may be, from which the rule counts.
    pub valid_from: NaiveDate,
    /// The last date that may be; none: without end.
    pub valid_until: Option<NaiveDate>,
}

/// Checks the dates of a plan over so many systems. Every mistake is returned.
///
/// # Errors
/// Each [`PlanRefusal`] but for that of a state.
pub fn check_terms(input: &PlanInput, systems: usize) -> Result<PlanTerms, Vec<PlanRefusal>> {
    let mut wrong = Vec::new();
    let raise_minute = raise_minute(&input.time_of_day).map_err(|refusal| wrong.push(refusal)).unwrap_or_default();
    if !(1..=WINDOW_MAX).contains(&input.window_days) {
        wrong.push(PlanRefusal::Window);
    }
    let period = input.valid_until.is_none_or(|until| input.valid_from <= until);
    if !period {
        wrong.push(PlanRefusal::Period);
    }
    let recurrence = Recurrence::parse(&input.recurrence, input.valid_from);
    let recurrence = recurrence.map_err(|refusal| wrong.push(refusal)).ok();
    if let Some(rule) = recurrence.as_ref().filter(|_| period) {
        match rule.in_a_year(input.valid_until) {
            Ok(dates) if dates * systems.max(1) <= A_YEAR => {}
            Ok(dates) => wrong.push(PlanRefusal::TooMany { found: dates * systems }),
            Err(refusal) => wrong.push(refusal),
        }
    }
    match recurrence {
        Some(recurrence) if wrong.is_empty() => Ok(PlanTerms {
            recurrence,
            off_day: input.off_day,
            raise_minute,
            window_days: u16::try_from(input.window_days).unwrap_or(1),
            valid_until: input.valid_until,
        }),
        _ => Err(wrong),
    }
}

fn raise_minute(text: &str) -> Result<u16, PlanRefusal> {
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5);
    let minute = time.map(|time| time.hour() * 60 + time.minute());
    minute.and_then(|minute| u16::try_from(minute).ok()).ok_or(PlanRefusal::TimeOfDay)
}

//! What is tried, ready to judge with.

use std::sync::Arc;

use domain::calendar::{CalendarBook, CalendarSpec, CompiledCalendar};
use domain::ids::{CalendarId, SchemeId};
use domain::scorecard::Scheme;
use domain::sla::PolicyTerms;
use domain::trial::CandidateKind;
use serde::Deserialize;
use storage::entity::backtest;

use crate::ticket::rows::missing;
use crate::{Coverage, Error, Result};

/// A candidate as it stood when the back-test was asked for.
#[derive(Clone, Debug)]
pub(super) enum Candidate {
    /// Terms in place of those that bound a ticket.
    Policy(Arc<PolicyTerms>),
    /// The calendars as each clock had them, but for one that had always been the candidate.
    Calendar(Arc<CalendarBook>),
    Scheme(Arc<Scheme>),
}

#[derive(Deserialize)]
struct Calendar {
    calendar: CalendarId,
    spec: CalendarSpec,
}

impl Candidate {
    pub(super) fn of(row: &backtest::Model, coverage: &Coverage) -> Result<Self> {
        let content = row.candidate.clone();
        Ok(match row.kind {
            CandidateKind::Policy => Self::Policy(Arc::new(serde_json::from_value(content)?)),
            CandidateKind::Scheme => Self::Scheme(Arc::new(serde_json::from_value(content)?)),
            CandidateKind::Calendar => {
                let Calendar { calendar, spec } = serde_json::from_value(content)?;
                let compiled = CompiledCalendar::compile(&spec).map_err(|error| Error::Internal(error.into()))?;
                Self::Calendar(Arc::new(coverage.book.as_if_always(calendar, &Arc::new(compiled))))
            }
        })
    }
}

/// A scheme as it is written down.
pub(super) fn written(coverage: &Coverage, id: SchemeId) -> Result<Scheme> {
    let row = coverage.schemes.get(&id).ok_or_else(|| missing("the scoring scheme"))?;
    Ok(serde_json::from_value(row.spec.clone())?)
}

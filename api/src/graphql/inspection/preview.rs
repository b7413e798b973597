//! What a plan will do.

use app::inspection::PreviewedVisit;
use async_graphql::SimpleObject;
use chrono::NaiveDate;
use domain::Instant;

use crate::graphql::words::{InspectionCause, InspectionPlacing};

/// A date of a plan that is to come, and where it comes to lie.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct PlannedInspection {
    /// The date of the recurrence.
    nominal_on: NaiveDate,
    /// The day on which it is inspected; of a skipped one the day on which that is written down.
    planned_on: NaiveDate,
    /// How the one became the other.
    placing: InspectionPlacing,
    /// Why it is skipped; null when it is not.
    skipped: Option<InspectionCause>,
    /// Whether the day rests on days that nobody has published yet.
    provisional: bool,
    /// When its ticket is raised.
    due_at: Instant,
    /// The last day for doing it.
    last_on: NaiveDate,
    /// Whether that rests on days that nobody has published yet.
    last_provisional: bool,
}

impl From<PreviewedVisit> for PlannedInspection {
    fn from(of: PreviewedVisit) -> Self {
        Self {
            nominal_on: of.visit.nominal_on,
            planned_on: of.visit.planned_on,
            placing: of.visit.placing.into(),
            skipped: of.visit.skipped.map(Into::into),
            provisional: of.visit.provisional,
            due_at: of.due_at,
            last_on: of.last_on,
            last_provisional: of.last_provisional,
        }
    }
}

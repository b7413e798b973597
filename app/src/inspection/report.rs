//! Inspections counted, by plan, vendor or month: every one of the period once, in one figure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{InspectionPlanId, VendorId};
use domain::inspection::{OccurrenceCause, OccurrenceState};
use storage::query::inspection::{self as query, InspectionCounts, ReportGroup};

use super::read::{OccurrenceNarrowed, plans_of};
use crate::{Op, Result};

/// What is counted.
#[derive(Clone, Debug)]
pub struct ReportQuery {
    /// Dates of the recurrence, both included.
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub group: ReportGroup,
    /// Which; its period is that of the report.
    pub narrowed: OccurrenceNarrowed,
}

/// The figures of a group. Planned is the sum of the five others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InspectionFigures {
    pub plan: Option<InspectionPlanId>,
    /// The plan's title.
    pub title: Option<String>,
    /// None for a group by vendor: those that no contract covered.
    pub vendor: Option<VendorId>,
    /// Such as 202611.
    pub month: Option<i32>,
    pub planned: i64,
    pub done: i64,
    pub done_late: i64,
    pub missed: i64,
    /// Of the missed, those for which the platform could raise no ticket in time: no vendor's fault.
    pub not_raised: i64,
    pub open: i64,
    pub skipped: i64,
    /// Of the skipped, by cause.
    pub skipped_by_cause: BTreeMap<OccurrenceCause, i64>,
}

/// The inspections in scope whose dates lie in the period, by group. Needs `inspection.view`.
pub async fn inspection_report(op: &Op, asked: &ReportQuery) -> Result<Vec<InspectionFigures>> {
    op.require(Action::InspectionView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::InspectionView));
    let mut filter = asked.narrowed.filter(op);
    (filter.from, filter.until) = (Some(asked.from), Some(asked.until));
    let counted = query::counts(db, &scope, &filter, asked.group).await?;
    let mut groups: BTreeMap<(Option<uuid::Uuid>, Option<i32>), InspectionFigures> = BTreeMap::new();
    for row in &counted {
        add(groups.entry((row.id, row.month)).or_default(), row);
    }
    let mut titles = Default::default();
    if asked.group == ReportGroup::Plan {
        let ids: Vec<InspectionPlanId> = groups.keys().filter_map(|(id, _)| id.map(InspectionPlanId)).collect();
        titles = plans_of(op, &ids).await?;
    }
    let named = |((id, month), mut figures): ((Option<uuid::Uuid>, Option<i32>), InspectionFigures)| {
        figures.month = month;
        match asked.group {
            ReportGroup::Plan => figures.plan = id.map(InspectionPlanId),
            ReportGroup::Vendor => figures.vendor = id.map(VendorId),
            ReportGroup::Month => {}
        }
        figures.title = figures.plan.and_then(|plan| titles.get(&plan).map(|plan| plan.title.clone()));
        figures
    };
    Ok(groups.into_iter().map(named).collect())
}

fn add(figures: &mut InspectionFigures, row: &InspectionCounts) {
    figures.planned += row.number;
    match row.state {
        OccurrenceState::Open => figures.open += row.number,
        OccurrenceState::Done => figures.done += row.number,
        OccurrenceState::DoneLate => figures.done_late += row.number,
        OccurrenceState::Missed => {
            figures.missed += row.number;
            if row.cause == Some(OccurrenceCause::NotRaised) {
                figures.not_raised += row.number;
            }
        }
        OccurrenceState::Skipped => {
            figures.skipped += row.number;
            if let Some(cause) = row.cause {
                *figures.skipped_by_cause.entry(cause).or_default() += row.number;
            }
        }
    }
}

//! Booking what falls due of inspection plans, each date of each system once, with its ticket in the same transaction.

use domain::Instant;
use domain::ids::{InspectionPlanId, OccurrenceId};
use domain::inspection::{
    InspectionTicket, OccurrenceCause, OccurrenceState, PlanState, PlanTerms, ends_at, is_over, standing, state_at,
};
use domain::ticket::{ActorSide, Asked, NewTicket, RaiseInput, TicketKind, raise as check};
use serde::Serialize;
use storage::Transaction;
use storage::query::inspection as query;
use storage::query::setup::{insert, update};
use storage::write::raise_within;

use super::book::{NextVisit, next_visit, reckon};
use super::missed::note_missed;
use super::{OccurrenceView, PlanTermsView, PlanView, occurrence_message, rules, systems_of};
use crate::job::or_later;
use crate::outbox::id_of;
use crate::ticket::raise::{Wanted, binding, rows_of};
use crate::ticket::rows::missing;
use crate::{Coverage, Error, Op, Result, System};

/// Plans read at once.
const BATCH: u64 = 100;
/// Dates that one run books of one plan; the next run goes on.
const DATES: usize = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RaiseReport {
    /// Plans that were looked at: something had fallen due, or a calendar has a newer revision.
    pub plans: u64,
    /// Tickets raised.
    pub raised: u64,
    /// Inspections written down as skipped.
    pub skipped: u64,
    /// Inspections whose last day had passed before a ticket could be raised: written down as missed.
    pub missed: u64,
    /// Plans of which more has fallen due than one run books, or whose contracts change just now: the next run goes on.
    pub left: u64,
}

/// Books every date that has fallen due, at most 200 of a plan. What is booked stands under a key of plan, system and
/// date, so any number of workers and runs books it once; a worker that is killed leaves no half of a date. After an
/// outage an inspection whose last day has not passed gets its ticket late, and one whose last day has passed is written
/// down as missed without a ticket: nothing falls through. Costs what fell due.
pub async fn raise_inspections(op: &Op) -> Result<RaiseReport> {
    op.app().refresh().await?;
    let mut report = RaiseReport::default();
    let mut failed = None;
    let mut after = None;
    loop {
        let due = query::due_plans(op.app().store.read(), op.now(), after, BATCH).await?;
        for (id, _) in &due {
            or_later(book(op, *id, &mut report).await, &mut failed)?;
        }
        let Some((id, at)) = due.last().filter(|_| due.len() as u64 == BATCH) else { break };
        after = Some((*at, *id));
    }
    // A newer calendar may let the next date of any plan fall due at another time (S8).
    let revision = op.coverage().book.latest();
    let mut after = None;
    loop {
        let stale = query::unreckoned_plans(op.app().store.read(), revision, after, BATCH).await?;
        for id in &stale {
            or_later(book(op, *id, &mut report).await, &mut failed)?;
        }
        let Some(last) = stale.last().filter(|_| stale.len() as u64 == BATCH) else { break };
        after = Some(*last);
    }
    // Of plans whose last date is booked the days of open inspections may still be in doubt.
    let mut after = None;
    loop {
        let doubtful = query::doubtful_plans(op.app().store.read(), revision, after, BATCH).await?;
        for id in &doubtful {
            or_later(book(op, *id, &mut report).await, &mut failed)?;
        }
        let Some(last) = doubtful.last().filter(|_| doubtful.len() as u64 == BATCH) else { break };
        after = Some(*last);
    }
    if report.raised + report.skipped + report.missed > 0 {
        op.app().outbox_filled.notify_one();
    }
    failed.map_or(Ok(report), Err)
}

async fn book(op: &Op, id: InspectionPlanId, report: &mut RaiseReport) -> Result<()> {
    report.plans += 1;
    for _ in 0..DATES {
        match book_next(op, id, report).await {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            // Somebody changes contracts or calendars just now.
            Err(Error::Conflict) => break,
            Err(error) => return Err(error),
        }
    }
    report.left += 1;
    Ok(())
}

/// Books the next date of a plan if it has fallen due; whether there was one.
async fn book_next(op: &Op, id: InspectionPlanId, report: &mut RaiseReport) -> Result<bool> {
    for attempt in 0..2 {
        if attempt > 0 {
            op.app().refresh().await?;
        }
        let transaction = op.begin().await?;
        let Some(mut plan) = query::hold_due(&transaction, id).await? else { return Ok(false) };
        let terms = query::terms_of(&transaction, &[id]).await?;
        let coverage = op.coverage();
        let Some(next) = next_visit(&plan, &terms, &coverage)?.filter(|next| next.due_at <= op.now()) else {
            reckon(&mut plan, &terms, &coverage, op.now())?;
            settle_doubt(op, &transaction, &mut plan, &terms, &coverage).await?;
            update(&transaction, plan).await?;
            transaction.commit().await?;
            return Ok(false);
        };
        let steps = query::steps(&transaction, &[id]).await?;
        let state = state_at(steps.iter().map(|step| (step.step, step.recorded_at)), next.due_at);
        if state == PlanState::Ended {
            (plan.next_due_at, plan.next_on, plan.next_provisional) = (None, None, false);
            settle_doubt(op, &transaction, &mut plan, &terms, &coverage).await?;
            update(&transaction, plan).await?;
            transaction.commit().await?;
            return Ok(false);
        }
        let of = terms.get(next.terms).ok_or_else(|| missing("the terms of a plan"))?;
        let mut booked = RaiseReport::default();
        if !book_date(op, &transaction, (&plan, of, state), &next, &coverage, &mut booked).await? {
            transaction.rollback().await?;
            continue;
        }
        plan.booked_on = Some(next.visit.nominal_on);
        reckon(&mut plan, &terms, &coverage, op.now())?;
        update(&transaction, plan).await?;
        transaction.commit().await?;
        report.raised += booked.raised;
        report.skipped += booked.skipped;
        report.missed += booked.missed;
        return Ok(true);
    }
    Err(Error::Conflict)
}

/// Books one date for every system; `false` when the snapshots are out of date.
async fn book_date(
    op: &Op,
    transaction: &Transaction,
    (plan, of, state): (&PlanView, &PlanTermsView, PlanState),
    next: &NextVisit,
    coverage: &Coverage,
    report: &mut RaiseReport,
) -> Result<bool> {
    let terms = rules(plan, of)?;
    let mut skipped = next.visit.skipped.or((state == PlanState::Suspended).then_some(OccurrenceCause::Suspended));
    if skipped.is_none() && query::planned_on(transaction, plan.id, next.visit.planned_on).await? {
        skipped = Some(OccurrenceCause::SameDay);
    }
    let directory = op.directory();
    for id in systems_of(of) {
        let system = directory.systems.get(&id).ok_or_else(|| missing("the system of an inspection plan"))?;
        let mut row = blank(op, (plan, of, &terms), next, system, coverage)?;
        let late = is_over(row.ends_at, row.last_provisional, op.now());
        let at = if late { row.due_at } else { op.now() };
        let bound = coverage.contract_for(id, at);
        (row.vendor_id, row.contract_id) =
            bound.map(|bound| (bound.contract.row.vendor_id, bound.contract.row.id)).unzip();
        let cause = skipped.or((!system.active).then_some(OccurrenceCause::OutOfService));
        let cause = cause.or(bound.is_none().then_some(OccurrenceCause::NotCovered));
        if cause.is_none() && !late {
            match raise(op, transaction, (plan, of), &mut row, system, coverage).await? {
                Raised::Ticket => report.raised += 1,
                Raised::NoPromise => row.cause = Some(OccurrenceCause::NotCovered),
                Raised::OutOfDate => return Ok(false),
            }
        }
        row.cause = row.cause.or(cause);
        if row.cause.is_some() {
            row.state = OccurrenceState::Skipped;
            report.skipped += 1;
        } else if late {
            (row.state, row.cause) = (OccurrenceState::Missed, Some(OccurrenceCause::NotRaised));
            row.missed_at = Some(row.ends_at);
            report.missed += 1;
        }
        let topic = match (row.state, row.cause) {
            (OccurrenceState::Missed, _) => Some("inspection.missed"),
            (_, Some(OccurrenceCause::NotCovered)) => Some("inspection.not_covered"),
            _ => None,
        };
        if let Some(topic) = topic {
            let about = id_of(&format!("{topic} {} {} {}", row.plan_id, row.system_id, row.nominal_on));
            insert(transaction, occurrence_message(op, about, topic, &row)).await?;
        }
        if !query::insert_occurrence(transaction, row).await? {
            // The plan's row is held, so nobody else books this date: it was booked before a calendar moved the order.
            return Err(Error::Internal(anyhow::anyhow!("a date of plan {} is booked twice", plan.id)));
        }
    }
    Ok(true)
}

fn blank(
    op: &Op,
    (plan, of, terms): (&PlanView, &PlanTermsView, &PlanTerms),
    next: &NextVisit,
    system: &System,
    coverage: &Coverage,
) -> Result<OccurrenceView> {
    use chrono::Datelike;
    let calendars = coverage.book.as_of(coverage.book.latest());
    let calendar = calendars.get(of.calendar_id).ok_or_else(|| missing("the calendar of an inspection plan"))?;
    let visit = &next.visit;
    let (last_on, last_provisional) = terms.last_day(calendar, visit.planned_on);
    let year_month = visit.nominal_on.year() * 100 + visit.nominal_on.month0() as i32 + 1;
    Ok(OccurrenceView {
        id: op.id::<OccurrenceId>(),
        plan_id: plan.id,
        system_id: system.id,
        nominal_on: visit.nominal_on,
        planned_on: visit.planned_on,
        placing: visit.placing,
        provisional: visit.provisional,
        state: OccurrenceState::Open,
        cause: None,
        terms_number: of.number,
        agency_id: system.agency_id,
        vendor_id: None,
        contract_id: None,
        ticket_id: None,
        checklist_id: of.checklist_id,
        checklist_version: of.checklist_version,
        due_at: next.due_at,
        raised_at: None,
        last_on,
        last_provisional,
        ends_at: ends_at(calendar, last_on),
        done_at: None,
        missed_at: None,
        month: year_month,
        created_at: op.now(),
    })
}

enum Raised {
    Ticket,
    /// The contract promises nothing.
    NoPromise,
    OutOfDate,
}

/// Raises the ticket by the same path as anybody's, so that contract, deadlines, number, log and messages are right.
async fn raise(
    op: &Op,
    transaction: &Transaction,
    (plan, of): (&PlanView, &PlanTermsView),
    row: &mut OccurrenceView,
    system: &System,
    coverage: &Coverage,
) -> Result<Raised> {
    let new = asked(op.now(), plan, of, row)?;
    let wanted = Wanted { new: &new, system, agency: system.agency_id, raised_by: None };
    let (rows, day) = match rows_of(op, &wanted, coverage) {
        Ok(made) => made,
        Err(Error::Invalid(_)) => return Ok(Raised::NoPromise),
        Err(error) => return Err(error),
    };
    row.ticket_id = Some(rows.ticket.id);
    row.raised_at = Some(rows.ticket.raised_at);
    let number = raise_within(transaction, rows, binding(op, coverage, &day)).await?;
    Ok(if number.is_some() { Raised::Ticket } else { Raised::OutOfDate })
}

fn asked(now: Instant, plan: &PlanView, of: &PlanTermsView, row: &OccurrenceView) -> Result<NewTicket> {
    let input = RaiseInput {
        kind: TicketKind::Inspection,
        title: format!("{}（{}）", plan.title, row.planned_on),
        description: plan.description.clone(),
        impact: of.impact,
        urgency: of.urgency,
    };
    Ok(check(&input, &Asked::now(ActorSide::System, now))?)
}

/// The last days of inspections that rested on unknown days, by the calendar as it is known now (S8): what was done after
/// one that is known by now was missed, or was done in time after all. Nobody else says on a plan's row by which revision
/// that was looked at.
async fn settle_doubt(
    op: &Op,
    transaction: &Transaction,
    plan: &mut PlanView,
    terms: &[PlanTermsView],
    coverage: &Coverage,
) -> Result<()> {
    let calendars = coverage.book.as_of(coverage.book.latest());
    for mut row in query::of_plan_in_doubt(transaction, plan.id).await? {
        let Some(of) = terms.iter().find(|of| of.number == row.terms_number) else { continue };
        let Some(calendar) = calendars.get(of.calendar_id) else { continue };
        (row.last_on, row.last_provisional) = rules(plan, of)?.last_day(calendar, row.planned_on);
        row.ends_at = ends_at(calendar, row.last_on);
        if row.state == OccurrenceState::DoneLate && !row.last_provisional {
            let solved = InspectionTicket { resolved_at: row.done_at, cancelled: false, not_ours: false };
            (row.state, row.cause) = standing(solved, row.ends_at, false);
            note_missed(op, transaction, &mut row).await?;
        }
        update(transaction, row).await?;
    }
    plan.reckoned_revision = coverage.book.latest();
    Ok(())
}

//! Writing inspection plans: checked as a whole, so that a form shows every mistake at once.

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{AgencyId, CalendarId, InspectionChecklistId, InspectionPlanId, SystemId};
use domain::inspection::{OffDayRule, PlanInput, PlanState, PlanStep, PlanTerms, SYSTEMS_MAX, check_terms};
use domain::ticket::{BODY_MAX, Impact, Urgency};
use storage::Transaction;
use storage::entity::{inspection_plan_step, inspection_plan_system};
use storage::query::inspection as query;
use storage::query::setup::{insert, update};

use super::book::reckon;
use super::{PlanTermsView, PlanView, message};
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result, Sight, Violation};

/// The longest title; the ticket's adds the day.
const TITLE_MAX: usize = 160;
/// Days that a new plan may begin before or after today: its rule is read from there on, whenever it is reckoned.
const BEGINS_WITHIN: i64 = 3_660;

/// What a plan says.
#[derive(Clone, Debug)]
pub struct PlanContent {
    pub title: String,
    pub description: Option<String>,
    pub systems: Vec<SystemId>,
    pub calendar: CalendarId,
    /// An RRULE.
    pub recurrence: String,
    pub off_day: OffDayRule,
    /// `HH:MM`.
    pub time_of_day: String,
    pub window_days: i32,
    pub valid_until: Option<NaiveDate>,
    pub checklist: Option<InspectionChecklistId>,
    /// None: the newest.
    pub checklist_version: Option<i32>,
    pub impact: Impact,
    pub urgency: Urgency,
}

/// A plan to be written.
#[derive(Clone, Debug)]
pub struct NewPlan {
    pub agency: AgencyId,
    /// The day from which the rule counts; none of its dates before now falls due.
    pub valid_from: NaiveDate,
    pub content: PlanContent,
}

/// A faultless content.
pub(super) struct Checked {
    pub title: String,
    pub description: String,
    pub systems: Vec<(SystemId, AgencyId)>,
    pub terms: PlanTerms,
    pub checklist: Option<(InspectionChecklistId, i32)>,
}

/// Writes a plan. Needs `inspection.manage` at the agency.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `NOT_FOUND` for systems that are not of the agency or below it, for the calendar and the
/// checklist; `SUB_DAILY`, `NEVER_OCCURS`, `LIMIT_OCCURRENCES` and `INVALID` for the dates, each naming its field.
pub async fn create_plan(op: &Op, new: &NewPlan) -> Result<InspectionPlanId> {
    op.require(Action::InspectionManage)?;
    let directory = op.directory();
    let agency =
        directory.agencies.get(&new.agency).filter(|row| Sight::of(op, Action::AgencyView, &op.coverage()).agency(row));
    let agency = agency.ok_or(Error::NotFound("agency"))?.id;
    writable(op, agency)?;
    check_begin(op, new.valid_from)?;
    let checked = checked(op, (agency, new.valid_from), &new.content).await?;
    let id: InspectionPlanId = op.id();
    let coverage = op.coverage();
    let mut row = PlanView {
        id,
        agency_id: agency,
        title: checked.title.clone(),
        description: checked.description.clone(),
        starts_on: new.valid_from,
        state: PlanState::Active,
        version: 1,
        terms_number: 1,
        booked_on: None,
        next_due_at: None,
        next_on: None,
        next_provisional: false,
        reckoned_revision: coverage.book.latest(),
        created_by: op.actor().user(),
        created_at: op.now(),
    };
    let terms = terms_row(op, (id, 1), &new.content, &checked)?;
    reckon(&mut row, std::slice::from_ref(&terms), &coverage, op.now())?;
    let transaction = op.begin().await?;
    insert(&transaction, row.clone()).await?;
    insert(&transaction, terms.clone()).await?;
    query::cover(&transaction, id, systems_rows(id, &checked)).await?;
    finish(op, transaction, row, (PlanStep::Create, ""), terms_detail(&terms)).await
}

/// # Errors
/// FORBIDDEN where the agency is seen and its plans are not the actor's to write.
pub(super) fn writable(op: &Op, agency: AgencyId) -> Result<()> {
    let covered = op.read_scope(Action::InspectionManage).covers(Some(agency), None);
    if covered { Ok(()) } else { Err(Error::Forbidden(Action::InspectionManage)) }
}

/// # Errors
/// `INVALID` for a day that lies many years away.
pub(super) fn check_begin(op: &Op, valid_from: NaiveDate) -> Result<()> {
    if (valid_from - op.now().date_naive()).num_days().abs() <= BEGINS_WITHIN {
        return Ok(());
    }
    Err(Error::invalid("INVALID", "validFrom", "a plan begins within ten years of today", "起始日须在今日前后十年之内"))
}

/// Checks what a plan of an agency shall say. Every mistake is named at once.
pub(super) async fn checked(
    op: &Op,
    (agency, valid_from): (AgencyId, NaiveDate),
    content: &PlanContent,
) -> Result<Checked> {
    let mut mistakes = Mistakes::default();
    let title = mistakes.text("title", &content.title, TITLE_MAX);
    let description = mistakes.optional("description", content.description.as_deref(), BODY_MAX).unwrap_or_default();
    let (coverage, directory) = (op.coverage(), op.directory());
    let calendar = coverage.calendars.get(&content.calendar);
    let calendar = calendar.filter(|row| Sight::of(op, Action::CalendarView, &coverage).calendar(row));
    mistakes.found("calendarId", ("calendar", "日历"), calendar);
    let mut named = content.systems.clone();
    named.sort_unstable();
    named.dedup();
    let below = directory.below(agency);
    let of = |id: &SystemId| {
        let row = directory.systems.get(id).filter(|row| row.active && below.contains(&row.agency_id))?;
        Some((row.id, row.agency_id))
    };
    let systems: Vec<_> = named.iter().filter_map(of).collect();
    if systems.len() != named.len() {
        let en = "each system is an active one of the agency or of one below it";
        mistakes.add("NOT_FOUND", "systemIds", en, "系统须为本单位或下级单位的在用系统");
    }
    if named.is_empty() || named.len() > SYSTEMS_MAX {
        let en = format!("name 1 to {SYSTEMS_MAX} systems");
        mistakes.add("INVALID", "systemIds", en, format!("请指定 1 至 {SYSTEMS_MAX} 个系统"));
    }
    let checklist = checklist(op, agency, content, &mut mistakes).await?;
    let input = PlanInput {
        recurrence: content.recurrence.clone(),
        off_day: content.off_day,
        time_of_day: content.time_of_day.clone(),
        window_days: content.window_days,
        valid_from,
        valid_until: content.valid_until,
    };
    let terms = check_terms(&input, named.len());
    let terms = terms.map_err(|wrong| mistakes.extend(wrong.into_iter().map(Violation::from))).ok();
    let terms = mistakes.finish(terms)?;
    Ok(Checked { title, description, systems, terms, checklist })
}

/// The checklist and its version: one that the agency or one above it owns, and that is in use.
async fn checklist(
    op: &Op,
    agency: AgencyId,
    content: &PlanContent,
    mistakes: &mut Mistakes,
) -> Result<Option<(InspectionChecklistId, i32)>> {
    let Some(id) = content.checklist else {
        if content.checklist_version.is_some() {
            let en = "a version is that of a checklist";
            mistakes.add("INVALID", "checklistVersion", en, "未指定巡检表，不能指定版本");
        }
        return Ok(None);
    };
    let mut agencies = op.directory().above(agency);
    agencies.sort_unstable();
    let offered = domain::access::ReadScope::Orgs { agencies, vendors: Vec::new() };
    let row = query::find_checklist(op.app().store.read(), &offered, id).await?.filter(|row| row.active);
    let Some(row) = mistakes.found("inspectionChecklistId", ("checklist in use", "在用巡检表"), row) else {
        return Ok(None);
    };
    let number = content.checklist_version.unwrap_or(row.version);
    if !(1..=row.version).contains(&number) {
        let en = format!("the checklist has the versions 1 to {}", row.version);
        mistakes.add("NOT_FOUND", "checklistVersion", en, format!("该巡检表的版本为 1 至 {}", row.version));
    }
    Ok(Some((id, number)))
}

/// The row of terms that hold from now on.
pub(super) fn terms_row(
    op: &Op,
    (plan_id, number): (InspectionPlanId, i32),
    content: &PlanContent,
    checked: &Checked,
) -> Result<PlanTermsView> {
    let systems: Vec<SystemId> = checked.systems.iter().map(|system| system.0).collect();
    let (checklist_id, checklist_version) = checked.checklist.unzip();
    Ok(PlanTermsView {
        plan_id,
        number,
        effective_at: op.now(),
        recurrence: checked.terms.recurrence.as_str().to_owned(),
        off_day: content.off_day,
        raise_minute: i32::from(checked.terms.raise_minute),
        window_days: i32::from(checked.terms.window_days),
        ends_on: content.valid_until,
        calendar_id: content.calendar,
        system_ids: serde_json::to_value(systems)?,
        checklist_id,
        checklist_version,
        impact: content.impact,
        urgency: content.urgency,
        created_by: op.actor().user(),
    })
}

pub(super) fn systems_rows(plan_id: InspectionPlanId, checked: &Checked) -> Vec<inspection_plan_system::Model> {
    let row = |(system_id, agency_id): &(SystemId, AgencyId)| inspection_plan_system::Model {
        plan_id,
        system_id: *system_id,
        agency_id: *agency_id,
    };
    checked.systems.iter().map(row).collect()
}

pub(super) fn terms_detail(terms: &PlanTermsView) -> serde_json::Value {
    serde_json::json!({
        "terms": terms.number, "recurrence": terms.recurrence, "offDay": terms.off_day,
        "raiseMinute": terms.raise_minute, "windowDays": terms.window_days, "endsOn": terms.ends_on,
        "calendarId": terms.calendar_id, "systemIds": terms.system_ids, "checklistId": terms.checklist_id,
        "checklistVersion": terms.checklist_version,
    })
}

/// Writes the step with its audit entry and message, and the plan as it is after it.
pub(super) async fn finish(
    op: &Op,
    transaction: Transaction,
    row: PlanView,
    (step, reason): (PlanStep, &str),
    detail: serde_json::Value,
) -> Result<InspectionPlanId> {
    let id = row.id;
    let history = inspection_plan_step::Model {
        plan_id: id,
        seq: row.version,
        step,
        reason: reason.to_owned(),
        actor_id: op.actor().user(),
        actor_name: op.actor().name().to_owned(),
        recorded_at: op.now(),
    };
    let word = step.as_str().to_ascii_lowercase();
    let (action, topic) = (format!("inspection_plan.{word}"), format!("inspection.plan_{word}"));
    insert(&transaction, history).await?;
    insert(&transaction, op.audit(&action, ("inspection_plan", id.0), detail)).await?;
    insert(&transaction, message(op, &topic, &row)).await?;
    update(&transaction, row).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(id)
}

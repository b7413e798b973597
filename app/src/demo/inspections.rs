//! Two inspection plans of Nanning with some months of history: most done in time, some late, some missed.

use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use domain::Instant;
use domain::access::Actor;
use domain::calendar::{CompiledCalendar, time_of_day};
use domain::ids::{CalendarId, InspectionChecklistId, InspectionPlanId, SystemId, TicketId, UserId};
use domain::inspection::{
    GivenAnswer, InspectionItem, InspectionItemKind, InspectionOutcome, OccurrenceState, OffDayRule,
};
use domain::ticket::{Command, Impact, Urgency};
use serde::Deserialize;

use super::dispatch::person;
use super::parties::{Bureau, Company, Plan};
use super::systems::DemoSystem;
use crate::inspection::{
    ChecklistQuery, NewChecklist, NewPlan, OccurrenceNarrowed, OccurrenceQuery, OccurrenceView, PlanContent,
    RecordAnswers, create_checklist, create_plan, find_plan, flag_missed_inspections, list_checklists,
    list_occurrences, raise_inspections, record_answers,
};
use crate::ticket::{Act, act};
use crate::{Error, Op, Result};

const INSPECTIONS: &str = include_str!("../../data/demo-inspections.json");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Checklist {
    code: String,
    name: String,
    items: Vec<InspectionItem>,
    plans: Vec<Shown>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Shown {
    title: String,
    description: String,
    recurrence: String,
    off_day: OffDayRule,
    time_of_day: String,
    window_days: i32,
    /// So many days before the end of the demo it began.
    days: u64,
    /// The place of its system among the sorts of systems.
    system: usize,
}

/// What the story of the plans is told with.
struct Teller<'t> {
    op: &'t Op,
    plan: &'t Plan,
    bureau: &'t Bureau,
    as_of: Instant,
    items: Vec<InspectionItem>,
}

/// Writes the plans and lets their months pass, once: the tickets raised, and those of them still open.
pub(super) async fn inspect(
    op: &Op,
    plan: &Plan,
    (calendar, office): (CalendarId, &CompiledCalendar),
    as_of: Instant,
) -> Result<(usize, usize)> {
    let Some(bureau) = plan.cities.get(super::lives::NANNING) else { return Ok((0, 0)) };
    let known = ChecklistQuery { agency: Some(bureau.id), limit: 1, ..ChecklistQuery::default() };
    if !list_checklists(op, &known).await?.rows.is_empty() {
        return Ok((0, 0));
    }
    let shown: Checklist = serde_json::from_str(INSPECTIONS)?;
    let begins = |days: u64| -> (NaiveDate, Instant) {
        let date = as_of.with_timezone(&office.zone()).date_naive() - Days::new(days);
        (date, time_of_day(office.zone(), date, 0))
    };
    let first = shown.plans.iter().map(|of| of.days).max().unwrap_or(0);
    let new = NewChecklist { owner: bureau.id, code: shown.code, name: shown.name, items: shown.items };
    let checklist = create_checklist(&platform(op, begins(first).1), &new).await?;
    let teller = Teller { op, plan, bureau, as_of, items: checklist.items };
    let (mut raised, mut open) = (0, 0);
    for of in shown.plans {
        let inspected = |system: &&DemoSystem| (system.agency, system.kind) == (bureau.id, of.system);
        let Some(system) = plan.systems.iter().find(inspected).map(|system| system.id) else { continue };
        let (valid_from, at) = begins(of.days);
        let content = content(of, system, calendar, checklist.row.id);
        let id = create_plan(&platform(op, at), &NewPlan { agency: bureau.id, valid_from, content }).await?;
        let told = teller.tell(id).await?;
        (raised, open) = (raised + told.0, open + told.1);
    }
    Ok((raised, open))
}

fn content(of: Shown, system: SystemId, calendar: CalendarId, checklist: InspectionChecklistId) -> PlanContent {
    PlanContent {
        title: of.title,
        description: Some(of.description),
        systems: vec![system],
        calendar,
        recurrence: of.recurrence,
        off_day: of.off_day,
        time_of_day: of.time_of_day,
        window_days: of.window_days,
        valid_until: None,
        checklist: Some(checklist),
        checklist_version: None,
        impact: Impact::Low,
        urgency: Urgency::Low,
    }
}

/// The platform at a time that has passed.
fn platform(op: &Op, at: Instant) -> Op {
    Op::new(op.app().clone(), Arc::new(Actor::system("demo")), at)
}

impl Teller<'_> {
    /// Lets each date of a plan fall due in its turn.
    async fn tell(&self, id: InspectionPlanId) -> Result<(usize, usize)> {
        let (mut raised, mut open) = (0, 0);
        while let Some(at) = find_plan(self.op, id).await?.next_due_at.filter(|at| *at <= self.as_of) {
            raise_inspections(&platform(self.op, at)).await?;
            let filter = OccurrenceNarrowed { plan: Some(id), ..OccurrenceNarrowed::default() };
            let newest = OccurrenceQuery { filter, limit: 1, ..OccurrenceQuery::default() };
            let booked = list_occurrences(self.op, &newest).await?.rows.pop().filter(|row| row.due_at == at);
            let Some(row) = booked else { break };
            let Some(ticket) = row.ticket_id.filter(|_| row.state == OccurrenceState::Open) else { continue };
            raised += 1;
            open += usize::from(!self.happens(&row, ticket, raised).await?);
        }
        Ok((raised, open))
    }

    /// What became of an inspection; whether its ticket is closed.
    async fn happens(&self, row: &OccurrenceView, ticket: TicketId, number: usize) -> Result<bool> {
        let due = row.due_at;
        let company = self.plan.vendors.iter().find(|company| Some(company.id) == row.vendor_id);
        let company: &Company = company.ok_or(Error::NotFound("vendor"))?;
        let engineer = company.engineers[0];
        let missed = number.is_multiple_of(5);
        if !missed {
            self.step(engineer, due + TimeDelta::hours(1), ticket, Command::Acknowledge).await?;
        }
        let done_at = match number % 5 {
            3 => row.ends_at + TimeDelta::hours(11),
            _ => due + TimeDelta::hours(5),
        };
        if (missed || number % 5 == 3) && row.ends_at <= self.as_of {
            flag_missed_inspections(&platform(self.op, row.ends_at)).await?;
        }
        if missed {
            let reason = "逾期未巡检，下次一并检查".to_owned();
            let cancel = Command::Cancel { reason };
            return self.step(self.bureau.clerk.0, row.ends_at + TimeDelta::days(2), ticket, cancel).await;
        }
        if done_at > self.as_of {
            return Ok(false);
        }
        let answers = self.items.iter().map(|item| answer(item, number)).collect();
        record_answers(&person(self.op, engineer, done_at)?, &RecordAnswers { ticket, answers }).await?;
        let solved = Command::Resolve {
            cause: "定期巡检".to_owned(),
            solution: "逐项检查完毕，结果见巡检表".to_owned(),
        };
        self.step(engineer, done_at + TimeDelta::minutes(5), ticket, solved).await?;
        self.step(self.bureau.clerk.0, done_at + TimeDelta::hours(20), ticket, Command::Confirm).await
    }

    /// Somebody does something, unless that is still to come.
    async fn step(&self, who: UserId, at: Instant, ticket: TicketId, command: Command) -> Result<bool> {
        if at > self.as_of {
            return Ok(false);
        }
        let asked = Act { ticket, command, occurred_at: None, late_reason: None };
        act(&person(self.op, who, at)?, &asked).await?;
        Ok(true)
    }
}

/// Everything is as it should be, but for a warm room now and then.
fn answer(item: &InspectionItem, number: usize) -> GivenAnswer {
    let (warm, words) = (number.is_multiple_of(4), "设备运行正常，日志无异常告警");
    let mut given = GivenAnswer {
        item: item.key.clone(),
        outcome: None,
        number: None,
        text: None,
        note: None,
        evidence: Vec::new(),
        occurred_at: None,
    };
    match item.kind {
        InspectionItemKind::PassFail => given.outcome = Some(InspectionOutcome::Pass),
        InspectionItemKind::Number => given.number = Some(if warm { "28.5" } else { "23.0" }.to_owned()),
        InspectionItemKind::Text => given.text = Some(words.to_owned()),
        InspectionItemKind::Photo => {
            given.outcome = Some(InspectionOutcome::NotApplicable);
            given.note = Some("演示数据不含照片".to_owned());
        }
    }
    given
}

//! Raising an incident of what failed in an inspection, linked to it, once an item.

use domain::access::Action;
use domain::ids::TicketId;
use domain::inspection::InspectionOutcome;
use domain::ticket::{Impact, RaiseInput, TicketKind, Urgency};
use storage::entity::inspection_incident;
use storage::query::inspection as query;
use storage::write::raise_within;

use super::answer::{pinned, seen};
use crate::ticket::asked::{Checked, Raise, checked};
use crate::ticket::link::relate_within;
use crate::ticket::raise::{Wanted, binding, not_covered, rows_of};
use crate::{Error, Op, Result, TicketRow};

/// An incident of a failed item.
#[derive(Clone, Debug)]
pub struct RaiseIncident {
    /// The inspection's ticket.
    pub ticket: TicketId,
    /// The key of the item.
    pub item: String,
    /// None: made of the item.
    pub title: Option<String>,
    /// None: what was answered.
    pub description: Option<String>,
    pub impact: Impact,
    pub urgency: Urgency,
}

/// Raises an incident of an item that failed, and links the two tickets, in one transaction. Needs `ticket.raise` and
/// `ticket.link` at the agency.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; `NOT_FAILED` unless the answer that holds is FAIL; `ALREADY_DONE` when the item has an incident;
/// `NOT_COVERED` and mistakes of the texts.
pub async fn raise_incident(op: &Op, asked: &RaiseIncident) -> Result<TicketRow> {
    op.require(Action::TicketRaise)?;
    op.require(Action::TicketLink)?;
    for attempt in 0..2 {
        if attempt > 0 {
            op.app().refresh().await?;
        }
        let op = if attempt > 0 { &op.as_now_known()? } else { op };
        let transaction = op.begin().await?;
        let inspected = seen(op, &transaction, asked.ticket).await?;
        // Not held: two incidents of one item end at their key.
        let scope = op.ticket_scope(Action::TicketView);
        let found = query::of_tickets(&transaction, &scope, &[asked.ticket]).await?.pop();
        let (occurrence, items) = pinned(&transaction, found).await?;
        let item = items.iter().find(|item| item.key == asked.item);
        let answers = query::answers_of(&transaction, &[occurrence.id]).await?;
        let answer = answers.iter().rfind(|answer| answer.item == asked.item);
        let failed = answer.filter(|answer| answer.outcome == InspectionOutcome::Fail);
        let (Some(item), Some(answer)) = (item, failed) else {
            let en = format!("the item {} has not failed", asked.item);
            return Err(Error::invalid("NOT_FAILED", "item", en, format!("检查项 {} 没有不合格记录", asked.item)));
        };
        let found = match (&answer.number, &item.unit) {
            (Some(number), Some(unit)) => format!("{number} {unit}"),
            (Some(number), None) => number.clone(),
            _ => String::new(),
        };
        let description = format!("{}\n{found}\n{}", item.label, answer.note);
        let raise = Raise {
            system: inspected.system_id,
            agency: Some(inspected.agency_id),
            input: RaiseInput {
                kind: TicketKind::Incident,
                title: asked
                    .title
                    .clone()
                    .unwrap_or_else(|| format!("巡检不合格：{}", item.label).chars().take(200).collect()),
                description: asked.description.clone().unwrap_or_else(|| description.trim().to_owned()),
                impact: asked.impact,
                urgency: asked.urgency,
            },
            raised_at: None,
            late_reason: None,
        };
        let coverage = op.coverage();
        let Checked { new, system, agency, mut violations } = checked(op, &raise)?;
        if coverage.contract_for(system.id, op.now()).is_none() {
            violations.push(not_covered());
        }
        let Some(new) = new.filter(|_| violations.is_empty()) else { return Err(Error::Invalid(violations)) };
        let wanted = Wanted { new: &new, system: &system, agency, raised_by: op.actor().user() };
        let (rows, day) = rows_of(op, &wanted, &coverage)?;
        let mut row = rows.ticket.clone();
        let Some(number) = raise_within(&transaction, rows, binding(op, &coverage, &day)).await? else {
            transaction.rollback().await?;
            continue;
        };
        row.number = number;
        let noted = inspection_incident::Model {
            occurrence_id: occurrence.id,
            item: item.key.clone(),
            ticket_id: row.id,
            created_by: op.actor().user(),
            created_at: op.now(),
        };
        if !query::insert_incident(&transaction, noted).await? {
            let en = "an incident was raised of this item already";
            return Err(Error::invalid("ALREADY_DONE", "item", en, "该检查项已生成事件工单"));
        }
        let Some(linked) = relate_within(op, &transaction, [row.id, asked.ticket]).await? else {
            transaction.rollback().await?;
            continue;
        };
        transaction.commit().await?;
        op.app().outbox_filled.notify_one();
        return Ok(linked);
    }
    Err(Error::Conflict)
}

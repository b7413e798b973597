//! Raising a ticket for an item of the catalogue: the same, with answers beside it in one transaction.

use domain::access::Action;
use domain::catalogue::{Answer, check_answers};
use domain::ids::ServiceItemId;
use storage::entity::ticket_service_item;
use storage::query::setup::insert;
use storage::write::raise_within;

use super::asked::{Checked, Raise, checked};
use super::raise::{Wanted, binding, not_covered, rows_of};
use crate::catalogue::{ServiceItemView, item_for};
use crate::{Error, Op, Result, TicketRow, Violation};

/// An item of the catalogue, and what was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    pub item: ServiceItemId,
    pub answers: Vec<Answer>,
}

/// Raises a ticket for an item that the ticket's agency, or one above it, offers. A description that is left out is the
/// item's template.
///
/// # Errors
/// As [`super::raise`]; `NOT_FOUND` for the item, `INVALID` for a kind that is not the item's, and what is wrong with the
/// answers, each named by its place.
pub async fn raise_for_item(op: &Op, asked: &Raise, answered: &Answered) -> Result<TicketRow> {
    op.require(Action::TicketRaise)?;
    for attempt in 0..2 {
        if attempt > 0 {
            op.app().refresh().await?;
        }
        let op = if attempt > 0 { &op.as_now_known()? } else { op };
        let transaction = op.begin().await?;
        let agency = checked(op, asked)?.agency;
        let item = item_for(op, &transaction, agency, answered.item).await?;
        let asked = templated(asked, &item);
        let Checked { new, system, agency, mut violations } = checked(op, &asked)?;
        let coverage = op.coverage();
        let at = new.as_ref().map_or(op.now(), |new| new.raised_at);
        if coverage.contract_for(system.id, at).is_none() {
            violations.push(not_covered());
        }
        if asked.input.kind != item.content.kind {
            let en = format!("this item is asked for as {}", item.content.kind);
            violations.push(Violation::new(
                "INVALID",
                "kind",
                en,
                format!("该服务项的工单类型为 {}", item.content.kind),
            ));
        }
        let answers = check_answers(&item.fields, &answered.answers);
        let answers = answers.map_err(|refused| violations.extend(refused.into_iter().map(Violation::from))).ok();
        let (Some(new), Some(answers), true) = (new, answers, violations.is_empty()) else {
            return Err(Error::Invalid(violations));
        };
        let wanted = Wanted { new: &new, system: &system, agency, raised_by: op.actor().user() };
        let (rows, day) = rows_of(op, &wanted, &coverage)?;
        let mut row = rows.ticket.clone();
        if let Some(number) = raise_within(&transaction, rows, binding(op, &coverage, &day)).await? {
            let asks = ticket_service_item::Model {
                ticket_id: row.id,
                item_id: item.row.id,
                version: item.content.number,
                answers: serde_json::to_value(answers)?,
            };
            insert(&transaction, asks).await?;
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            row.number = number;
            return Ok(row.into());
        }
        transaction.rollback().await?;
    }
    Err(Error::Conflict)
}

fn templated(asked: &Raise, item: &ServiceItemView) -> Raise {
    let mut asked = asked.clone();
    if asked.input.description.trim().is_empty() {
        asked.input.description.clone_from(&item.content.description_template);
    }
    asked
}

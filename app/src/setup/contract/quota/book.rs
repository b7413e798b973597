//! The vendor books what it did; what was booked wrongly is taken back by a counter-entry.

use chrono::NaiveDate;
use domain::access::Action;
use domain::contract::{QUANTITY_MAX, QuotaKind, QuotaUseState};
use domain::ids::{ContractId, QuotaUseId, TicketId};
use storage::entity::quota_use;
use storage::query::setup::insert;
use storage::query::{quota, ticket};

use super::QuotaUseView;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::setup::reach::{QUOTA_BOOKING, QUOTA_CORRECTION};
use crate::{Error, Op, Result};

/// Something to be booked.
#[derive(Clone, Debug)]
pub struct NewUse {
    pub contract: ContractId,
    pub kind: QuotaKind,
    /// Visits, or minutes.
    pub quantity: i64,
    pub occurred_on: NaiveDate,
    /// The ticket that it was done for.
    pub ticket: Option<TicketId>,
    pub note: Option<String>,
}

/// Books visits or minutes; they count once the agency has confirmed them. Needs `quota.book` at the contract's vendor.
///
/// # Errors
/// `NO_QUOTA` when the contract states none of that kind for the day; `OUTSIDE_PERIOD` for a day to come and for one on
/// which the contract was not in force; `INVALID` for the quantity; `NOT_FOUND` for a ticket that the contract did not
/// bind.
pub async fn book_quota_use(op: &Op, new: &NewUse) -> Result<QuotaUseView> {
    op.require(QUOTA_BOOKING.manage)?;
    let held = Held::begin(op, new.contract).await?;
    QUOTA_BOOKING.write_as_vendor(&held, held.contract.row.agency_id, held.contract.row.vendor_id)?;
    let mut mistakes = Mistakes::default();
    if !(1..=QUANTITY_MAX).contains(&new.quantity) {
        let zh = format!("数量为 {}，须为 1 至 {QUANTITY_MAX}", new.quantity);
        mistakes.add("INVALID", "quantity", format!("quantity is {}: 1 to {QUANTITY_MAX}", new.quantity), zh);
    }
    let note = mistakes.optional("note", new.note.as_deref(), REASON_MAX);
    check_day(&mut mistakes, &held, new);
    if let Some(id) = new.ticket {
        let scope = held.ticket_scope(Action::TicketView);
        let found = ticket::find(&held.transaction, &scope, id).await?;
        let bound = found.filter(|ticket| ticket.contract_id == new.contract);
        mistakes.found("ticketId", ("ticket of this contract", "属于该合同的工单"), bound);
    }
    mistakes.refuse()?;
    let row = row(&held, new, note, None);
    write(held, row).await
}

/// Books the counter-entry of a confirmed booking: the same with a negative quantity, to be confirmed likewise. Needs
/// `quota.book` at the contract's vendor.
///
/// # Errors
/// `WRONG_STATE` unless the booking is confirmed and no counter-entry itself; `TAKEN` when it has a counter-entry that
/// was not rejected; `REQUIRED` for the note.
pub async fn correct_quota_use(op: &Op, id: QuotaUseId, note: &str) -> Result<QuotaUseView> {
    op.require(QUOTA_CORRECTION.manage)?;
    let found = quota::find(op.app().store.read(), id).await?.ok_or(Error::NotFound(QUOTA_CORRECTION.what))?;
    let held = Held::begin(op, found.contract_id).await?;
    QUOTA_CORRECTION.write_as_vendor(&held, held.contract.row.agency_id, held.contract.row.vendor_id)?;
    let mut mistakes = Mistakes::default();
    let note = mistakes.text("note", note, REASON_MAX);
    let uses = super::read::all(&held.transaction, found.contract_id).await?;
    if !uses.iter().any(|of| of.row.id == id && of.is_correctable()) {
        let en = "only a confirmed booking has a counter-entry: an undecided one is rejected";
        mistakes.add("WRONG_STATE", "quotaUseId", en, "只有已确认的登记才能冲销；未确认的由采购单位不予认可");
    }
    let taken = |of: &QuotaUseView| of.row.corrects_id == Some(id) && of.state() != QuotaUseState::Rejected;
    if uses.iter().any(taken) {
        mistakes.add("TAKEN", "quotaUseId", "it has a counter-entry", "该登记已有冲销记录");
    }
    mistakes.refuse()?;
    let new = NewUse {
        contract: found.contract_id,
        kind: found.kind,
        quantity: -found.quantity,
        occurred_on: found.occurred_on,
        ticket: found.ticket_id,
        note: None,
    };
    let row = row(&held, &new, Some(note), Some(id));
    write(held, row).await
}

fn check_day(mistakes: &mut Mistakes, held: &Held, new: &NewUse) {
    let (contract, day) = (&held.contract, new.occurred_on);
    let today = contract.day(held.now());
    if day > today {
        let en = format!("{day} is to come: today is {today}");
        mistakes.add("OUTSIDE_PERIOD", "occurredOn", en, format!("{day} 尚未到来，今日为 {today}"));
    } else if contract.covers.terms_on(day).is_none() {
        let en = format!("the contract was not in force on {day}");
        mistakes.add("OUTSIDE_PERIOD", "occurredOn", en, format!("合同在 {day} 未生效"));
    } else if !contract.quotas_on(day).1.iter().any(|quota| quota.kind == new.kind) {
        let en = format!("the contract states no quota of {} for {day}", new.kind);
        mistakes.add("NO_QUOTA", "kind", en, format!("合同在 {day} 未约定 {} 额度", new.kind));
    }
}

fn row(held: &Held, new: &NewUse, note: Option<String>, corrects_id: Option<QuotaUseId>) -> quota_use::Model {
    quota_use::Model {
        id: held.id(),
        contract_id: new.contract,
        kind: new.kind,
        quantity: new.quantity,
        occurred_on: new.occurred_on,
        note,
        ticket_id: new.ticket,
        corrects_id,
        booked_by: held.actor().user(),
        booker: held.actor().name().to_owned(),
        recorded_at: held.now(),
    }
}

async fn write(held: Held, row: quota_use::Model) -> Result<QuotaUseView> {
    let detail = serde_json::json!({
        "useId": row.id, "kind": row.kind, "quantity": row.quantity, "occurredOn": row.occurred_on,
        "correctsId": row.corrects_id,
    });
    insert(&held.transaction, row.clone()).await?;
    held.tell("contract.quota_booked", detail.clone()).await?;
    let action = if row.corrects_id.is_some() { "quota.correct" } else { "quota.book" };
    held.commit(action, ("contract", row.contract_id.0), detail).await?;
    Ok(QuotaUseView { row, decision: None })
}

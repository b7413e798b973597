//! The deduction ledger of a contract: booked with evidence, struck by the decision of somebody else.

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{ContractId, LedgerEntryId, TicketId};
use domain::scorecard::{is_own, yyyymm};
use serde_json::json;
use storage::entity::{ledger_entry, ledger_strike};
use storage::query::setup::insert;
use storage::query::{ledger as query, leg, ticket};
use storage::write::mark_stale;
use uuid::Uuid;

use super::terms::scheme_of_day;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::setup::reach::Reach;
use crate::{Error, Op, Result};

const BOOKING: Reach = Reach { what: "contract", view: Action::ScorecardView, manage: Action::LedgerBook };
const STRIKING: Reach = Reach { what: "ledger entry", view: Action::ScorecardView, manage: Action::LedgerStrike };

/// An event to be booked.
#[derive(Clone, Debug)]
pub struct NewLedgerEntry {
    pub contract: ContractId,
    /// The code of an item of the contract's scheme.
    pub item: String,
    /// The civil day on which it happened.
    pub occurred_on: NaiveDate,
    /// The ticket that it happened on, if any.
    pub ticket: Option<TicketId>,
    /// What shows it, and where that can be seen.
    pub evidence: String,
}

/// An entry, and what struck it.
#[derive(Clone, Debug)]
pub struct LedgerEntryView {
    pub row: ledger_entry::Model,
    pub strike: Option<ledger_strike::Model>,
    /// Whether it was disputed, as far as the actor could dispute it.
    pub disputed: bool,
}

/// Books an event with the points that the scheme says. Needs `ledger.book` at the contract's agency.
///
/// # Errors
/// `NOT_FOUND` for an item that the scheme of the day has not, and for a ticket that the contract did not bind; `COUNTED`
/// for one that the platform counts by itself; `OUTSIDE_PERIOD` for a day to come and for one on which the contract was
/// not in force; `REQUIRED` for the evidence.
pub async fn book_ledger_entry(op: &Op, new: &NewLedgerEntry) -> Result<LedgerEntryView> {
    op.require(BOOKING.manage)?;
    let held = Held::begin(op, new.contract).await?;
    BOOKING.write(&held, Some(held.contract.row.agency_id))?;
    let mut mistakes = Mistakes::default();
    let evidence = mistakes.text("evidence", &new.evidence, REASON_MAX);
    check_day(&mut mistakes, &held, new.occurred_on);
    let (scheme_id, scheme) = scheme_of_day(&held.coverage(), &held.contract, new.occurred_on)?;
    let item = scheme.ledger_item(&new.item);
    mistakes.found("item", ("item in the ledger of the contract's scheme", "扣分项（以该合同的考核方案为准）"), item);
    if item.is_some_and(|item| item.counted.is_some()) {
        let en = format!("{} is counted from the tickets: nobody books it", new.item);
        mistakes.add("COUNTED", "item", en, format!("扣分项 {} 由平台自动统计，不能登记", new.item));
    }
    if let Some(id) = new.ticket {
        check_ticket(&mut mistakes, &held, id).await?;
    }
    let row = item.and_then(|item| item.points.hundredths()).map(|points_hundredths| ledger_entry::Model {
        id: held.id(),
        contract_id: new.contract,
        agency_id: held.contract.row.agency_id,
        vendor_id: held.contract.row.vendor_id,
        scheme_id,
        item: new.item.clone(),
        points_hundredths,
        occurred_on: new.occurred_on,
        ticket_id: new.ticket,
        evidence,
        booked_by: held.actor().user(),
        booker: held.actor().name().to_owned(),
        booked_at: held.now(),
    });
    let row = mistakes.finish(row)?;
    let detail = told(&row);
    insert(&held.transaction, row.clone()).await?;
    mark_stale(&held.transaction, vec![(row.contract_id, yyyymm(row.occurred_on))]).await?;
    held.tell("ledger.booked", detail.clone()).await?;
    held.commit("ledger.book", ("ledger_entry", row.id.0), detail).await?;
    Ok(LedgerEntryView { row, strike: None, disputed: false })
}

/// Strikes an entry: it counts no more, and stays to be read. Needs `ledger.strike` at the contract's agency; nobody
/// strikes what they booked.
///
/// # Errors
/// `OWN_ENTRY`; `WRONG_STATE` when it is struck already; `REQUIRED` for the reason.
pub async fn strike_ledger_entry(op: &Op, id: LedgerEntryId, reason: &str) -> Result<LedgerEntryView> {
    op.require(STRIKING.manage)?;
    let scope = op.read_scope(STRIKING.view);
    let seen = query::some(op.app().store.read(), &scope, &[id]).await?.pop().ok_or(Error::NotFound(STRIKING.what))?;
    let held = Held::begin(op, seen.contract_id).await?;
    STRIKING.write(&held, Some(held.contract.row.agency_id))?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    if is_own(seen.booked_by, held.actor().user()) {
        let en = "whoever booked an entry does not strike it";
        mistakes.add("OWN_ENTRY", "ledgerEntryId", en, "登记人不能撤销自己登记的扣分");
    }
    if !query::strikes(&held.transaction, &[id]).await?.is_empty() {
        mistakes.add("WRONG_STATE", "ledgerEntryId", "it is struck already", "该扣分已撤销");
    }
    mistakes.refuse()?;
    let strike = strike_in(&held, &seen, reason, None).await?;
    let detail = json!({ "entryId": id, "item": seen.item, "reason": strike.reason });
    held.commit("ledger.strike", ("ledger_entry", id.0), detail).await?;
    Ok(LedgerEntryView { row: seen, strike: Some(strike), disputed: false })
}

/// Strikes an entry that stands, for whoever decided so and has the contract held; told to both parties, the scorecards
/// follow. The audit entry is the caller's.
pub(crate) async fn strike_in(
    held: &Held,
    entry: &ledger_entry::Model,
    reason: String,
    dispute: Option<Uuid>,
) -> Result<ledger_strike::Model> {
    let strike = ledger_strike::Model {
        entry_id: entry.id,
        dispute_id: dispute,
        reason,
        struck_by: held.actor().user(),
        striker: held.actor().name().to_owned(),
        struck_at: held.now(),
    };
    insert(&held.transaction, strike.clone()).await?;
    mark_stale(&held.transaction, vec![(entry.contract_id, yyyymm(entry.occurred_on))]).await?;
    held.tell("ledger.struck", told(entry)).await?;
    Ok(strike)
}

fn told(row: &ledger_entry::Model) -> serde_json::Value {
    json!({
        "entryId": row.id, "item": row.item, "pointsHundredths": row.points_hundredths, "occurredOn": row.occurred_on,
        "ticketId": row.ticket_id,
    })
}

fn check_day(mistakes: &mut Mistakes, held: &Held, day: NaiveDate) {
    let today = held.contract.day(held.now());
    if day > today {
        let en = format!("{day} is to come: today is {today}");
        mistakes.add("OUTSIDE_PERIOD", "occurredOn", en, format!("{day} 尚未到来，今日为 {today}"));
    } else if held.contract.covers.terms_on(day).is_none() {
        let en = format!("the contract was not in force on {day}");
        mistakes.add("OUTSIDE_PERIOD", "occurredOn", en, format!("合同在 {day} 未生效"));
    }
}

/// A ticket that the contract bound, at first or by a later leg, and that the actor sees.
async fn check_ticket(mistakes: &mut Mistakes, held: &Held, id: TicketId) -> Result<()> {
    let contract = held.contract.row.id;
    let found = ticket::find(&held.transaction, &held.ticket_scope(Action::TicketView), id).await?;
    let bound = match found {
        Some(row) if row.contract_id == contract => true,
        Some(_) => {
            let scope = held.read_scope(Action::LegView);
            let legs = leg::of_tickets(&held.transaction, &scope, &[id]).await?;
            legs.iter().any(|leg| leg.contract_id == contract)
        }
        None => false,
    };
    mistakes.found("ticketId", ("ticket of this contract", "属于该合同的工单"), bound.then_some(()));
    Ok(())
}

//! Filing a request: only when indeed nobody has promised anything for the system.

use domain::access::Action;
use domain::ids::{OutboxId, UncoveredRequestId};
use domain::routing::{FILED_ZONE, UncoveredState, number_prefix};
use storage::write::{NewUncovered, file_uncovered as write};

use super::{UncoveredView, message};
use crate::ticket::Raise;
use crate::ticket::asked::{Checked, checked};
use crate::ticket::raise::binding;
use crate::{Coverage, Error, Op, Result, Violation};

/// Files what would be a ticket if a contract covered the system. Needs `ticket.raise`.
///
/// # Errors
/// `COVERED` when a contract does: a ticket can be raised; mistakes of the input as for a ticket, all at once.
pub async fn file_uncovered(op: &Op, asked: &Raise) -> Result<UncoveredView> {
    op.require(Action::TicketRaise)?;
    for attempt in 0..2 {
        if attempt > 0 {
            op.app().refresh().await?;
        }
        let op = if attempt > 0 { &op.as_now_known()? } else { op };
        let coverage = op.coverage();
        let mut row = prepare(op, asked, &coverage)?;
        // A sequence of its own beside that of the day's tickets.
        let day = format!("U{}", filed_on(op).format("%Y%m%d"));
        let new = NewUncovered {
            audit: op.audit("uncovered.file", ("uncovered_request", row.id.0), detail(&row)),
            outbox: Some(message(op, op.id::<OutboxId>(), "uncovered.filed", &row)),
            request: row.clone(),
        };
        let transaction = op.begin().await?;
        if let Some(number) = write(&transaction, new, binding(op, &coverage, &day)).await? {
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            row.number = number;
            return Ok(row);
        }
        transaction.rollback().await?;
    }
    Err(Error::Conflict)
}

fn prepare(op: &Op, asked: &Raise, coverage: &Coverage) -> Result<UncoveredView> {
    let checked = checked(op, asked)?;
    let at = checked.at(op);
    let Checked { new, system, agency, mut violations } = checked;
    if coverage.contract_for(system.id, at).is_some() {
        let en = "a contract in force covers this system on that day: raise a ticket (raiseTicket)";
        violations.push(Violation::new(
            "COVERED",
            "systemId",
            en,
            "该系统当日有生效合同覆盖，请直接报障（raiseTicket）",
        ));
    }
    let Some(new) = new.filter(|_| violations.is_empty()) else { return Err(Error::Invalid(violations)) };
    let short = op.directory().agencies.get(&agency).map(|agency| agency.short_code.clone());
    Ok(UncoveredView {
        id: op.id::<UncoveredRequestId>(),
        number: number_prefix(&short.unwrap_or_default(), filed_on(op)),
        agency_id: agency,
        system_id: system.id,
        kind: new.kind,
        title: new.title,
        description: new.description,
        impact: new.impact,
        urgency: new.urgency,
        asked_at: new.raised_at,
        late_reason: asked.late_reason.as_deref().map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned),
        state: UncoveredState::Waiting,
        filed_by: op.actor().user(),
        filed_at: op.now(),
        decided_by: None,
        decided_at: None,
        reason: None,
        ticket_id: None,
    })
}

fn filed_on(op: &Op) -> chrono::NaiveDate {
    op.now().with_timezone(&FILED_ZONE).date_naive()
}

fn detail(row: &UncoveredView) -> serde_json::Value {
    serde_json::json!({ "systemId": row.system_id, "agencyId": row.agency_id, "askedAt": row.asked_at })
}

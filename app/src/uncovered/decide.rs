//! What becomes of a request: a ticket once a contract covers its system, or nothing.

use domain::access::Action;
use domain::ids::{OutboxId, UncoveredRequestId};
use domain::routing::{RoutingRefusal, UncoveredStep, next, waited};
use domain::ticket::{Asked, NewTicket, RaiseInput, raise as check};
use storage::Transaction;
use storage::query::setup::insert;
use storage::query::uncovered::find;
use storage::write::{UncoveredDecision, decide_uncovered, raise_within};

use super::{UncoveredView, message};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::ticket::raise::{Wanted, binding, rows_of};
use crate::{Error, Op, Result, TicketRow, Violation};

impl From<RoutingRefusal> for Violation {
    fn from(refusal: RoutingRefusal) -> Self {
        Self::new("WRONG_STATE", "requestId", refusal.to_string(), refusal.zh())
    }
}

/// Raises a ticket of a request, for the person who filed it. The ticket is raised now: a promise cannot begin before it
/// was made, and how long the request had waited stands beside it. Needs `uncovered.decide` at the agency or over it.
///
/// # Errors
/// `NOT_COVERED` while no contract covers the system today; `WRONG_STATE` once it is decided; CONFLICT.
pub async fn route_uncovered(op: &Op, request: UncoveredRequestId) -> Result<(UncoveredView, TicketRow)> {
    for attempt in 0..2 {
        if attempt > 0 {
            op.app().refresh().await?;
        }
        let op = if attempt > 0 { &op.as_now_known()? } else { op };
        let transaction = op.begin().await?;
        let mut row = decidable(op, &transaction, request, UncoveredStep::Route).await?;
        let coverage = op.coverage();
        let new = asked_now(op, &row)?;
        let directory = op.directory();
        let Some(system) = directory.systems.get(&row.system_id).filter(|system| system.active) else {
            let en = "the system is out of service: no ticket can be raised for it";
            return Err(Error::invalid("NOT_FOUND", "requestId", en, "系统已停用，无法提交工单"));
        };
        let wanted = Wanted { new: &new, system, agency: row.agency_id, raised_by: row.filed_by };
        let (rows, day) = rows_of(op, &wanted, &coverage).map_err(at_request)?;
        let mut ticket = rows.ticket.clone();
        row.ticket_id = Some(ticket.id);
        decide(op, &transaction, &mut row, UncoveredStep::Route).await?;
        if let Some(number) = raise_within(&transaction, rows, binding(op, &coverage, &day)).await? {
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            ticket.number = number;
            return Ok((row, ticket.into()));
        }
        transaction.rollback().await?;
    }
    Err(Error::Conflict)
}

/// Says that nothing will come of a request, and why. Needs `uncovered.decide` at the agency or over it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` once it is decided; CONFLICT.
pub async fn dismiss_uncovered(op: &Op, request: UncoveredRequestId, reason: &str) -> Result<UncoveredView> {
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    let transaction = op.begin().await?;
    let mut row = decidable(op, &transaction, request, UncoveredStep::Dismiss).await?;
    mistakes.refuse()?;
    row.reason = Some(reason);
    decide(op, &transaction, &mut row, UncoveredStep::Dismiss).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row)
}

/// The request, within the actor's reach and in a state that allows the step.
async fn decidable(
    op: &Op,
    transaction: &Transaction,
    request: UncoveredRequestId,
    step: UncoveredStep,
) -> Result<UncoveredView> {
    let found = find(transaction, &op.read_scope(Action::UncoveredView), request).await?;
    let row = found.ok_or(Error::NotFound("uncovered request"))?;
    if !op.read_scope(Action::UncoveredDecide).covers(Some(row.agency_id), None) {
        return Err(Error::Forbidden(Action::UncoveredDecide));
    }
    next(row.state, step).map_err(|refusal| Error::Invalid(vec![refusal.into()]))?;
    Ok(row)
}

/// Writes the decision with its audit entry and message.
async fn decide(op: &Op, transaction: &Transaction, row: &mut UncoveredView, step: UncoveredStep) -> Result<()> {
    row.state = next(row.state, step).map_err(|refusal| Error::Invalid(vec![refusal.into()]))?;
    (row.decided_by, row.decided_at) = (op.actor().user(), Some(op.now()));
    let decision = UncoveredDecision {
        request: row.id,
        to: row.state,
        by: row.decided_by,
        at: op.now(),
        reason: row.reason.clone(),
        ticket: row.ticket_id,
    };
    if !decide_uncovered(transaction, decision).await? {
        return Err(Error::Conflict);
    }
    let (action, topic) = match step {
        UncoveredStep::Route => ("uncovered.route", "uncovered.routed"),
        UncoveredStep::Dismiss => ("uncovered.dismiss", "uncovered.dismissed"),
    };
    let detail = serde_json::json!({
        "number": row.number, "ticketId": row.ticket_id, "reason": row.reason,
        "waitedSeconds": waited(row.filed_at, row.decided_at, op.now()),
    });
    insert(transaction, op.audit(action, ("uncovered_request", row.id.0), detail)).await?;
    Ok(insert(transaction, message(op, op.id::<OutboxId>(), topic, row)).await?)
}

/// What was filed, asked for now.
fn asked_now(op: &Op, row: &UncoveredView) -> Result<NewTicket> {
    let input = RaiseInput {
        kind: row.kind,
        title: row.title.clone(),
        description: row.description.clone(),
        impact: row.impact,
        urgency: row.urgency,
    };
    Ok(check(&input, &Asked::now(op.side(Action::UncoveredDecide)?, op.now()))?)
}

/// The input has no system, only the request for it.
fn at_request(error: Error) -> Error {
    match error {
        Error::Invalid(violations) => {
            let moved = |violation: Violation| Violation { field: Some("requestId"), ..violation };
            Error::Invalid(violations.into_iter().map(moved).collect())
        }
        other => other,
    }
}

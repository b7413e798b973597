//! Giving a ticket to another vendor: which contract may receive it, and who may say so (E28).

use std::borrow::Cow;

use domain::access::{Action, Grant, Org};
use domain::ids::{ContractId, LegId, OutboxId, SystemId, VendorId};
use domain::routing::Routed;
use domain::ticket::{Command, Decision, Event, Fact, Ticket, legs, may_hand_over};
use storage::entity::{outbox, ticket, ticket_leg};
use storage::query::leg::OPEN;
use storage::write::TicketChange;

use super::rows::NO_DUE;
use crate::{Contract, Coverage, Error, Op, Result, Sight};

/// The command as it can be decided: for a hand-over the receiving contract is found, held against what it must fulfil, and
/// its vendor named.
pub(super) fn resolved<'c>(
    op: &Op,
    row: &ticket::Model,
    before: &Ticket,
    command: &'c Command,
) -> Result<Cow<'c, Command>> {
    match command {
        Command::ProposeHandOver { contract, system, .. } => {
            if let Some(system) = system {
                seen_system(op, row, *system)?;
            }
            if let Some(contract) = contract {
                receiving(op, row, *contract, system.unwrap_or(row.system_id))?;
            }
            Ok(Cow::Borrowed(command))
        }
        // Without a proposal, or without a contract, the domain refuses.
        Command::HandOver { contract, system, reason, .. } if before.hand_over.is_some() => {
            let (contract, system) = before.receiving(*contract, *system);
            let Some(contract) = contract else { return Ok(Cow::Borrowed(command)) };
            let system = system.unwrap_or(row.system_id);
            seen_system(op, row, system)?;
            let to = receiving(op, row, contract, system)?;
            may_hand_over(grants_at(op, row).as_deref(), system == row.system_id)?;
            let (contract, system, to) = (Some(contract), Some(system), Some(to));
            Ok(Cow::Owned(Command::HandOver { contract, system, to, reason: reason.clone() }))
        }
        _ => Ok(Cow::Borrowed(command)),
    }
}

/// A system that the actor sees, of the same line of agencies as the ticket.
fn seen_system(op: &Op, row: &ticket::Model, system: SystemId) -> Result<()> {
    if system == row.system_id {
        return Ok(());
    }
    let (directory, coverage) = (op.directory(), op.coverage());
    let sight = Sight::of(op, Action::SystemView, &coverage);
    let line = directory.above(row.agency_id);
    let related = |agency| line.contains(&agency) || directory.above(agency).contains(&row.agency_id);
    let found = directory.systems.get(&system).filter(|of| of.active && sight.system(of) && related(of.agency_id));
    let unknown = || Error::invalid("NOT_FOUND", "systemId", "no such system of this agency", "该单位没有此系统");
    found.map(drop).ok_or_else(unknown)
}

/// The vendor of a contract that may receive the ticket: another one's, of the same buyer or one above the agency that
/// asks, in force today and covering the system.
fn receiving(op: &Op, row: &ticket::Model, contract: ContractId, system: SystemId) -> Result<VendorId> {
    let (coverage, directory) = (op.coverage(), op.directory());
    let bound = coverage.contracts.get(&row.contract_id).map(|bound| bound.row.agency_id);
    let line = directory.above(row.agency_id);
    let sight = Sight::of(op, Action::ContractView, &coverage);
    let buys = |of: &&Contract| Some(of.row.agency_id) == bound || line.contains(&of.row.agency_id);
    let found = coverage.contracts.get(&contract).filter(|of| sight.contract(of)).filter(buys);
    let Some(found) = found else {
        let en = "no such contract of this agency";
        return Err(Error::invalid("NOT_FOUND", "contractId", en, "该单位没有此合同"));
    };
    if found.row.vendor_id == row.vendor_id {
        let en = "the ticket is with the vendor of this contract";
        return Err(Error::invalid("SAME_VENDOR", "contractId", en, "工单已由该合同的服务商负责"));
    }
    if found.covers.covers(system, found.day(op.now())).is_none() {
        let number = &found.row.number;
        let en = format!("contract {number} does not cover the system today");
        return Err(Error::invalid("NOT_COVERED", "contractId", en, format!("合同 {number} 今日未覆盖该系统")));
    }
    Ok(found.row.vendor_id)
}

/// The actor's grants at the ticket's agency and above it; none for the platform.
pub(super) fn grants_at(op: &Op, row: &ticket::Model) -> Option<Vec<Grant>> {
    let above = op.directory().above(row.agency_id);
    let at_the_ticket = |grant: &&Grant| matches!(grant.org, Org::Agency(agency) if above.contains(&agency));
    op.actor().user().map(|_| op.actor().grants().iter().filter(at_the_ticket).copied().collect())
}

/// Whether a log tells of a hand-over.
pub(super) fn is_handed_over(events: &[Event]) -> bool {
    events.iter().any(|event| matches!(event.fact, Fact::HandedOver { .. }))
}

/// The team that serves the system under the contract that has received the ticket.
pub(super) fn received_by(coverage: &Coverage, decision: &Decision) -> Option<Option<Routed>> {
    let given = decision.events.iter().find_map(|event| match event.fact {
        Fact::HandedOver { contract, system, .. } => Some((contract, system)),
        _ => None,
    });
    let (contract, system) = given?;
    Some(coverage.contracts.get(&contract).and_then(|contract| coverage.team_for(contract, system)))
}

/// The legs of a ticket that a change hands over, and what the first vendor is told: its own part of the ticket is all it
/// sees from then on.
pub(super) fn write_legs(op: &Op, row: &ticket::Model, first: VendorId, log: &[Event], change: &mut TicketChange) {
    let all = legs(log, (first, row.contract_id));
    let leg = |of: &domain::ticket::Leg| ticket_leg::Model {
        id: op.id::<LegId>(),
        ticket_id: row.id,
        number: of.number,
        ticket_number: row.number.clone(),
        title: row.title.clone(),
        kind: row.kind,
        priority: row.priority,
        agency_id: row.agency_id,
        vendor_id: of.vendor,
        contract_id: of.contract,
        system_id: of.system.unwrap_or(row.system_id),
        policy_version_id: row.policy_version_id,
        first_seq: of.first_seq,
        last_seq: of.last_seq.unwrap_or(OPEN),
        from_at: of.from,
        until_at: of.until.unwrap_or(NO_DUE),
        reason: of.reason.clone(),
    };
    // What ended before this change stays as it was written then.
    let open = all.iter().skip(all.len().saturating_sub(2));
    change.legs = open.map(leg).collect();
    change.outbox.push(outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: "leg.ended".to_owned(),
        ticket_id: None,
        agency_id: None,
        vendor_id: Some(row.vendor_id),
        // Who had it is told; by then the ticket's row names somebody else.
        payload: serde_json::json!({
            "number": row.number, "ticketId": row.id, "leg": all.len().saturating_sub(1), "engineerId": row.assignee_id,
        }),
        created_at: op.now(),
    });
}

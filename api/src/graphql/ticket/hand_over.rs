//! Hand-over to another vendor: the proposal that waits, and the mutations.

use app::ticket::EventView;
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::access::Action;
use domain::ticket::{Command, Event, Fact, TicketState};

use super::outcome::{AcceptHandOverPayload, DeclineHandOverPayload, Happened, ProposeHandOverPayload, act};
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::ManagedSystem;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::ActorSide;

/// A proposal of a ticket that the actor may see.
pub struct HandOverProposal<'a> {
    event: Event,
    request: &'a Request,
}

impl<'a> HandOverProposal<'a> {
    /// The one that waits: the last of the log, unless it was decided or the ticket was solved since.
    pub(super) fn open(log: &[EventView], state: TicketState, request: &'a Request) -> Option<Self> {
        let decides = |fact: &Fact| {
            let ends = matches!(fact, Fact::Resolved { .. } | Fact::Cancelled { .. } | Fact::Confirmed);
            ends || matches!(fact, Fact::HandedOver { .. } | Fact::HandOverDeclined { .. })
        };
        let last = log
            .iter()
            .rfind(|view| decides(&view.event.fact) || matches!(view.event.fact, Fact::HandOverProposed { .. }))?;
        let waits = matches!(last.event.fact, Fact::HandOverProposed { .. }) && state.is_open();
        waits.then(|| Self { event: last.event.clone(), request })
    }
}

/// A hand-over that was proposed and not decided. Needs ticket.view.
#[Object(serial)]
impl<'a> HandOverProposal<'a> {
    /// When it was proposed; once it is granted, the time from here is the agency's.
    async fn proposed_at(&self) -> Instant {
        self.event.occurred_at
    }

    /// By which side.
    async fn side(&self) -> ActorSide {
        self.event.side.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        match &self.event.fact {
            Fact::HandOverProposed { reason, .. } => reason,
            _ => "",
        }
    }

    /// The contract that shall go on with the work; null when it was left to the agency, and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let Fact::HandOverProposed { contract: Some(id), .. } = self.event.fact else { return None };
        let of = self.request.coverage().contracts.get(&id)?;
        let seen = self.request.sight(Action::ContractView).contract(of);
        seen.then_some(ServiceContract { of, request: self.request })
    }

    /// The system that the fault is said to lie in; null when none was named.
    async fn system(&self) -> Option<Result<ManagedSystem<'a>, ApiError>> {
        let Fact::HandOverProposed { system: Some(id), .. } = self.event.fact else { return None };
        Some(self.request.system(id).map(|row| ManagedSystem { row, request: self.request }))
    }
}

/// A hand-over to be proposed.
#[derive(Debug, InputObject)]
pub struct ProposeHandOverInput {
    /// The ticket.
    ticket_id: ID,
    /// The contract that shall go on with the work: of another vendor, in force today, covering the system. A vendor leaves
    /// it to the agency.
    contract_id: Option<ID>,
    /// The system that the fault lies in, when it is not the ticket's own.
    system_id: Option<ID>,
    /// Why, 1 to 2,000 characters.
    reason: String,
}

/// A hand-over to be granted.
#[derive(Debug, InputObject)]
pub struct AcceptHandOverInput {
    /// The ticket.
    ticket_id: ID,
    /// The contract that goes on with the work; the proposed one when left out.
    contract_id: Option<ID>,
    /// The system that the fault lies in; the proposed one when left out, else the ticket's own.
    system_id: Option<ID>,
    /// Why, up to 2,000 characters; the proposal's reason when left out.
    reason: Option<String>,
}

/// A hand-over to be declined.
#[derive(Debug, InputObject)]
pub struct DeclineHandOverInput {
    /// The ticket.
    ticket_id: ID,
    /// Why, 1 to 2,000 characters.
    reason: String,
}

/// The mutations of hand-over.
#[derive(Default)]
pub struct HandOverMutation;

/// The mutations of hand-over.
#[Object]
impl HandOverMutation {
    /// Ask that the vendor of another contract goes on with the work; no clock is touched. Needs ticket.propose_handover.
    async fn propose_hand_over(
        &self,
        ctx: &Context<'_>,
        input: ProposeHandOverInput,
    ) -> Result<ProposeHandOverPayload, ApiError> {
        let ProposeHandOverInput { ticket_id, contract_id, system_id, reason } = input;
        let outcome = act(ctx, &ticket_id, Happened::default(), |request| {
            let language = request.language();
            let contract = NodeType::ServiceContract.optional_input(contract_id.as_ref(), "contractId", language)?;
            let system = NodeType::ManagedSystem.optional_input(system_id.as_ref(), "systemId", language)?;
            Ok(Command::ProposeHandOver { contract, system, reason })
        });
        outcome.await.map(ProposeHandOverPayload::from)
    }

    /// Give the ticket to the vendor of another contract, as was proposed: its clocks go on, and each second is charged to
    /// the vendor that had it, the wait since the proposal to the agency. Needs ticket.decide_handover; where the contract
    /// does not cover the ticket's own system, the contract manager's.
    async fn accept_hand_over(
        &self,
        ctx: &Context<'_>,
        input: AcceptHandOverInput,
    ) -> Result<AcceptHandOverPayload, ApiError> {
        let AcceptHandOverInput { ticket_id, contract_id, system_id, reason } = input;
        let outcome = act(ctx, &ticket_id, Happened::default(), |request| {
            let language = request.language();
            let contract = NodeType::ServiceContract.optional_input(contract_id.as_ref(), "contractId", language)?;
            let system = NodeType::ManagedSystem.optional_input(system_id.as_ref(), "systemId", language)?;
            Ok(Command::HandOver { contract, system, to: None, reason: reason.unwrap_or_default() })
        });
        outcome.await.map(AcceptHandOverPayload::from)
    }

    /// Leave the ticket with the vendor that has it; the wait is that vendor's. Needs ticket.decide_handover.
    async fn decline_hand_over(
        &self,
        ctx: &Context<'_>,
        input: DeclineHandOverInput,
    ) -> Result<DeclineHandOverPayload, ApiError> {
        let DeclineHandOverInput { ticket_id, reason } = input;
        let outcome = act(ctx, &ticket_id, Happened::default(), |_| Ok(Command::DeclineHandOver { reason }));
        outcome.await.map(DeclineHandOverPayload::from)
    }
}

//! Hand-over to another vendor: the proposal that waits, and the mutations.

use app::ticket::EventView;
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::VendorId;
use domain::ticket::{Command, Event, HandOver, Ticket};

use super::outcome::{
    AcceptHandOverPayload, DeclineHandOverPayload, ProposeHandOverPayload, Seen, WithdrawHandOverPayload, act,
};
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::ManagedSystem;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::ActorSide;

/// A proposal of a ticket that the actor may see.
pub struct HandOverProposal<'a> {
    of: HandOver,
    request: &'a Request,
}

impl<'a> HandOverProposal<'a> {
    /// The one that waits, if any, by the log of a ticket that `vendor` has.
    pub(super) fn open(log: &[EventView], vendor: VendorId, request: &'a Request) -> Option<Self> {
        let events: Vec<Event> = log.iter().map(|view| view.event.clone()).collect();
        let of = Ticket::fold(&events, Some(vendor))?.hand_over?;
        Some(Self { of, request })
    }
}

/// A hand-over that was proposed and not decided. Needs ticket.view.
#[Object(serial)]
impl<'a> HandOverProposal<'a> {
    /// When it was proposed; once it is granted, the time from here is the agency's.
    async fn proposed_at(&self) -> Instant {
        self.of.at
    }

    /// By which side.
    async fn side(&self) -> ActorSide {
        self.of.side.into()
    }

    /// Until when the agency may answer: the end of the third working day after it. Then it lapses, and the ticket stays
    /// where it is. Null without a limit.
    async fn answer_by(&self) -> Option<Instant> {
        self.of.answer_by
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.of.reason
    }

    /// The contract that shall go on with the work; null when it was left to the agency, and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.contract?)
    }

    /// The system that the fault is said to lie in; null when none was named.
    async fn system(&self) -> Option<Result<ManagedSystem<'a>, ApiError>> {
        Some(self.request.system(self.of.system?).map(|row| ManagedSystem { row, request: self.request }))
    }
}

/// A hand-over to be proposed.
#[derive(Debug, InputObject)]
pub struct ProposeHandOverInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
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
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
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
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// Why, 1 to 2,000 characters.
    reason: String,
}

/// A proposed hand-over to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawHandOverInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
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
        let ProposeHandOverInput { ticket_id, seen, contract_id, system_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
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
        let AcceptHandOverInput { ticket_id, seen, contract_id, system_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
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
        let DeclineHandOverInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::DeclineHandOver { reason }));
        outcome.await.map(DeclineHandOverPayload::from)
    }

    /// Take back the hand-over that your own side proposed; the ticket stays where it is. Needs ticket.propose_handover.
    async fn withdraw_hand_over(
        &self,
        ctx: &Context<'_>,
        input: WithdrawHandOverInput,
    ) -> Result<WithdrawHandOverPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::WithdrawHandOver));
        outcome.await.map(WithdrawHandOverPayload::from)
    }
}

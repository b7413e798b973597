//! The vocabulary of routing and coverage, mirrored from the domain.

use async_graphql::Enum;

/// Why a contract that covered the system did not bind the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::LostBecause")]
pub enum LostBecause {
    /// Both stated a precedence, and its number was the larger.
    LargerPrecedence,
    /// The other stated a precedence, and it stated none.
    NoPrecedence,
    /// No precedence told them apart, and it began later, or was entered later.
    BeganLater,
}

/// Why a ticket is with its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::routing::TeamRule")]
pub enum TeamRule {
    /// The vendor named the team for this system of the contract.
    System,
    /// The vendor named the team for the contract.
    Contract,
    /// The vendor moved the ticket there.
    Moved,
}

/// The life of a request for an uncovered system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::routing::UncoveredState")]
pub enum UncoveredState {
    /// No ticket was raised of it so far.
    Waiting,
    /// A ticket was raised of it, once a contract covered the system.
    Routed,
    /// It came to nothing.
    Dismissed,
}

/// What may be done to a request for an uncovered system; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::routing::UncoveredStep")]
pub enum UncoveredStep {
    /// routeUncoveredRequest.
    Route,
    /// dismissUncoveredRequest.
    Dismiss,
}

/// The kinds of findings of the coverage report, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::routing::GapCode")]
pub enum CoverageGapCode {
    /// No contract covers the system today: tickets for it are refused.
    SystemWithoutContract,
    /// The system's cover ends soon, and no contract in force follows.
    CoverEnds,
    /// The policy that binds the system's incidents leaves a priority without a target for RESPONSE, RESTORE or RESOLVE.
    PriorityWithoutTarget,
    /// A calendar that a running contract counts with is known for fewer days than the contract has.
    CalendarEnds,
    /// A policy has no published version: it was never published, or a running contract rests on it.
    PolicyNotPublished,
    /// No contract, draft or amendment ever named the policy.
    PolicyNeverUsed,
    /// A running contract ends soon.
    ContractEnds,
    /// A request for an uncovered system waits.
    RequestWaiting,
}

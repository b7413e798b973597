//! The vocabulary of back-tests and pilots, mirrored from the domain.

use async_graphql::Enum;

/// What a back-test tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::trial::CandidateKind")]
pub enum BacktestCandidate {
    /// A version of an SLA policy.
    Policy,
    /// A drafted change of a calendar.
    Calendar,
    /// A version of a scoring scheme.
    Scheme,
}

/// Where a back-test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::trial::BacktestState")]
pub enum BacktestState {
    /// Waits for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// Its result is complete and does not change any more.
    Done,
    /// It cannot be carried out; what was found so far is no result.
    Failed,
    /// Given up by a person; what was found so far is no result.
    Cancelled,
}

/// Something that may be done with a back-test; it has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum BacktestAction {
    /// cancelBacktest.
    Cancel,
}

/// Why a ticket is left out of a back-test: it counts neither before nor after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::trial::Exclusion")]
pub enum ExclusionReason {
    /// The candidate promises nothing for such a ticket.
    NoTarget,
    /// A verdict would rest on days that nobody has published.
    CalendarUnknown,
    /// Some clock has no verdict, as it is or as it would be.
    NotSettled,
}

/// Where a pilot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::trial::PilotState")]
pub enum PilotState {
    /// Its time has not come.
    Planned,
    /// It binds new tickets of its agencies.
    Running,
    /// Its time is over, and it is still to be decided what becomes of the version.
    Ended,
    /// Given up: the version binds no new ticket.
    Withdrawn,
    /// The version was published for everybody.
    Promoted,
}

/// What may be done with a pilot; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::trial::PilotStep")]
pub enum PilotAction {
    /// withdrawPilot: given up.
    Withdraw,
    /// promotePilot: its version is published for everybody.
    Promote,
}

//! The vocabulary of what a policy version says beside its figures, mirrored from the domain.

use async_graphql::Enum;

/// Whether an escalation waits for service hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::EscalationTiming")]
pub enum EscalationTiming {
    /// At its second, day or night.
    Immediate,
    /// At the next opening of the target's calendar, unless it is open then.
    NextOpening,
}

/// Who accepts or rejects a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::PauseDecider")]
pub enum PauseDecider {
    /// The agency's operator.
    AgencyOperator,
    /// The contract manager.
    ContractManager,
    /// Either of them.
    Either,
}

/// What a reopening, or a rejected solution, does to RESTORE and RESOLVE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::Reopening")]
pub enum Reopening {
    /// A new cycle with the full target.
    NewCycle,
    /// The clock goes on with what was left; the time between counts for nobody.
    Continue,
}

/// Where a target of a version comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::TargetOrigin")]
pub enum TargetOrigin {
    /// The policy states it, and its base, if it has one, has nothing for the same.
    Own,
    /// The base policy states it.
    Inherited,
    /// The policy states it in place of one of its base, with a reason.
    Overridden,
}

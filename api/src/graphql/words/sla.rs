//! The vocabulary of clocks and their explanation, mirrored from the domain.

use async_graphql::Enum;

/// What a clock measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::Metric")]
pub enum Metric {
    /// Until the vendor takes notice (响应时间).
    Response,
    /// Until an engineer is on site (到场时间).
    Arrival,
    /// Until the service works again (恢复时间).
    Restore,
    /// Until the cause is gone (解决时间).
    Resolve,
    /// The interval between progress reports (进展反馈间隔); repeats.
    Update,
}

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::ClockState")]
pub enum ClockState {
    /// Time is counted.
    Running,
    /// A pause holds; what is left is frozen.
    Paused,
    /// Past a provisional due time, waiting for the calendar to be confirmed.
    AwaitingCalendar,
    /// Stopped at or before the due time.
    Met,
    /// The due time passed.
    Breached,
    /// Not counted, by decision.
    Excluded,
    /// Not needed any more.
    Cancelled,
    /// The terms promise nothing here.
    NoPromise,
}

/// What a clock counts as in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::SlaCount")]
pub enum SlaCount {
    /// Stopped at or before the due time.
    Met,
    /// The due time passed first, whether or not that was noticed yet.
    Breached,
    /// Still to be judged: running, paused, or waiting for a calendar.
    Running,
    /// Taken out by decision.
    Excluded,
    /// The terms promise nothing.
    WithoutPromise,
    /// Not needed any more: beside the total.
    Cancelled,
}

/// When the clocks of a ticket start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::ClockStart")]
pub enum ClockStart {
    /// When the ticket was raised.
    RaisedAt,
    /// When it was first assigned.
    AssignedAt,
}

/// What a raised priority does to a running clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::PriorityRule")]
pub enum PriorityRule {
    /// Due at the earlier of the old due time and the change plus the new target.
    FromChange,
    /// Due at the earlier of the old due time and the start plus the new target: may breach in the past.
    Retroactive,
    /// Due at the earlier of the old due time and the change plus the share of the new target that was left of the old one.
    Proportional,
}

/// What became of a target when one was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::ChoiceOutcome")]
pub enum ChoiceOutcome {
    /// It applies.
    Chosen,
    /// It is for another priority.
    OtherPriority,
    /// It is for another kind of ticket.
    OtherKind,
    /// It is for another type of system.
    OtherSystemType,
    /// It is for other protection levels.
    OtherProtection,
    /// It is for another class of site.
    OtherSite,
    /// It is for guard periods, and the ticket was raised outside one.
    OutsideGuard,
    /// It matches, but another one says more: first a guard period, then a named kind of ticket, a named type of system,
    /// the narrower range of protection levels, and last a named class of site.
    LessSpecific,
    /// It matches as well as the chosen one, which has the smaller id.
    Duplicate,
}

/// Why a limit exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::LimitCause")]
pub enum LimitCause {
    /// The priority when the clock started.
    Start,
    /// A raised priority, by the policy's rule.
    Raised,
    /// A lowered priority.
    Lowered,
}

/// What became of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::LimitOutcome")]
pub enum LimitOutcome {
    /// It decides.
    Governs,
    /// It is due later than the one that decides.
    Later,
    /// A lowered priority took it out.
    Withdrawn,
    /// A pause holds it.
    Waiting,
    /// Its calendar does not exist.
    NoCalendar,
}

/// Whether a declared pause counts for a clock, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::PauseStanding")]
pub enum PauseStanding {
    /// It holds from its declaration.
    Declared,
    /// It holds, and the agency accepted it.
    Accepted,
    /// It held as long as the policy lets a pause last, and not to its end.
    Lapsed,
    /// The agency rejected it: it never held.
    Rejected,
    /// The vendor answers for it, and nobody accepted it yet.
    AwaitingAcceptance,
    /// The target does not pause.
    NotPausable,
    /// It began at or after the due time and cannot rescue.
    AfterDue,
    /// It is empty, or lies before the start or after the end of the clock.
    Outside,
}

/// What a piece of a clock's time was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::SegmentKind")]
pub enum SegmentKind {
    /// Counted.
    Running,
    /// Open, but a pause held.
    Paused,
    /// Outside the open hours.
    Closed,
    /// Open, between a solution and the reopening after which the clock went on; nobody answers for it.
    Gap,
    /// Counted, while the agency had to decide on a hand-over that it granted.
    HandOver,
    /// Open, but a dispute found that the vendor does not answer for it.
    Relieved,
}

/// A term of a clock's arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::StepKind")]
pub enum StepKind {
    /// The clock started.
    Start,
    /// The first open instant from there.
    EffectiveStart,
    /// The governing limit starts later, at a change of priority.
    LimitStart,
    /// Plus the promised seconds.
    Promise,
    /// Plus the open seconds of pauses before the due time.
    PauseCredit,
    /// Makes the due time.
    Due,
    /// The milestone.
    Stop,
    /// Seconds from the stop to the due time round the clock; negative when late.
    Margin,
    /// Open seconds used, without pauses.
    Elapsed,
}

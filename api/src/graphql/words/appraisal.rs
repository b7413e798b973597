//! The vocabulary of reports and scorecards, mirrored from the domain.

use async_graphql::Enum;

/// What the rows of an SLA report are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::report::Dimension")]
pub enum ReportDimension {
    /// The contract that promises.
    Contract,
    /// The vendor that the ticket is given to.
    Vendor,
    /// The agency that asked.
    Agency,
    /// The system that needed work.
    System,
    /// The ticket's priority now.
    Priority,
    /// What the clock measures.
    Metric,
    /// The month in which the clock counts, in the contract's zone.
    Month,
    /// The ticket's kind.
    Kind,
    /// The cause as the vendor stated it, word for word. None before it has, and for a vendor that gave the ticket away.
    Cause,
    /// The vendor's team that has the ticket now. None in the common queue, and for a vendor that gave the ticket away.
    Team,
    /// The engineer in charge now. None in the vendor's queue, and for a vendor that gave the ticket away.
    Assignee,
}

/// What the rows of a report of pauses are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::report::PauseDimension")]
pub enum PauseDimension {
    /// The contract of the ticket.
    Contract,
    /// The vendor that the ticket is given to.
    Vendor,
    /// The agency that asked.
    Agency,
    /// Why it was paused.
    Reason,
    /// Who answers for it.
    Party,
}

/// What the rows of a report of work are told apart by: tickets as they stand now, work by whoever did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::report::WorkloadDimension")]
pub enum WorkloadDimension {
    /// The agency that asked.
    Agency,
    /// The vendor that has the ticket; of work, whose people did it.
    Vendor,
    /// The contract of the ticket; of work, the one under which it was done.
    Contract,
    /// The system that needs work.
    System,
    /// The vendor's team that has the ticket. None in the common queue, and for work of a vendor that gave the ticket away.
    Team,
    /// The engineer in charge; of work, the one who did it. None in the vendor's queue.
    Engineer,
    /// The ticket's kind.
    Kind,
    /// The ticket's priority.
    Priority,
}

/// How an open promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::report::Standing")]
pub enum ForecastStanding {
    /// Time is counted, and the due time is to come.
    Coming,
    /// Paused: it has no due time until it goes on.
    Paused,
    /// Past its due time and not kept yet, whether or not the breach has been recorded.
    Overdue,
}

/// Whom a scorecard is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::SubjectKind")]
pub enum ScorecardSubject {
    /// One contract, scored by its own scheme.
    Contract,
    /// A vendor over all its contracts, scored by the default scheme.
    Vendor,
}

/// How long a scorecard's period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::PeriodKind")]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Six months from January or July.
    HalfYear,
    /// A calendar year.
    Year,
}

/// How a criterion becomes a rate between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::Formula")]
pub enum ScoringFormula {
    /// RESPONSE clocks met, of met or breached.
    RespondInTime,
    /// ARRIVAL clocks met, of met or breached.
    ArriveInTime,
    /// RESTORE clocks met, of met or breached, each weighted by its promise's priority: P1 8, P2 4, P3 2, P4 1.
    RestoreWeighted,
    /// RESOLVE clocks met, of met or breached.
    ResolveInTime,
    /// UPDATE clocks met, of met or breached: progress reports on time.
    UpdateInTime,
    /// 1 less reopened or rejected solutions, of solutions.
    ReopenRate,
    /// 1 less repeated faults, of faults: incidents that are solved within 30 days of another one with the same system and cause.
    RepeatFaults,
    /// 1 less rejected pause seconds, of claimed ones: round the clock, of pauses that have ended, in the month they began.
    PauseHonesty,
    /// The mean of ratings from 1 to 5, less 1, of 4.
    Satisfaction,
    /// RESOLVE clocks of complaints met, of met or breached.
    ComplaintsInTime,
    /// Closings with a cause, a solution and a file of the vendor's on record, of closings.
    RecordsComplete,
    /// Inspections done, of inspections planned.
    InspectionsDone,
    /// Nothing is computed: a person gives the rate, with evidence, and another one reviews it.
    Manual,
}

/// Why a term does not count; its weight is shared out over the others in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::TermNote")]
pub enum TermNote {
    /// Nothing was counted in the period.
    NoData,
    /// Fewer ratings than the scheme asks for: the rate is shown only.
    TooFewRatings,
    /// Nobody gave a score that another person accepted, or a dispute took it out.
    NotGiven,
}

/// Why a line of the ledger counts other than its events add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::LedgerNote")]
pub enum LedgerNote {
    /// The item's cap holds.
    Capped,
    /// The scheme of the period knows no such item: nothing counts.
    UnknownItem,
}

/// What became of a score that somebody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::scorecard::ManualScoreState")]
pub enum ManualScoreState {
    /// Nobody has reviewed it: it does not count.
    Given,
    /// Another person agreed: it counts, unless a later one for the same period was accepted.
    Accepted,
    /// Another person did not agree.
    Rejected,
}

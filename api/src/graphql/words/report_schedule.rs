//! Words of reports that are delivered.

use async_graphql::Enum;

/// How often a report is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::report::schedule::CadenceKind")]
pub enum ReportCadence {
    /// On a day of each month, of the month that ended before it.
    Monthly,
    /// On a day of each week, of the seven days before it.
    Weekly,
}

/// Which report is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::report::schedule::ScheduledReport")]
pub enum ScheduledReportKind {
    /// The month of a contract that ended last.
    ContractMonth,
    /// The figures of slaReport.
    Sla,
    /// The figures of pauseReport.
    Pauses,
    /// The figures of timeReport.
    Time,
    /// The figures of workloadReport.
    Workload,
    /// The lists of chronicSystems and repeatFaults.
    Faults,
    /// The figures of breachForecast, as of when the file is made.
    Forecast,
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::report::schedule::DeliveryOutcome")]
pub enum ReportDeliveryOutcome {
    /// The file may be fetched.
    Ready,
    /// There is none: you might not have it then, or it could not be made.
    Refused,
}

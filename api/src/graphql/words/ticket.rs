//! The vocabulary of tickets, mirrored from the domain.

use async_graphql::Enum;

/// What sort of work a ticket asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::TicketKind")]
pub enum TicketKind {
    /// An unplanned interruption (事件).
    Incident,
    /// A standard service request (服务请求).
    Request,
    /// The cause behind incidents (问题).
    Problem,
    /// An alteration (变更).
    Change,
    /// A planned check (巡检).
    Inspection,
    /// A complaint about the service (投诉).
    Complaint,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::TicketState")]
pub enum TicketState {
    /// Raised, nobody is on it.
    New,
    /// An engineer is named.
    Assigned,
    /// Acknowledged: the vendor works on it.
    InProgress,
    /// Waiting; at least one pause is open.
    OnHold,
    /// The vendor says it is solved.
    Resolved,
    /// The agency agrees.
    Closed,
    /// Withdrawn; nothing is judged any more.
    Cancelled,
}

/// How much is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::Impact")]
pub enum Impact {
    /// The whole service.
    High,
    /// A part of it, or many people.
    Medium,
    /// A single person.
    Low,
}

/// How fast the effect grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::Urgency")]
pub enum Urgency {
    /// Fast.
    High,
    /// Noticeably.
    Medium,
    /// Hardly.
    Low,
}

/// Rank of the work, by impact and urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::Priority")]
pub enum Priority {
    /// The first rank (一级).
    P1,
    /// The second rank (二级).
    P2,
    /// The third rank (三级).
    P3,
    /// The fourth rank (四级).
    P4,
}

/// The class of a system's site, which on-site targets depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::SiteClass")]
pub enum SiteClass {
    /// In the seat of a city.
    City,
    /// In a county.
    County,
}

/// Why a clock is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::PauseReason")]
pub enum PauseReason {
    /// The requester must answer or act.
    AwaitingRequester,
    /// The agency must grant access, approve or decide.
    AwaitingAgency,
    /// A supplier of the agency must act (network carrier, hardware maker).
    ThirdParty,
    /// An approved change window must be waited for.
    ChangeWindow,
    /// An announced maintenance window.
    Maintenance,
    /// Force majeure (不可抗力).
    ForceMajeure,
    /// The vendor waits for its own spare parts or staff: holds only once the agency accepts it.
    VendorInternal,
}

/// Who answers for a piece of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::PauseParty")]
pub enum PauseParty {
    /// The buying agency.
    Agency,
    /// The vendor.
    Vendor,
    /// Somebody outside the contract.
    ThirdParty,
    /// Nobody.
    Nobody,
}

/// What the agency thinks of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::PauseDecision")]
pub enum PauseDecision {
    /// Nothing said yet.
    Pending,
    /// It holds.
    Accepted,
    /// It never held.
    Rejected,
}

/// The side of a contract that did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::ActorSide")]
pub enum ActorSide {
    /// The buying agency.
    Agency,
    /// The vendor.
    Vendor,
    /// The platform itself, or an import.
    System,
}

/// Who may read a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::Visibility")]
pub enum Visibility {
    /// Both sides.
    Public,
    /// The agency's people only.
    AgencyInternal,
    /// The vendor's people only.
    VendorInternal,
}

/// How a ticket may end without being solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::EndKind")]
pub enum EndKind {
    /// It is not wanted any more.
    Cancel,
    /// It never was the vendor's (误派): none of its clocks counts.
    NotOurs,
}

/// What the agency thinks of the plan of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::PlanDecision")]
pub enum PlanDecision {
    /// Nothing said yet.
    Pending,
    /// The work may begin.
    Approved,
    /// Another plan is needed.
    Rejected,
}

/// Why somebody is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::NoticeKind")]
pub enum NotificationKind {
    /// Somebody wrote to you.
    Mentioned,
    /// Somebody wrote something that you may read.
    Commented,
    /// The ticket was given to an engineer, to a vendor's queue, or to another vendor.
    Assigned,
    /// The vendor says it is solved.
    Resolved,
    /// The agency does not agree with the solution, or the fault came back.
    Reopened,
    /// A pause was declared.
    PauseDeclared,
    /// A pause was accepted or rejected.
    PauseDecided,
    /// A deadline passed.
    Breached,
    /// The ticket went to another vendor: your vendor's leg has ended.
    LegEnded,
    /// A deadline comes or has passed, and you are on duty.
    Escalated,
    /// A dispute waits for your side.
    DisputeAwaited,
    /// A dispute of your side is over.
    DisputeEnded,
    /// An inspection is missed, and you answer for the contract.
    InspectionMissed,
    /// A report that you have delivered to you may be fetched.
    ReportReady,
    /// A report that you have delivered to you could not be: the delivery says why.
    ReportRefused,
    /// A webhook endpoint was switched off, because its receiver is gone or nothing but failure was heard of it.
    WebhookDisabled,
}

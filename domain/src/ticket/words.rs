//! The vocabulary of tickets.

use crate::text_enum;

text_enum! {
    /// What sort of work a ticket asks for.
    pub enum TicketKind {
        /// An unplanned interruption (事件).
        Incident = "INCIDENT",
        /// A standard service request (服务请求).
        Request = "REQUEST",
        /// The cause behind incidents (问题).
        Problem = "PROBLEM",
        /// An alteration (变更).
        Change = "CHANGE",
        /// A planned check (巡检).
        Inspection = "INSPECTION",
        /// A complaint about the service (投诉).
        Complaint = "COMPLAINT",
    }
}

text_enum! {
    /// Where a ticket stands.
    pub enum TicketState {
        /// Raised, nobody is on it.
        New = "NEW",
        /// An engineer is named.
        Assigned = "ASSIGNED",
        /// Acknowledged: the vendor works on it.
        InProgress = "IN_PROGRESS",
        /// Waiting; at least one pause is open.
        OnHold = "ON_HOLD",
        /// The vendor says it is solved.
        Resolved = "RESOLVED",
        /// The agency agrees.
        Closed = "CLOSED",
        /// Withdrawn; nothing is judged any more.
        Cancelled = "CANCELLED",
    }
}

impl TicketState {
    /// Whether work may still be done: neither closed nor cancelled.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }
}

text_enum! {
    /// How much is affected: 1 is the whole service, 3 a single person.
    pub enum Impact { High = "HIGH", Medium = "MEDIUM", Low = "LOW" }
}

text_enum! {
    /// How fast the effect grows.
    pub enum Urgency { High = "HIGH", Medium = "MEDIUM", Low = "LOW" }
}

text_enum! {
    /// Rank of the work, P1 first (一级 to 四级). `P1 < P2` in order, so "raised" means smaller.
    pub enum Priority { P1 = "P1", P2 = "P2", P3 = "P3", P4 = "P4" }
}

text_enum! {
    /// The class of a system's site, which on-site targets depend on.
    pub enum SiteClass {
        /// In the seat of a city.
        City = "CITY",
        /// In a county.
        County = "COUNTY",
    }
}

text_enum! {
    /// Why a clock is paused.
    pub enum PauseReason {
        /// The requester must answer or act.
        AwaitingRequester = "AWAITING_REQUESTER",
        /// The agency must grant access, approve or decide.
        AwaitingAgency = "AWAITING_AGENCY",
        /// A supplier of the agency must act (network carrier, hardware maker).
        ThirdParty = "THIRD_PARTY",
        /// An approved change window must be waited for.
        ChangeWindow = "CHANGE_WINDOW",
        /// An announced maintenance window.
        Maintenance = "MAINTENANCE",
        /// Force majeure (不可抗力).
        ForceMajeure = "FORCE_MAJEURE",
        /// The vendor waits for its own spare parts or staff.
        VendorInternal = "VENDOR_INTERNAL",
    }
}

text_enum! {
    /// Who answers for the time of a pause.
    pub enum PauseParty {
        /// The buying agency.
        Agency = "AGENCY",
        /// The vendor; such a pause holds only once accepted (S4).
        Vendor = "VENDOR",
        /// Somebody outside the contract.
        ThirdParty = "THIRD_PARTY",
        /// Nobody: force majeure.
        Nobody = "NOBODY",
    }
}

impl PauseReason {
    /// The party that answers for a pause with this reason.
    pub const fn party(self) -> PauseParty {
        match self {
            Self::AwaitingRequester | Self::AwaitingAgency | Self::ChangeWindow | Self::Maintenance => {
                PauseParty::Agency
            }
            Self::ThirdParty => PauseParty::ThirdParty,
            Self::ForceMajeure => PauseParty::Nobody,
            Self::VendorInternal => PauseParty::Vendor,
        }
    }
}

text_enum! {
    /// Which side of the contract did something.
    pub enum ActorSide {
        /// The buying agency.
        Agency = "AGENCY",
        /// The vendor.
        Vendor = "VENDOR",
        /// The platform itself, or an import.
        System = "SYSTEM",
    }
}

text_enum! {
    /// Who may read a comment.
    pub enum Visibility {
        /// Both sides.
        Public = "PUBLIC",
        /// The agency's people only.
        AgencyInternal = "AGENCY_INTERNAL",
        /// The vendor's people only.
        VendorInternal = "VENDOR_INTERNAL",
    }
}

text_enum! {
    /// How a ticket may end without being solved.
    pub enum EndKind {
        /// It is not wanted any more.
        Cancel = "CANCEL",
        /// It never was the vendor's (误派).
        NotOurs = "NOT_OURS",
    }
}

text_enum! {
    /// What the agency thinks of the plan of a change.
    pub enum PlanDecision {
        /// Nothing said yet.
        Pending = "PENDING",
        /// The work may begin.
        Approved = "APPROVED",
        /// Another plan is needed.
        Rejected = "REJECTED",
    }
}

impl TicketKind {
    /// Whether somebody comes to the site for it: a problem is thought about, a complaint answered.
    pub const fn is_on_site(self) -> bool {
        !matches!(self, Self::Problem | Self::Complaint)
    }
}

impl Priority {
    /// The priority that is one graver; none above P1.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::P1 => None,
            Self::P2 => Some(Self::P1),
            Self::P3 => Some(Self::P2),
            Self::P4 => Some(Self::P3),
        }
    }

    /// Its number, 1 for P1.
    pub const fn level(self) -> i32 {
        self as i32 + 1
    }

    /// The ITIL 3 × 3 matrix (`domain-facts` §1): both high is P1; one step down a rank, held at P4.
    pub const fn from_matrix(impact: Impact, urgency: Urgency) -> Self {
        match (impact as u8) + (urgency as u8) {
            0 => Self::P1,
            1 => Self::P2,
            2 => Self::P3,
            _ => Self::P4,
        }
    }
}

impl Visibility {
    /// Whether people of this side may read, and so write, a comment.
    pub const fn is_readable_by(self, side: ActorSide) -> bool {
        match self {
            Self::Public => true,
            Self::AgencyInternal => !matches!(side, ActorSide::Vendor),
            Self::VendorInternal => !matches!(side, ActorSide::Agency),
        }
    }
}

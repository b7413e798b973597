//! How the life of each kind of ticket differs from an incident's: the one table behind `rules`.

use Difference::{AfterApproval, AgencyOnly, ManagerOnly, Never};

use super::TicketKind::{Change, Complaint, Incident, Inspection, Problem, Request};
use super::plan::check_approved;
use super::{ActorSide, Asked, Refusal, RefusalCode, Ticket, TicketKind};
use crate::access::Action::{
    self, TicketArrive, TicketDecidePlan, TicketHold, TicketReopen, TicketResolve, TicketRestore, TicketSubmitPlan,
    TicketVisit,
};
use crate::access::Role;

/// How a step of a kind differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    /// There is no such step.
    Never,
    /// Only once the agency has approved the plan.
    AfterApproval,
    /// Only the agency may.
    AgencyOnly,
    /// Only the vendor's manager may.
    ManagerOnly,
}

/// Every difference. What is not listed is as for an incident, which has no plan to be approved.
const DIFFERENCES: &[(TicketKind, Action, Difference)] = &[
    (Incident, TicketSubmitPlan, Never),
    (Incident, TicketDecidePlan, Never),
    // Nothing is broken: only the solution counts.
    (Request, TicketRestore, Never),
    (Request, TicketSubmitPlan, Never),
    (Request, TicketDecidePlan, Never),
    // It is thought about, nobody comes; a workaround restores.
    (Problem, TicketArrive, Never),
    (Problem, TicketVisit, Never),
    (Problem, TicketSubmitPlan, Never),
    (Problem, TicketDecidePlan, Never),
    // No work before the agency has approved the plan.
    (Change, TicketArrive, AfterApproval),
    (Change, TicketVisit, AfterApproval),
    (Change, TicketRestore, Never),
    (Change, TicketResolve, AfterApproval),
    // It belongs to its day: what is found missing later is a new ticket.
    (Inspection, TicketRestore, Never),
    (Inspection, TicketReopen, Never),
    (Inspection, TicketSubmitPlan, Never),
    (Inspection, TicketDecidePlan, Never),
    // Whoever it is about neither lets it wait nor answers it alone.
    (Complaint, TicketArrive, Never),
    (Complaint, TicketVisit, Never),
    (Complaint, TicketRestore, Never),
    (Complaint, TicketHold, AgencyOnly),
    (Complaint, TicketResolve, ManagerOnly),
    (Complaint, TicketSubmitPlan, Never),
    (Complaint, TicketDecidePlan, Never),
];

fn difference(ticket: &Ticket, action: Action) -> Option<Difference> {
    let found = DIFFERENCES.iter().find(|(kind, of, _)| (*kind, *of) == (ticket.kind, action));
    // A ticket from before the kinds differed may still have a promise for ARRIVAL to keep.
    let of_site = matches!(action, TicketArrive | TicketVisit);
    found.map(|found| found.2).filter(|_| !of_site || ticket.off_site || ticket.kind.is_on_site())
}

/// Refuses a step that tickets of this kind do not have, whatever their state and whoever asks.
pub(super) fn check_step(ticket: &Ticket, action: Action) -> Result<(), Refusal> {
    match difference(ticket, action) {
        Some(Never) => {
            let (kind, zh) = (ticket.kind, ticket.kind.zh());
            let en = format!("a ticket of kind {kind} has no such step");
            Err(Refusal::new(RefusalCode::WrongKind, None, en, format!("“{zh}”类工单没有此环节")))
        }
        _ => Ok(()),
    }
}

/// Refuses what the kind does not allow yet, or not to the asker.
pub(super) fn check_turn(ticket: &Ticket, action: Action, asked: &Asked) -> Result<(), Refusal> {
    match difference(ticket, action) {
        Some(AgencyOnly) if asked.side == ActorSide::Vendor => Err(Refusal::not_your_side(ActorSide::Vendor)),
        Some(ManagerOnly) if !asked.is(Role::VendorManager) => {
            let en = "a complaint is answered by the vendor's manager";
            Err(Refusal::new(RefusalCode::NotYourRole, None, en, "投诉须由服务商负责人答复"))
        }
        Some(AfterApproval) => check_approved(ticket),
        _ => Ok(()),
    }
}

impl TicketKind {
    /// The kind's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Incident => "事件",
            Self::Request => "服务请求",
            Self::Problem => "问题",
            Self::Change => "变更",
            Self::Inspection => "巡检",
            Self::Complaint => "投诉",
        }
    }
}

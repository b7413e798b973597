//! Which tickets, in which order.

use app::ticket::{TicketQuery, WorkQuery};
use app::{TicketOrder as Order, Window};
use async_graphql::{Enum, ID, InputObject};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{Priority, TicketKind, TicketState};

/// Which tickets: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TicketFilter {
    /// Only those in one of these states.
    states: Option<Vec<TicketState>>,
    /// Only open ones, or only those that are closed or cancelled.
    open: Option<bool>,
    /// Only those of one of these priorities.
    priorities: Option<Vec<Priority>>,
    /// Only those of one of these kinds.
    kinds: Option<Vec<TicketKind>>,
    /// Only those of this agency and everything under it.
    agency_id: Option<ID>,
    /// With an agency: only its own, not those of agencies under it, as a row of a report that is grouped by agency counts.
    agency_alone: Option<bool>,
    /// Only those given to this vendor.
    vendor_id: Option<ID>,
    /// Only those with this team of a vendor.
    team_id: Option<ID>,
    /// Only those for this system.
    system_id: Option<ID>,
    /// Only those under this contract.
    contract_id: Option<ID>,
    /// Only those of this engineer.
    assignee_id: Option<ID>,
    /// Only those that this person raised.
    raised_by_id: Option<ID>,
    /// Only those with an engineer, or only those without one.
    assigned: Option<bool>,
    /// Only those with a team of the vendor, or only those in its common queue.
    routed: Option<bool>,
    /// Only those with a broken promise, or only those without.
    breached: Option<bool>,
    /// Only those whose next deadline lies before this time.
    due_before: Option<Instant>,
    /// Only those that this maintenance window or force majeure was written into.
    exclusion_id: Option<ID>,
    /// Only those raised at this time or later.
    raised_from: Option<Instant>,
    /// Only those raised before this time.
    raised_before: Option<Instant>,
    /// Only those solved, in their present cycle, at this time or later.
    resolved_from: Option<Instant>,
    /// Only those solved, in their present cycle, before this time.
    resolved_before: Option<Instant>,
    /// Only those closed or cancelled at this time or later: `states` tells which.
    ended_from: Option<Instant>,
    /// Only those closed or cancelled before this time.
    ended_before: Option<Instant>,
    /// Only those raised before this time and neither closed nor cancelled before it.
    open_at: Option<Instant>,
    /// Only those with such an entry in their work log that you may read, also when it was taken back.
    work: Option<TicketWorkFilter>,
}

/// Which entries of work logs: all conditions given must hold of one entry.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TicketWorkFilter {
    /// Only work that began at this time or later.
    started_from: Option<Instant>,
    /// Only work that began before this time.
    started_before: Option<Instant>,
    /// Only work of this vendor's people.
    vendor_id: Option<ID>,
    /// Only work under this contract: after a hand-over that need not be the ticket's now.
    contract_id: Option<ID>,
    /// Only work of this engineer.
    engineer_id: Option<ID>,
}

impl TicketFilter {
    /// The same for the use case; page and order are still open.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub fn query(self, language: Language) -> Result<TicketQuery, ApiError> {
        Ok(TicketQuery {
            states: converted(self.states),
            open: self.open,
            priorities: converted(self.priorities),
            kinds: converted(self.kinds),
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            agency_alone: self.agency_alone.unwrap_or(false),
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            team: NodeType::VendorTeam.optional_argument(self.team_id.as_ref(), "teamId", language)?,
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            assignee: NodeType::User.optional_argument(self.assignee_id.as_ref(), "assigneeId", language)?,
            raised_by: NodeType::User.optional_argument(self.raised_by_id.as_ref(), "raisedById", language)?,
            assigned: self.assigned,
            routed: self.routed,
            breached: self.breached,
            due_before: self.due_before,
            exclusion: NodeType::ServiceExclusion.optional_argument(
                self.exclusion_id.as_ref(),
                "exclusionId",
                language,
            )?,
            raised: Window { from: self.raised_from, before: self.raised_before },
            resolved: Window { from: self.resolved_from, before: self.resolved_before },
            ended: Window { from: self.ended_from, before: self.ended_before },
            open_at: self.open_at,
            work: self.work.map(|work| work.query(language)).transpose()?,
            ..TicketQuery::default()
        })
    }
}

impl TicketWorkFilter {
    fn query(self, language: Language) -> Result<WorkQuery, ApiError> {
        let contract = self.contract_id.as_ref();
        Ok(WorkQuery {
            started: Window { from: self.started_from, before: self.started_before },
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            engineer: NodeType::User.optional_argument(self.engineer_id.as_ref(), "engineerId", language)?,
        })
    }
}

fn converted<G, D: From<G>>(words: Option<Vec<G>>) -> Vec<D> {
    words.into_iter().flatten().map(D::from).collect()
}

/// The order of a list of tickets; the id breaks ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[graphql(remote = "Order")]
pub enum TicketOrder {
    /// Newest first.
    #[default]
    CreatedDesc,
    /// Oldest first.
    CreatedAsc,
    /// The next deadline first; tickets without one last.
    DueAsc,
    /// Tickets without a deadline first, then the latest deadline.
    DueDesc,
    /// P1 first.
    PriorityAsc,
    /// P4 first.
    PriorityDesc,
}

/// What a cursor of this order carries.
pub fn order_word(order: Order) -> &'static str {
    match order {
        Order::CreatedDesc => "tickets.created.desc",
        Order::CreatedAsc => "tickets.created.asc",
        Order::DueAsc => "tickets.due.asc",
        Order::DueDesc => "tickets.due.desc",
        Order::PriorityAsc => "tickets.priority.asc",
        Order::PriorityDesc => "tickets.priority.desc",
    }
}

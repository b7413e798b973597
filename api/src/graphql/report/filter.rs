//! Which clocks an SLA report counts.

use app::report::ReportQuery;
use async_graphql::{ID, InputObject};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{Metric, Priority, ReportDimension, TicketKind};

/// Which clocks: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SlaReportFilter {
    /// Only those that count in this month or later: YYYYMM, such as 202611, in each contract's zone.
    from_month: Option<i32>,
    /// Only those that count in this month or earlier.
    until_month: Option<i32>,
    /// Only those that count at this time or later.
    counted_from: Option<Instant>,
    /// Only those that count before this time.
    counted_before: Option<Instant>,
    /// Only those under this contract.
    contract_id: Option<ID>,
    /// Only those of tickets given to this vendor.
    vendor_id: Option<ID>,
    /// Only those of tickets of this agency and everything under it.
    agency_id: Option<ID>,
    /// With an agency: only those of its own tickets, not of agencies under it, as a row that is grouped by agency counts.
    agency_alone: Option<bool>,
    /// Only those of tickets for this system.
    system_id: Option<ID>,
    /// Only those of tickets that have this priority now.
    priority: Option<Priority>,
    /// Only those that measure this.
    metric: Option<Metric>,
    /// Only those of tickets of this kind.
    kind: Option<TicketKind>,
    /// Only those whose vendor stated this cause, word for word.
    cause: Option<String>,
    /// Only those whose vendor has stated a cause, or only those where it has not, or has given the ticket away.
    cause_stated: Option<bool>,
    /// Only those of tickets with this team of the vendor.
    team_id: Option<ID>,
    /// Only those of tickets with a team, or only those in the vendor's common queue or given away.
    routed: Option<bool>,
    /// Only those of tickets of this engineer.
    assignee_id: Option<ID>,
    /// Only those of tickets with an engineer, or only those without one or given away.
    assigned: Option<bool>,
}

impl SlaReportFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub fn query(self, group_by: Vec<ReportDimension>, language: Language) -> Result<ReportQuery, ApiError> {
        Ok(ReportQuery {
            from_month: self.from_month,
            until_month: self.until_month,
            counted_from: self.counted_from,
            counted_before: self.counted_before,
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            agency_alone: self.agency_alone.unwrap_or(false),
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
            priority: self.priority.map(Into::into),
            metric: self.metric.map(Into::into),
            kind: self.kind.map(Into::into),
            cause: self.cause,
            cause_stated: self.cause_stated,
            team: NodeType::VendorTeam.optional_argument(self.team_id.as_ref(), "teamId", language)?,
            routed: self.routed,
            assignee: NodeType::User.optional_argument(self.assignee_id.as_ref(), "assigneeId", language)?,
            assigned: self.assigned,
            group_by: group_by.into_iter().map(Into::into).collect(),
        })
    }
}

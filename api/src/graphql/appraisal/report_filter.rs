//! Which clocks an SLA report counts.

use app::report::{Dimension, ReportQuery};
use async_graphql::{ID, InputObject};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{Metric, Priority};

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
    /// Only those of tickets for this system.
    system_id: Option<ID>,
    /// Only those of tickets that have this priority now.
    priority: Option<Priority>,
    /// Only those that measure this.
    metric: Option<Metric>,
}

impl SlaReportFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub fn query(self, group_by: Vec<Dimension>, language: Language) -> Result<ReportQuery, ApiError> {
        Ok(ReportQuery {
            from_month: self.from_month,
            until_month: self.until_month,
            counted_from: self.counted_from,
            counted_before: self.counted_before,
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
            priority: self.priority.map(Into::into),
            metric: self.metric.map(Into::into),
            group_by,
        })
    }
}

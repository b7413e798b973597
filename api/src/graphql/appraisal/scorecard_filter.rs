//! Which scorecards.

use app::scorecard::ScorecardQuery;
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{PeriodKind, ScorecardSubject};

/// Which scorecards: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ScorecardFilter {
    /// Only those about contracts, or only those about vendors.
    subject: Option<ScorecardSubject>,
    /// Only those of this contract.
    contract_id: Option<ID>,
    /// Only those of this vendor and of its contracts.
    vendor_id: Option<ID>,
    /// Only those of contracts of this agency and everything under it.
    agency_id: Option<ID>,
    /// Only those of periods of this length.
    period: Option<PeriodKind>,
    /// Only those whose period begins on this date or later.
    from: Option<NaiveDate>,
    /// Only those whose period begins on this date or earlier.
    until: Option<NaiveDate>,
}

impl ScorecardFilter {
    /// The same for the use case; the page is still open.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub fn query(self, language: Language) -> Result<ScorecardQuery, ApiError> {
        Ok(ScorecardQuery {
            subject: self.subject.map(Into::into),
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            period: self.period.map(Into::into),
            from: self.from,
            until: self.until,
            ..ScorecardQuery::default()
        })
    }
}

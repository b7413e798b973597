//! The values that a row of a report on clocks is grouped by.

use app::report::ReportKey;
use async_graphql::Object;

use crate::error::ApiError;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{Metric, Priority, TicketKind};

/// The keys of a row, which rows take over field by field.
pub struct ReportKeys<'a> {
    pub keys: &'a [ReportKey],
    pub request: &'a Request,
}

impl<'a> ReportKeys<'a> {
    fn key<T>(&self, pick: impl Fn(&'a ReportKey) -> Option<T>) -> Option<T> {
        self.keys.iter().find_map(pick)
    }
}

/// The values that a row is grouped by.
#[Object(serial)]
impl<'a> ReportKeys<'a> {
    /// The contract, when grouped by it; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let id = self.key(|key| if let ReportKey::Contract(id) = key { Some(*id) } else { None })?;
        ServiceContract::seen(self.request, id)
    }

    /// The vendor, when grouped by it.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.key(|key| if let ReportKey::Vendor(id) = key { Some(*id) } else { None })?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// The agency that asked, when grouped by it.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.key(|key| if let ReportKey::Agency(id) = key { Some(*id) } else { None })?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The system, when grouped by it.
    async fn system(&self) -> Option<Result<ManagedSystem<'a>, ApiError>> {
        let id = self.key(|key| if let ReportKey::System(id) = key { Some(*id) } else { None })?;
        Some(self.request.system(id).map(|row| ManagedSystem { row, request: self.request }))
    }

    /// The ticket's priority now, when grouped by it.
    async fn priority(&self) -> Option<Priority> {
        self.key(|key| if let ReportKey::Priority(priority) = key { Some((*priority).into()) } else { None })
    }

    /// What the clock measures, when grouped by it.
    async fn metric(&self) -> Option<Metric> {
        self.key(|key| if let ReportKey::Metric(metric) = key { Some((*metric).into()) } else { None })
    }

    /// The month, YYYYMM in the contract's zone, when grouped by it.
    async fn month(&self) -> Option<i32> {
        self.key(|key| if let ReportKey::Month(month) = key { Some(*month) } else { None })
    }

    /// The ticket's kind, when grouped by it.
    async fn kind(&self) -> Option<TicketKind> {
        self.key(|key| if let ReportKey::Kind(kind) = key { Some((*kind).into()) } else { None })
    }

    /// The cause, when grouped by it; null in the row of those without: `causeStated: false` in a filter.
    async fn cause(&self) -> Option<&'a str> {
        self.key(|key| if let ReportKey::Cause(cause) = key { cause.as_deref() } else { None })
    }

    /// The vendor's team, when grouped by it; null in the row of those without: `routed: false` in a filter.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        let id = self.key(|key| if let ReportKey::Team(id) = key { *id } else { None })?;
        VendorTeam::of(id, self.request)
    }

    /// The engineer in charge, when grouped by it; null in the row of those without: `assigned: false` in a filter.
    async fn assignee(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.key(|key| if let ReportKey::Assignee(id) = key { *id } else { None })?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }
}

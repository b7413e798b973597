//! Whom an event of a ticket's log is about: vendors, contract, engineer and teams.

use async_graphql::Object;
use domain::ticket::Fact;

use crate::error::ApiError;
use crate::graphql::party::{User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;

/// Whom an event is about.
pub struct EventParties<'c> {
    pub fact: &'c Fact,
    pub request: &'c Request,
}

/// Whom an event is about.
#[Object(serial)]
impl<'c> EventParties<'c> {
    /// ASSIGNED: the vendor, when it was named. HANDED_OVER: the vendor that has the ticket from then on.
    async fn vendor(&self) -> Option<Result<Vendor<'c>, ApiError>> {
        match self.fact {
            Fact::Assigned { vendor: Some(id), .. } | Fact::HandedOver { to: id, .. } => {
                Some(self.request.vendor(*id).map(|row| Vendor { row }))
            }
            _ => None,
        }
    }

    /// HANDED_OVER: the vendor that had the ticket before.
    async fn previous_vendor(&self) -> Option<Result<Vendor<'c>, ApiError>> {
        match self.fact {
            Fact::HandedOver { from, .. } => Some(self.request.vendor(*from).map(|row| Vendor { row })),
            _ => None,
        }
    }

    /// HAND_OVER_PROPOSED, HANDED_OVER: the contract that shall go on with the work, when it was named; null without
    /// contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'c>> {
        match self.fact {
            Fact::HandedOver { contract: id, .. } | Fact::HandOverProposed { contract: Some(id), .. } => {
                ServiceContract::seen(self.request, *id)
            }
            _ => None,
        }
    }

    /// ASSIGNED: the engineer, when one was named.
    async fn engineer(&self) -> Option<Result<User<'c>, ApiError>> {
        match self.fact {
            Fact::Assigned { engineer: Some(id), .. } => {
                Some(self.request.user(*id).map(|of| User { of, request: self.request }))
            }
            _ => None,
        }
    }

    /// ROUTED: the team that has the ticket from then on; null for the vendor's common queue.
    async fn team(&self) -> Option<VendorTeam<'c>> {
        match self.fact {
            Fact::Routed { to: Some(id), .. } => VendorTeam::of(*id, self.request),
            _ => None,
        }
    }

    /// ROUTED: the team that had it before; null for the vendor's common queue.
    async fn previous_team(&self) -> Option<VendorTeam<'c>> {
        match self.fact {
            Fact::Routed { from: Some(id), .. } => VendorTeam::of(*id, self.request),
            _ => None,
        }
    }
}

//! The terms that a review sees.

use async_graphql::Object;
use chrono::NaiveDate;
use domain::review::{ReviewedSystem as System, ReviewedTarget as Target, ReviewedTerms as Terms};

use crate::graphql::money::Money;
use crate::graphql::promise::{ProtectionRange, TargetDuration};
use crate::graphql::words::{Metric, Priority, SiteClass, TicketKind};

/// Terms as they were when the review was convened.
pub struct ReviewedTerms(pub Terms);

/// The terms of a contract as they were when the review was convened, with all that they name: what a reviewer needs,
/// who sees nothing else of the contract.
#[Object(serial)]
impl ReviewedTerms {
    /// The contract's number.
    async fn contract_number(&self) -> &str {
        &self.0.number
    }

    /// The contract's name.
    async fn contract_name(&self) -> &str {
        &self.0.name
    }

    /// The name of the buyer.
    async fn buyer_name(&self) -> &str {
        &self.0.buyer
    }

    /// The name of the vendor.
    async fn vendor_name(&self) -> &str {
        &self.0.vendor_name
    }

    /// First day of the contract, in its zone.
    async fn starts_on(&self) -> NaiveDate {
        self.0.starts_on
    }

    /// First day of these terms.
    async fn effective_on(&self) -> NaiveDate {
        self.0.effective_on
    }

    /// Last day, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.0.ends_on
    }

    /// Amount of the whole contract.
    async fn amount(&self) -> Money {
        Money(self.0.amount)
    }

    /// The zone (IANA) of its dates.
    async fn zone(&self) -> &str {
        &self.0.zone
    }

    /// So many days before its last day notice is due; null when nothing is agreed.
    async fn notice_days(&self) -> Option<i32> {
        self.0.notice_days
    }

    /// So many days before its last day it must be decided whether it is renewed; null when it cannot be.
    async fn renewal_days(&self) -> Option<i32> {
        self.0.renewal_days
    }

    /// The code of the SLA policy.
    async fn policy_code(&self) -> &str {
        &self.0.policy_code
    }

    /// The code of the scoring scheme.
    async fn scheme_code(&self) -> &str {
        &self.0.scheme_code
    }

    /// The systems covered, by code.
    async fn systems(&self) -> Vec<ReviewedSystem<'_>> {
        self.0.systems.iter().map(ReviewedSystem).collect()
    }

    /// What the published version of the policy promised then.
    async fn targets(&self) -> Vec<ReviewedTarget<'_>> {
        self.0.targets.iter().map(ReviewedTarget).collect()
    }
}

/// A covered system.
pub struct ReviewedSystem<'a>(&'a System);

/// A system that the reviewed terms cover, as it was then.
#[Object(serial)]
impl ReviewedSystem<'_> {
    /// Its code.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name of the agency that owns it.
    async fn owner_name(&self) -> &str {
        &self.0.owner
    }

    /// Level of classified protection, 1 to 5.
    async fn protection_level(&self) -> i32 {
        self.0.protection_level
    }

    /// Number of its filing with the police; null without.
    async fn filing_number(&self) -> Option<&str> {
        self.0.filing_number.as_deref()
    }

    /// Where its site lies.
    async fn site_class(&self) -> SiteClass {
        self.0.site_class.into()
    }
}

/// A promised number.
pub struct ReviewedTarget<'a>(&'a Target);

/// A number that the reviewed terms promise, as it was then.
#[Object(serial)]
impl ReviewedTarget<'_> {
    /// What is measured.
    async fn metric(&self) -> Metric {
        self.0.metric.into()
    }

    /// For which priority.
    async fn priority(&self) -> Priority {
        self.0.priority.into()
    }

    /// For which kind of ticket; null for every kind.
    async fn ticket_kind(&self) -> Option<TicketKind> {
        self.0.ticket_kind.map(Into::into)
    }

    /// For which class of site; null for every class.
    async fn site_class(&self) -> Option<SiteClass> {
        self.0.site_class.map(Into::into)
    }

    /// For which type of system, by its own word; null for every type.
    async fn system_type(&self) -> Option<&str> {
        self.0.system_type.as_deref()
    }

    /// For which protection levels; null for every level.
    async fn protection(&self) -> Option<ProtectionRange> {
        self.0.protection.map(ProtectionRange::from)
    }

    /// Whether it is only for tickets raised in a guard period.
    async fn guard(&self) -> bool {
        self.0.guard
    }

    /// How long.
    async fn duration(&self) -> TargetDuration {
        self.0.duration.into()
    }

    /// The code of the calendar whose open hours count.
    async fn calendar_code(&self) -> &str {
        &self.0.calendar
    }

    /// Whether pauses stop the clock.
    async fn pausable(&self) -> bool {
        self.0.pausable
    }
}

//! An entry of the deduction ledger.

use app::dispute::may_appeal_entry;
use app::scorecard::{LedgerEntryView, may_strike};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::fraction::Fraction;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// An entry of the use case.
pub struct LedgerEntry<'a> {
    pub of: LedgerEntryView,
    pub request: &'a Request,
}

impl LedgerEntry<'_> {
    /// The order of every list of entries.
    pub const LATEST: &'static str = "ledger_entries.latest";
}

/// Something that happened and costs or brings points (扣分登记), booked with evidence. It stays as it was booked; who
/// decides against it strikes it. Needs scorecard.view at either party or above the agency.
#[Object(serial)]
impl<'a> LedgerEntry<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::LedgerEntry.id(self.of.row.id.0)
    }

    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.row.contract_id)
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.of.row.vendor_id)? })
    }

    /// The global id of the version of the scoring scheme whose item it is.
    async fn scheme_id(&self) -> ID {
        NodeType::ScoringScheme.id(self.of.row.scheme_id.0)
    }

    /// The code of the item.
    async fn item(&self) -> &str {
        &self.of.row.item
    }

    /// The points as booked, with two decimal places: below 0 a deduction, above 0 a bonus.
    async fn points(&self) -> String {
        Fraction::of_hundredths(self.of.row.points_hundredths).decimal(2)
    }

    /// The civil day on which it happened, in the contract's zone.
    async fn occurred_on(&self) -> NaiveDate {
        self.of.row.occurred_on
    }

    /// The global id of the ticket that it happened on, if any.
    async fn ticket_id(&self) -> Option<ID> {
        self.of.row.ticket_id.map(|id| NodeType::Ticket.id(id.0))
    }

    /// What shows it.
    async fn evidence(&self) -> &str {
        &self.of.row.evidence
    }

    /// Who booked it.
    async fn booker_name(&self) -> &str {
        &self.of.row.booker
    }

    /// When it was booked.
    async fn booked_at(&self) -> Instant {
        self.of.row.booked_at
    }

    /// The decision that it counts no more; null while it stands.
    async fn strike(&self) -> Option<LedgerStrike<'_>> {
        self.of.strike.as_ref().map(LedgerStrike)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        let strikes = may_strike(self.request.op(), &self.of);
        let appeals = may_appeal_entry(self.request.op(), &self.of);
        let strikes = strikes.then_some(ObjectAction::StrikeLedgerEntry);
        strikes.into_iter().chain(appeals.then_some(ObjectAction::AppealLedgerEntry)).collect()
    }
}

impl Listed for LedgerEntry<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.occurred_on.to_string(), id: self.of.row.id.0 }
    }
}

/// A strike, borrowed from its entry.
pub struct LedgerStrike<'a>(&'a app::LedgerStrikeRow);

/// The decision that an entry of the ledger counts no more.
#[Object(serial)]
impl LedgerStrike<'_> {
    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Whether a dispute decided it.
    async fn by_dispute(&self) -> bool {
        self.0.dispute_id.is_some()
    }

    /// Who decided.
    async fn striker_name(&self) -> &str {
        &self.0.striker
    }

    /// When.
    async fn struck_at(&self) -> Instant {
        self.0.struck_at
    }
}

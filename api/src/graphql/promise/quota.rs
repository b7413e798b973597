//! A quota of a contract, and what was booked on it.

use std::sync::Arc;

use app::setup::available;
use app::setup::contract::quota::{QuotaUseView, available_decision};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::contract::{Quota, QuotaUseState as State, Stretch, Usage};

use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, page, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, QuotaKind, QuotaPeriod, QuotaUseState};

/// A quota in one of its periods.
pub struct ContractQuota<'a> {
    pub quota: Quota,
    /// The version of terms that states it.
    pub terms: i32,
    pub period: Stretch,
    pub uses: Arc<Vec<QuotaUseView>>,
    pub contract: &'a app::Contract,
    pub request: &'a Request,
}

impl ContractQuota<'_> {
    fn usage(&self) -> Usage {
        let booked: Vec<_> = self.uses.iter().map(QuotaUseView::booked).collect();
        self.quota.reckon(self.period, &booked)
    }
}

/// So many visits or hours of a contract, and what is left of them in one period. It informs: nothing is stopped when it
/// is used up. Needs contract.view.
#[Object(serial)]
impl<'a> ContractQuota<'a> {
    /// What it counts.
    async fn kind(&self) -> QuotaKind {
        self.quota.kind.into()
    }

    /// The time for which it is given anew.
    async fn period(&self) -> QuotaPeriod {
        self.quota.period.into()
    }

    /// How much there is in the period: visits, or minutes for HOURS.
    async fn amount(&self) -> i64 {
        self.quota.amount
    }

    /// The version of the terms that states it.
    async fn terms_number(&self) -> i32 {
        self.terms
    }

    /// First day of the period, within the contract.
    async fn from(&self) -> NaiveDate {
        self.period.from
    }

    /// Last day of the period, inclusive.
    async fn until(&self) -> NaiveDate {
        self.period.until
    }

    /// What was booked and confirmed.
    async fn used(&self) -> i64 {
        self.usage().used
    }

    /// What was booked and not decided yet.
    async fn pending(&self) -> i64 {
        self.usage().pending
    }

    /// What is left of it; negative when more was used than there is.
    async fn remaining(&self) -> i64 {
        self.usage().remaining
    }

    /// When it was used up, by the decision that did it; null as long as something is left.
    async fn exhausted_at(&self) -> Option<Instant> {
        self.usage().exhausted_at
    }

    /// Whether you may book on it.
    async fn can_book(&self) -> bool {
        let scope = self.request.op().read_scope(Action::QuotaBook);
        scope.covers(None, Some(self.contract.row.vendor_id))
    }

    /// What was booked in the period, the oldest first: rejected bookings and counter-entries included.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn uses(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<QuotaUse<'a>>, ApiError> {
        let own = |of: &&QuotaUseView| of.row.kind == self.quota.kind && self.period.holds(of.row.occurred_on);
        let (contract, request) = (self.contract, self.request);
        let uses = self.uses.iter().filter(own).map(|of| QuotaUse { of: of.clone(), contract, request });
        page(uses, QuotaUse::OLDEST, first, after.as_deref(), request.language())
    }
}

/// A booking of the use case.
pub struct QuotaUse<'a> {
    pub of: QuotaUseView,
    pub contract: &'a app::Contract,
    pub request: &'a Request,
}

impl QuotaUse<'_> {
    /// The order of every list of bookings.
    pub const OLDEST: &'static str = "quotaUses.oldest";
}

/// Visits or minutes that were booked on the quotas of a contract. A booking is never changed: it is confirmed or
/// rejected once, and taken back by a counter-entry. Needs contract.view.
#[Object(serial)]
impl QuotaUse<'_> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::QuotaUse.id(self.of.row.id.0)
    }

    /// What it counts.
    async fn kind(&self) -> QuotaKind {
        self.of.row.kind.into()
    }

    /// Visits, or minutes for HOURS; negative for a counter-entry.
    async fn quantity(&self) -> i64 {
        self.of.row.quantity
    }

    /// The day on which it was done, in the contract's zone.
    async fn occurred_on(&self) -> NaiveDate {
        self.of.row.occurred_on
    }

    /// What was said of it; null without.
    async fn note(&self) -> Option<&str> {
        self.of.row.note.as_deref()
    }

    /// The ticket that it was done for; null without.
    async fn ticket_id(&self) -> Option<ID> {
        self.of.row.ticket_id.map(|id| NodeType::Ticket.id(id.0))
    }

    /// The booking that this counter-entry takes back; null for any other.
    async fn corrects_id(&self) -> Option<ID> {
        self.of.row.corrects_id.map(|id| NodeType::QuotaUse.id(id.0))
    }

    /// What became of it.
    async fn state(&self) -> QuotaUseState {
        self.of.state().into()
    }

    /// The name of who booked it.
    async fn booked_by(&self) -> &str {
        &self.of.row.booker
    }

    /// When it was booked.
    async fn booked_at(&self) -> Instant {
        self.of.row.recorded_at
    }

    /// The name of who confirmed or rejected it; null before.
    async fn decided_by(&self) -> Option<&str> {
        self.of.decision.as_ref().map(|decision| decision.decider.as_str())
    }

    /// When it was confirmed or rejected; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.decision.as_ref().map(|decision| decision.recorded_at)
    }

    /// What the agency said; null without.
    async fn decision_note(&self) -> Option<&str> {
        self.of.decision.as_ref().and_then(|decision| decision.note.as_deref())
    }

    /// Whether you may confirm or reject it now.
    async fn can_decide(&self) -> bool {
        self.of.state() == State::Pending && available_decision(self.request.op(), self.contract)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_quota_use(self.request.op(), self.contract, &self.of))
    }
}

impl Listed for QuotaUse<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.of.row.id.0 }
    }
}

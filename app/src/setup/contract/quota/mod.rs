//! Quotas of contracts: stated with the terms, booked by the vendor, confirmed by the agency.

mod book;
mod decide;
mod read;
mod state;

use domain::contract::{Booked, QuotaUseState};
use storage::entity::{quota_decision, quota_use};

pub use book::{NewUse, book_quota_use, correct_quota_use};
pub use decide::{QuotaDecision, decide_quota_use};
pub use read::{available_decision, quota_uses};
pub use state::set_contract_quotas;
pub(super) use state::{check, states};

/// A booking, and the decision on it.
#[derive(Clone, Debug)]
pub struct QuotaUseView {
    pub row: quota_use::Model,
    pub decision: Option<quota_decision::Model>,
}

impl QuotaUseView {
    /// What became of it.
    pub fn state(&self) -> QuotaUseState {
        match &self.decision {
            None => QuotaUseState::Pending,
            Some(decision) if decision.accepted => QuotaUseState::Confirmed,
            Some(_) => QuotaUseState::Rejected,
        }
    }

    /// Whether it can have a counter-entry: it is confirmed, and none itself.
    pub fn is_correctable(&self) -> bool {
        self.state() == QuotaUseState::Confirmed && self.row.corrects_id.is_none()
    }

    /// As far as reckoning goes.
    pub fn booked(&self) -> Booked {
        Booked {
            kind: self.row.kind,
            occurred_on: self.row.occurred_on,
            quantity: self.row.quantity,
            state: self.state(),
            decided_at: self.decision.as_ref().map(|decision| decision.recorded_at),
        }
    }
}

//! The working days that each side of a dispute has.

use async_graphql::{ID, SimpleObject};

/// The working days that each side of a dispute has, by the version of the scoring scheme by which what is disputed counts;
/// 5, 10, 5 and 10 where it says nothing else.
#[derive(Debug, SimpleObject)]
pub struct DisputeDays {
    /// The vendor, to appeal from when it is known.
    appeal: i32,
    /// The agency, to decide.
    agency: i32,
    /// The vendor, to go further.
    escalate: i32,
    /// Whoever stands over the agency, to decide for good.
    supervisor: i32,
    /// The global id of the version of the scoring scheme; null for a dispute that began when schemes named no days.
    scheme_id: Option<ID>,
}

impl DisputeDays {
    pub fn new(of: domain::dispute::DisputeDays, scheme_id: Option<ID>) -> Self {
        let domain::dispute::DisputeDays { appeal, agency, escalate, supervisor } = of;
        Self { appeal, agency, escalate, supervisor, scheme_id }
    }
}

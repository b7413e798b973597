//! One version of what is agreed.

use chrono::NaiveDate;

use crate::ids::{PolicyId, SchemeId, SystemId};
use crate::money::Fen;

/// What is agreed from a day on, until the next version takes effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// 1 for the terms as they were signed; an amendment has the next number, and keeps it when it is withdrawn.
    pub number: i32,
    /// First day, in the contract's zone.
    pub effective_on: NaiveDate,
    /// Last day of the contract by this version, inclusive.
    pub ends_on: NaiveDate,
    /// For the whole contract.
    pub amount: Fen,
    /// The SLA policy that new tickets are promised.
    pub policy: PolicyId,
    /// The scheme that months are scored by.
    pub scheme: SchemeId,
    /// The systems covered.
    pub systems: Vec<SystemId>,
}

impl Terms {
    /// Whether both say the same, whatever their number and day.
    pub fn same_as(&self, other: &Self) -> bool {
        let sorted = |terms: &Self| {
            let mut systems = terms.systems.clone();
            systems.sort_unstable();
            systems
        };
        let rest = |terms: &Self| (terms.ends_on, terms.amount, terms.policy, terms.scheme);
        rest(self) == rest(other) && sorted(self) == sorted(other)
    }
}

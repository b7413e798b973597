//! Since when something that a vendor may appeal was known, and what the days for it follow from.

use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::dispute::{StepDeadline, calendar_of};
use domain::ids::{CalendarId, ContractId, SchemeId};
use domain::sla::PolicyTerms;

use super::days::days_by;
use super::record::calendar;
use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Op, Result};

/// From when the days of an appeal run, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub at: Instant,
    /// In whose working days the deadlines are counted.
    pub calendar: CalendarId,
    /// The version of the scoring scheme by which what is disputed counts, and by whose days the dispute goes.
    pub scheme: SchemeId,
}

impl Known {
    /// What was promised by these terms.
    pub(super) fn under(terms: &PolicyTerms, at: Instant, scheme: SchemeId) -> Result<Self> {
        let calendar = calendar_of(terms).ok_or_else(|| missing("the calendar of a promise"))?;
        Ok(Self { at, calendar, scheme })
    }

    /// What counts for a day of a contract.
    pub(super) fn on(
        (coverage, contract): (&Coverage, &Contract),
        day: NaiveDate,
        (at, scheme): (Instant, SchemeId),
    ) -> Result<Self> {
        let terms = coverage.terms_for(contract.covers.as_of(day), at);
        Self::under(terms.ok_or_else(|| missing("the policy version"))?, at, scheme)
    }

    /// Until when it may be appealed.
    pub(super) fn appeal_until(&self, coverage: &Coverage) -> Result<StepDeadline> {
        let days = days_by(coverage, Some(self.scheme))?;
        Ok(StepDeadline::of(calendar(coverage, self.calendar)?, self.at, days.appeal))
    }
}

/// Whether the actor answers for the vendor of a contract, and is in time with what counts for it.
pub(super) fn in_time(
    op: &Op,
    contract: ContractId,
    known: impl FnOnce(&Coverage, &Contract) -> Result<Known>,
) -> bool {
    let coverage = op.coverage();
    let Some(contract) = coverage.contracts.get(&contract) else { return false };
    let own = op.read_scope(Action::DisputeAppeal).covers(None, Some(contract.row.vendor_id));
    let until = || known(&coverage, contract)?.appeal_until(&coverage);
    own && until().is_ok_and(|deadline| !deadline.has_passed(op.now()))
}

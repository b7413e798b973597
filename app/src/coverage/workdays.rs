//! The calendar by whose working days the parties of a contract reckon.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::CompiledCalendar;
use domain::ids::CalendarId;
use domain::sla::TargetDuration;

use super::{Contract, Coverage};

impl Coverage {
    /// The calendar whose days count where the parties of a contract agree on working days: the one that most targets in
    /// working time name, else the one that most name at all; by the terms of a day, in its newest revision. None when
    /// the policy is retired or promises nothing.
    pub fn working_calendar(&self, contract: &Contract, day: NaiveDate) -> Option<&CompiledCalendar> {
        let terms = self.terms_now(contract.covers.as_of(day))?;
        let mut named: BTreeMap<CalendarId, (usize, usize)> = BTreeMap::new();
        for target in &terms.targets {
            let (working, all) = named.entry(target.calendar).or_default();
            *working += usize::from(!matches!(target.duration, TargetDuration::RealTime(_)));
            *all += 1;
        }
        let (calendar, _) = named.into_iter().max_by_key(|(id, named)| (*named, Reverse(*id)))?;
        self.book.as_of(self.book.latest()).get(calendar)
    }
}

//! On which days a contract is in force, by which terms, and for which systems.

use chrono::NaiveDate;

use super::{ContractState, Terms};
use crate::ids::{ContractId, SystemId};

/// Days on which a contract was halted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// First day.
    pub from: NaiveDate,
    /// The day it was resumed, exclusive; none while it is halted.
    pub until: Option<NaiveDate>,
}

/// What decides whether a contract binds the tickets of a system on a day, and by which terms. All days are civil ones
/// of the contract's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The contract.
    pub contract: ContractId,
    /// Its state.
    pub state: ContractState,
    /// First day.
    pub starts_on: NaiveDate,
    /// The day from which it is ended early, if that was decided.
    pub terminates_on: Option<NaiveDate>,
    /// In their order.
    pub suspensions: Vec<Suspension>,
    /// The terms as they were signed.
    pub original: Terms,
    /// The amendments in force, by number and so by day.
    pub amended: Vec<Terms>,
    /// Its rank among contracts that cover the same system; the smaller number binds first.
    pub precedence: Option<i32>,
}

/// Days in a row on which a contract is in force by one version of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<'c> {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub until: NaiveDate,
    /// What holds then.
    pub terms: &'c Terms,
}

/// A system that two contracts cover on the same days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The first of the systems.
    pub system: SystemId,
    /// The first of the days.
    pub from: NaiveDate,
    /// The last of them in a row.
    pub until: NaiveDate,
}

impl Coverage {
    /// The versions of terms that were agreed, by number.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Terms> {
        std::iter::once(&self.original).chain(&self.amended)
    }

    /// A version by its number.
    pub fn version(&self, number: i32) -> Option<&Terms> {
        self.versions().find(|terms| terms.number == number)
    }

    /// The newest version.
    pub fn latest(&self) -> &Terms {
        self.amended.last().unwrap_or(&self.original)
    }

    /// The last day, by what is agreed so far.
    pub fn last_day(&self) -> NaiveDate {
        let agreed = self.latest().ends_on;
        self.ended_before().map_or(agreed, |last| last.min(agreed))
    }

    /// The version that a day belongs to, in force or not: the first one before the contract begins.
    pub fn as_of(&self, day: NaiveDate) -> &Terms {
        self.versions().rev().find(|terms| terms.effective_on <= day).unwrap_or(&self.original)
    }

    /// The terms of a day on which it is in force.
    ///
    /// The state today does not matter to a day gone by: a ticket that is written down late takes the terms of its own
    /// day, also when the contract has expired since (E29).
    pub fn terms_on(&self, day: NaiveDate) -> Option<&Terms> {
        let terms = self.as_of(day);
        let ended = self.terminates_on.is_some_and(|end| day >= end);
        let suspended = self.suspensions.iter().any(|halt| halt.holds(day));
        let in_period = self.starts_on <= day && day <= terms.ends_on;
        (self.has_days() && in_period && !ended && !suspended).then_some(terms)
    }

    /// The terms by which it binds tickets of `system` raised on `day`.
    pub fn covers(&self, system: SystemId, day: NaiveDate) -> Option<&Terms> {
        self.terms_on(day).filter(|terms| terms.systems.contains(&system))
    }

    /// The versions that may still bind a ticket on `day` or later.
    pub fn terms_from(&self, day: NaiveDate) -> impl Iterator<Item = &Terms> {
        let goes_on = self.state.is_running() && day <= self.last_day();
        let first = self.as_of(day).number;
        self.versions().filter(move |terms| goes_on && terms.number >= first)
    }

    /// Every day on which it is in force, in order.
    pub fn spans(&self) -> Vec<Span<'_>> {
        if !self.has_days() {
            return Vec::new();
        }
        let mut spans = Vec::new();
        let mut versions = self.versions().peekable();
        while let Some(terms) = versions.next() {
            let replaced = versions.peek().and_then(|next| next.effective_on.pred_opt());
            let ends = [Some(terms.ends_on), replaced, self.ended_before()];
            let until = ends.into_iter().flatten().min().unwrap_or(terms.ends_on);
            self.without_halts(Span { from: terms.effective_on.max(self.starts_on), until, terms }, &mut spans);
        }
        spans
    }

    /// The first system that both contracts cover on a common day.
    pub fn overlap(&self, other: &Self) -> Option<Overlap> {
        if self.contract == other.contract {
            return None;
        }
        let theirs = other.spans();
        self.spans().iter().find_map(|own| theirs.iter().find_map(|span| own.overlap(span)))
    }

    /// As it will be when it is resumed on `day`.
    #[must_use]
    pub fn resumed(mut self, day: NaiveDate) -> Self {
        self.state = ContractState::Active;
        for halt in self.suspensions.iter_mut().filter(|halt| halt.until.is_none()) {
            halt.until = Some(day);
        }
        self
    }

    /// The last day of a contract that ends early.
    fn ended_before(&self) -> Option<NaiveDate> {
        self.terminates_on.and_then(|end| end.pred_opt())
    }

    /// Of a contract that ended early, and nobody knows when, no day is known.
    fn has_days(&self) -> bool {
        let when_is_unknown = self.state == ContractState::Terminated && self.terminates_on.is_none();
        self.state.came_into_force() && !when_is_unknown
    }

    fn without_halts<'c>(&self, mut span: Span<'c>, spans: &mut Vec<Span<'c>>) {
        for halt in self.suspensions.iter().filter(|halt| halt.until.is_none_or(|until| halt.from < until)) {
            if halt.from > span.until || halt.until.is_some_and(|until| until <= span.from) {
                continue;
            }
            if let Some(before) = halt.from.pred_opt().filter(|before| *before >= span.from) {
                spans.push(Span { until: before, ..span });
            }
            let Some(until) = halt.until else { return };
            span.from = until;
        }
        if span.from <= span.until {
            spans.push(span);
        }
    }
}

impl Suspension {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Span<'_> {
    fn overlap(&self, other: &Self) -> Option<Overlap> {
        let (from, until) = (self.from.max(other.from), self.until.min(other.until));
        let system = self.terms.systems.iter().find(|system| other.terms.systems.contains(system))?;
        (from <= until).then_some(Overlap { system: *system, from, until })
    }
}

#[cfg(test)]
mod tests;

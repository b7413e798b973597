//! What a back-test has come to so far: counts that add up, in any order of tickets.

use serde::{Deserialize, Serialize};

use super::{ClockPair, Exclusion};
use crate::money::Fen;
use crate::sla::{ClockState, ClockTally, Metric};

/// How many clocks of a metric came from one verdict to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairCount {
    /// What is measured.
    pub metric: Metric,
    /// The verdict in the books.
    pub before: ClockState,
    /// The verdict by the candidate.
    pub after: ClockState,
    /// How many clock-cycles.
    pub clocks: i64,
}

/// Payments of contract months, before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// Contract months for which both schemes state a payment.
    pub months: i64,
    /// By the schemes that held.
    pub before: i64,
    /// By the candidate.
    pub after: i64,
}

/// The counts of a back-test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Outcome {
    /// Tickets that count on both sides.
    pub compared: i64,
    /// Those of them with a clock that is judged otherwise.
    pub differing: i64,
    /// Tickets left out, by reason.
    pub excluded: Vec<(Exclusion, i64)>,
    /// Every clock of the compared tickets.
    pub pairs: Vec<PairCount>,
    /// Contract months scored by both schemes.
    pub months: i64,
    /// Those of them with another score or grade.
    pub months_differing: i64,
    /// What they pay, where both schemes say so.
    pub paid: Paid,
}

impl Outcome {
    /// Adds a ticket that was compared.
    pub fn add(&mut self, pairs: &[ClockPair]) {
        self.compared += 1;
        self.differing += i64::from(pairs.iter().any(ClockPair::differs));
        for pair in pairs {
            let same = |count: &&mut PairCount| {
                (count.metric, count.before, count.after) == (pair.key.metric, pair.before, pair.after)
            };
            match self.pairs.iter_mut().find(same) {
                Some(count) => count.clocks += 1,
                None => self.pairs.push(PairCount {
                    metric: pair.key.metric,
                    before: pair.before,
                    after: pair.after,
                    clocks: 1,
                }),
            }
        }
    }

    /// Adds a ticket that was left out.
    pub fn leave_out(&mut self, reason: Exclusion) {
        match self.excluded.iter_mut().find(|entry| entry.0 == reason) {
            Some(entry) => entry.1 += 1,
            None => self.excluded.push((reason, 1)),
        }
    }

    /// Adds a contract month; amounts where both schemes state one.
    pub fn add_month(&mut self, differs: bool, paid: Option<(Fen, Fen)>) {
        self.months += 1;
        self.months_differing += i64::from(differs);
        if let Some((before, after)) = paid {
            self.paid.months += 1;
            self.paid.before = self.paid.before.saturating_add(before.0);
            self.paid.after = self.paid.after.saturating_add(after.0);
        }
    }

    /// Tickets left out, for whatever reason.
    pub fn left_out(&self) -> i64 {
        self.excluded.iter().map(|entry| entry.1).sum()
    }

    /// The clocks of a metric, or of all, by the verdicts in the books and by those of the candidate (S10).
    pub fn tallies(&self, metric: Option<Metric>) -> (ClockTally, ClockTally) {
        let (mut before, mut after) = (ClockTally::default(), ClockTally::default());
        for pair in self.pairs.iter().filter(|pair| metric.is_none_or(|metric| pair.metric == metric)) {
            count(&mut before, pair.before, pair.clocks);
            count(&mut after, pair.after, pair.clocks);
        }
        (before, after)
    }
}

fn count(tally: &mut ClockTally, state: ClockState, clocks: i64) {
    let of = match state {
        ClockState::Met => &mut tally.met,
        ClockState::Breached => &mut tally.breached,
        ClockState::Running | ClockState::Paused | ClockState::AwaitingCalendar => &mut tally.running,
        ClockState::Excluded => &mut tally.excluded,
        ClockState::Cancelled => &mut tally.cancelled,
        ClockState::NoPromise => &mut tally.without_promise,
    };
    *of += clocks;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::ClockKey;

    fn pair(metric: Metric, before: ClockState, after: ClockState) -> ClockPair {
        let key = ClockKey { metric, cycle: 1, seq: 1 };
        ClockPair { key, before, after, due_before: None, due_after: None }
    }

    #[test]
    fn both_sides_are_counted_out_of_the_same_tickets() {
        let mut outcome = Outcome::default();
        let (met, breached, none) = (ClockState::Met, ClockState::Breached, ClockState::NoPromise);
        outcome.add(&[pair(Metric::Response, met, breached), pair(Metric::Resolve, met, met)]);
        outcome.add(&[pair(Metric::Response, met, breached), pair(Metric::Resolve, breached, none)]);
        outcome.add(&[pair(Metric::Response, met, met)]);
        outcome.leave_out(Exclusion::NoTarget);
        outcome.leave_out(Exclusion::NoTarget);
        assert_eq!((outcome.compared, outcome.differing, outcome.left_out()), (3, 2, 2));
        let (before, after) = outcome.tallies(Some(Metric::Response));
        assert_eq!((before.met, before.breached, after.met, after.breached), (3, 0, 1, 2));
        let (before, after) = outcome.tallies(None);
        assert_eq!(before.total(), after.total(), "no clock gets lost between the sides");
        assert_eq!((before.judged(), after.judged(), after.without_promise), (5, 4, 1));
        let text = serde_json::to_string(&outcome).expect("JSON");
        assert_eq!(serde_json::from_str::<Outcome>(&text).expect("JSON"), outcome);
    }

    #[test]
    fn money_is_added_only_where_both_schemes_speak_of_it() {
        let mut outcome = Outcome::default();
        outcome.add_month(true, Some((Fen(1_000), Fen(900))));
        outcome.add_month(true, None);
        outcome.add_month(false, Some((Fen(5), Fen(5))));
        assert_eq!((outcome.months, outcome.months_differing), (3, 2));
        assert_eq!(outcome.paid, Paid { months: 2, before: 1_005, after: 905 });
    }
}

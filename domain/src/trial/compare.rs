//! One closed ticket: its settled clocks beside those that the candidate gives, key by key.

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::sla::{ClockKey, ClockState, SlaClock};
use crate::text_enum;

text_enum! {
    /// Why a ticket is left out of a back-test: it counts neither before nor after.
    pub enum Exclusion {
        /// The candidate promises nothing for such a ticket.
        NoTarget = "NO_TARGET",
        /// A verdict would rest on days that nobody has published (S8).
        CalendarUnknown = "CALENDAR_UNKNOWN",
        /// Some clock has no verdict, as it is or as it would be.
        NotSettled = "NOT_SETTLED",
    }
}

/// A clock as it stands in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Which promise.
    pub key: ClockKey,
    /// Its verdict.
    pub state: ClockState,
    /// When counting began.
    pub started_at: Instant,
    /// Its deadline.
    pub due_at: Option<Instant>,
}

/// A clock before and after. One that only one side has was promised by that side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPair {
    /// Which promise.
    pub key: ClockKey,
    /// The verdict in the books.
    pub before: ClockState,
    /// The verdict by the candidate.
    pub after: ClockState,
    /// The deadline in the books.
    pub due_before: Option<Instant>,
    /// The deadline by the candidate.
    pub due_after: Option<Instant>,
}

impl ClockPair {
    /// Whether the candidate judges otherwise; another deadline with the same verdict is no difference.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Every clock of a ticket that has begun by `now`, in order of the keys.
pub fn compare(settled: &[Settled], replayed: &[SlaClock], now: Instant) -> Result<Vec<ClockPair>, Exclusion> {
    let settled: Vec<&Settled> = settled.iter().filter(|clock| clock.started_at <= now).collect();
    let replayed: Vec<&SlaClock> = replayed.iter().filter(|clock| clock.started_at <= now).collect();
    if replayed.iter().all(|clock| clock.state == ClockState::NoPromise) {
        return Err(Exclusion::NoTarget);
    }
    let judged = |state: ClockState| matches!(state, ClockState::Met | ClockState::Breached);
    let guessed =
        |clock: &&SlaClock| clock.state == ClockState::AwaitingCalendar || (clock.provisional && judged(clock.state));
    if replayed.iter().any(guessed) {
        return Err(Exclusion::CalendarUnknown);
    }
    let open = |state: ClockState| !state.is_settled() && state != ClockState::NoPromise;
    if settled.iter().any(|clock| open(clock.state)) || replayed.iter().any(|clock| open(clock.state)) {
        return Err(Exclusion::NotSettled);
    }
    let mut keys: Vec<ClockKey> =
        settled.iter().map(|clock| clock.key).chain(replayed.iter().map(|clock| clock.key)).collect();
    keys.sort_unstable();
    keys.dedup();
    let pair = |key: ClockKey| {
        let before = settled.iter().find(|clock| clock.key == key);
        let after = replayed.iter().find(|clock| clock.key == key);
        ClockPair {
            key,
            before: before.map_or(ClockState::NoPromise, |clock| clock.state),
            after: after.map_or(ClockState::NoPromise, |clock| clock.state),
            due_before: before.and_then(|clock| clock.due_at),
            due_after: after.and_then(|clock| clock.due_at),
        }
    };
    Ok(keys.into_iter().map(pair).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::Metric;

    fn at(minute: i64) -> Instant {
        Instant::from_timestamp(minute * 60, 0).expect("a time")
    }

    fn key(metric: Metric, seq: i32) -> ClockKey {
        ClockKey { metric, cycle: 1, seq }
    }

    fn settled(key: ClockKey, state: ClockState) -> Settled {
        Settled { key, state, started_at: at(0), due_at: Some(at(60)) }
    }

    fn replayed(key: ClockKey, state: ClockState) -> SlaClock {
        SlaClock {
            key,
            calendar_revision: 1,
            target: None,
            state,
            started_at: at(0),
            effective_start_at: at(0),
            due_at: Some(at(30)),
            provisional: false,
            stopped_at: None,
            breached_at: None,
            breach_known_at: None,
            elapsed_seconds: 0,
            paused_seconds: 0,
            target_seconds: 0,
            counted_at: None,
            rule: None,
            alarms: Vec::new(),
        }
    }

    #[test]
    fn clocks_are_paired_by_their_keys_and_one_side_alone_is_a_promise_of_that_side() {
        let books =
            [settled(key(Metric::Response, 1), ClockState::Met), settled(key(Metric::Update, 1), ClockState::Breached)];
        let candidate = [
            replayed(key(Metric::Response, 1), ClockState::Breached),
            replayed(key(Metric::Resolve, 1), ClockState::Met),
        ];
        let pairs = compare(&books, &candidate, at(90)).expect("compared");
        let told: Vec<_> = pairs.iter().map(|pair| (pair.key.metric, pair.before, pair.after)).collect();
        let expected = [
            (Metric::Response, ClockState::Met, ClockState::Breached),
            (Metric::Resolve, ClockState::NoPromise, ClockState::Met),
            (Metric::Update, ClockState::Breached, ClockState::NoPromise),
        ];
        assert_eq!(told, expected);
        assert!(pairs.iter().all(ClockPair::differs));
        assert_eq!((pairs[0].due_before, pairs[0].due_after), (Some(at(60)), Some(at(30))));
    }

    #[test]
    fn what_cannot_be_judged_on_either_side_is_left_out_and_says_why() {
        let response = key(Metric::Response, 1);
        let books = [settled(response, ClockState::Met)];
        let only = |state| compare(&books, &[replayed(response, state)], at(90));
        assert_eq!(only(ClockState::NoPromise), Err(Exclusion::NoTarget));
        assert_eq!(only(ClockState::AwaitingCalendar), Err(Exclusion::CalendarUnknown));
        assert_eq!(only(ClockState::Running), Err(Exclusion::NotSettled));
        let guessed = SlaClock { provisional: true, ..replayed(response, ClockState::Met) };
        assert_eq!(compare(&books, &[guessed], at(90)), Err(Exclusion::CalendarUnknown));
        let open = [settled(response, ClockState::Paused)];
        assert_eq!(compare(&open, &[replayed(response, ClockState::Met)], at(90)), Err(Exclusion::NotSettled));
    }

    #[test]
    fn a_link_that_has_not_begun_counts_on_neither_side() {
        let ahead = SlaClock { started_at: at(100), ..replayed(key(Metric::Update, 2), ClockState::Running) };
        let candidate = [replayed(key(Metric::Update, 1), ClockState::Met), ahead];
        let books = [settled(key(Metric::Update, 1), ClockState::Met)];
        assert_eq!(compare(&books, &candidate, at(90)).expect("compared").len(), 1);
    }
}

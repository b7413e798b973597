//! The operation clock: the only place that reads the machine's time (I9).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::Instant;

/// A sample may be wrong by half of this, and a promise is judged by the second.
const SLOWEST: Duration = Duration::from_millis(200);

/// Where an operation gets its time from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's monotonic clock from a start, moved by the measured offset to the database (DESIGN §7).
    System(Arc<SystemClock>),
    /// Stands where it was put: tests and the demo.
    Fixed(Arc<AtomicI64>),
}

/// Monotonic since the start, so that a jump of the machine's clock neither breaches nor hides anything.
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
    started_at: Instant,
    offset_micros: AtomicI64,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else reads")]
        let started_at = Utc::now();
        Self::System(Arc::new(SystemClock {
            started: std::time::Instant::now(),
            started_at,
            offset_micros: AtomicI64::new(0),
        }))
    }

    /// A clock that stands at `at`.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }

    /// Now, cut to the microsecond that both databases keep.
    pub fn now(&self) -> Instant {
        match self {
            Self::System(clock) => {
                let elapsed = TimeDelta::from_std(clock.started.elapsed()).unwrap_or(TimeDelta::MAX);
                let offset = TimeDelta::microseconds(clock.offset_micros.load(Ordering::Relaxed));
                (clock.started_at + elapsed + offset).trunc_subsecs(6)
            }
            Self::Fixed(micros) => from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Takes over the database's time of half a round trip ago. One that took long says little, because nobody knows on
    /// which way: it is passed over, and the next one, some seconds on, is taken. A fixed clock stays where it is.
    pub fn follow(&self, database: Instant, round_trip: Duration) {
        if round_trip > SLOWEST {
            return;
        }
        if let Self::System(clock) = self {
            let half = TimeDelta::from_std(round_trip / 2).unwrap_or_default();
            let behind = (database + half - self.now()).num_microseconds().unwrap_or(0);
            clock.offset_micros.fetch_add(behind, Ordering::Relaxed);
        }
    }

    /// Moves a fixed clock; the machine's clock cannot be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Fixed(micros) = self {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }

    /// Puts a fixed clock at `at`.
    pub fn set(&self, at: Instant) {
        if let Self::Fixed(micros) = self {
            micros.store(at.timestamp_micros(), Ordering::SeqCst);
        }
    }
}

fn from_micros(micros: i64) -> Instant {
    DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_leads_forward_and_back_but_not_by_a_slow_answer() {
        let clock = Clock::system();
        let near = |instant: Instant| (clock.now() - instant).abs() < TimeDelta::seconds(60);
        let started = clock.now();
        for jump in [TimeDelta::hours(2), TimeDelta::hours(-1), TimeDelta::days(30)] {
            clock.follow(started + jump, Duration::from_millis(2));
            assert!(near(started + jump), "by {jump}");
        }
        clock.follow(started, SLOWEST + Duration::from_millis(1));
        assert!(near(started + TimeDelta::days(30)), "an answer that took long is passed over");
        clock.follow(started, SLOWEST);
        assert!(near(started));
    }

    #[test]
    fn a_clock_that_stands_follows_nobody() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let clock = Clock::fixed(at);
        clock.follow(at + TimeDelta::hours(1), Duration::ZERO);
        assert_eq!(clock.now(), at);
    }
}

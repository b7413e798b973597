//! What a clock says of itself: the same for a real one and for one of a preview.

use app::ticket::ClockView;
use async_graphql::Object;
use domain::Instant;
use domain::ids::PolicyVersionId;
use domain::sla::ClockKey;

use crate::graphql::promise::SlaTarget;
use crate::graphql::request::Request;
use crate::graphql::words::{ClockState, Metric, PriorityRule};

/// Which of a ticket's clocks it is, which objects about one take over field by field.
pub struct WhichClock(pub ClockKey);

/// Which of a ticket's clocks it is.
#[Object(serial)]
impl WhichClock {
    /// What is measured.
    async fn metric(&self) -> Metric {
        self.0.metric.into()
    }

    /// 1 for the first cycle; each reopening adds one for RESTORE and RESOLVE.
    async fn cycle(&self) -> i32 {
        self.0.cycle
    }

    /// 1, and for UPDATE the position in the chain of progress reports.
    async fn seq(&self) -> i32 {
        self.0.seq
    }
}

/// The figures of a clock, which objects that have them take over field by field.
pub struct ClockFigures<'c> {
    pub row: &'c ClockView,
    pub terms: PolicyVersionId,
    pub request: &'c Request,
}

/// The figures of a clock.
#[Object(serial)]
impl<'c> ClockFigures<'c> {
    #[graphql(flatten)]
    async fn which(&self) -> WhichClock {
        let ClockView { metric, cycle, seq, .. } = *self.row;
        WhichClock(ClockKey { metric, cycle, seq })
    }

    /// Where it stands.
    async fn state(&self) -> ClockState {
        self.row.state.into()
    }

    /// The promised number that governs its deadline; null with NO_PROMISE.
    async fn target(&self) -> Option<SlaTarget<'c>> {
        let terms = self.request.coverage().terms.get(&self.terms)?;
        let of = terms.targets.iter().find(|target| Some(target.id) == self.row.target_id)?;
        Some(SlaTarget { of, request: self.request })
    }

    /// When counting began.
    async fn started_at(&self) -> Instant {
        self.row.started_at
    }

    /// The first open instant from there.
    async fn effective_start_at(&self) -> Instant {
        self.row.effective_start_at
    }

    /// The deadline; null while paused, cancelled before it was known, or without promise.
    async fn due_at(&self) -> Option<Instant> {
        self.row.due_at
    }

    /// Whether the deadline rests on days that nobody has published yet.
    async fn provisional(&self) -> bool {
        self.row.provisional
    }

    /// The milestone that stopped it; null while none has.
    async fn stopped_at(&self) -> Option<Instant> {
        self.row.stopped_at
    }

    /// The deadline that passed, whenever that was noticed; null unless breached.
    async fn breached_at(&self) -> Option<Instant> {
        self.row.breached_at
    }

    /// When a breach in the past became known, if later than it happened.
    async fn breach_known_at(&self) -> Option<Instant> {
        self.row.breach_known_at
    }

    /// Open, unpaused seconds used until the stop, or until it was last computed.
    async fn elapsed_seconds(&self) -> i64 {
        self.row.elapsed_seconds
    }

    /// Open seconds not charged because of pauses.
    async fn paused_seconds(&self) -> i64 {
        self.row.paused_seconds
    }

    /// Seconds of the governing target, by its own measure.
    async fn target_seconds(&self) -> i64 {
        self.row.target_seconds
    }

    /// When it counts in a report: the stop if met, the deadline if breached.
    async fn counted_at(&self) -> Instant {
        self.row.counted_at
    }

    /// The rule that a raised priority applied, when it did.
    async fn rule(&self) -> Option<PriorityRule> {
        self.row.rule.map(PriorityRule::from)
    }

    /// Every calendar that it touches is taken as of this revision.
    async fn calendar_revision(&self) -> i64 {
        self.row.calendar_revision
    }
}

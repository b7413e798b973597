//! Why a clock is what it is.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;
use domain::access::Action;
use domain::ids::{PolicyVersionId, TargetId};
use domain::sla::{Charge, ClockKey, DisputeExplained, Explanation, GuardTarget, PauseExplained, Segment, charges};

use super::limit::SlaLimit;
use crate::error::ApiError;
use crate::graphql::dispute::DisputeRuling;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::{ServiceCalendar, SlaTarget};
use crate::graphql::request::Request;
use crate::graphql::words::{ChoiceOutcome, PauseParty, PauseReason, PauseStanding, Priority, SegmentKind, StepKind};

/// What the engine answered.
pub struct SlaExplanation<'a> {
    all: Arc<HashMap<ClockKey, Explanation>>,
    key: ClockKey,
    terms: PolicyVersionId,
    request: &'a Request,
}

impl<'a> SlaExplanation<'a> {
    /// One of the explanations that a loader brought; none when the clock is not among them.
    pub(super) fn new(
        all: Arc<HashMap<ClockKey, Explanation>>,
        key: ClockKey,
        terms: PolicyVersionId,
        request: &'a Request,
    ) -> Option<Self> {
        all.contains_key(&key).then_some(Self { all, key, terms, request })
    }

    fn of(&self) -> &Explanation {
        &self.all[&self.key]
    }

    fn target(&self, id: TargetId) -> Option<SlaTarget<'a>> {
        let terms = self.request.coverage().terms.get(&self.terms)?;
        let of = terms.targets.iter().find(|target| target.id == id)?;
        Some(SlaTarget { of, request: self.request })
    }
}

/// Why a clock is what it is, from the same replay that computed it.
#[Object(serial)]
impl<'a> SlaExplanation<'a> {
    /// The priority when it started.
    async fn priority(&self) -> Priority {
        self.of().priority.into()
    }

    /// The policy version that binds the ticket.
    async fn policy_version_id(&self) -> ID {
        NodeType::SlaPolicyVersion.id(self.terms.0)
    }

    /// The revision as of which every calendar is taken.
    async fn calendar_revision(&self) -> i64 {
        self.of().clock.calendar_revision
    }

    /// The calendar of the governing target; null without one, and without calendar.view there.
    async fn calendar(&self) -> Option<ServiceCalendar<'a>> {
        let row = self.request.coverage().calendars.get(&self.of().calendar?)?;
        let seen = self.request.sight(Action::CalendarView).calendar(row);
        seen.then_some(ServiceCalendar { row, request: self.request })
    }

    /// The zone (IANA) that the sentences speak in.
    async fn zone(&self) -> &'static str {
        self.of().zone.name()
    }

    /// Every target of the metric, chosen and lost, for the priority at the start.
    async fn targets(&self) -> Vec<TargetChoice<'a>> {
        let choice = |choice: &domain::sla::TargetChoice| {
            let outcome = choice.outcome.into();
            self.target(choice.target).map(|target| TargetChoice { target, outcome })
        };
        self.of().targets.iter().filter_map(choice).collect()
    }

    /// The guard period that the ticket was raised in, and what that changed; null when there was none.
    async fn guard(&self) -> Option<ExplainedGuard<'a>> {
        let of = self.of().guard.as_ref()?;
        let target = |shown: &Option<GuardTarget>| shown.and_then(|shown| self.target(shown.target));
        Some(ExplainedGuard {
            guard_period_id: NodeType::GuardPeriod.id(of.raised_in.period.0),
            name: of.raised_in.name.clone(),
            applies: target(&of.applies),
            ordinary: target(&of.ordinary),
        })
    }

    /// Every limit that came up, in order: the priority at the start, and each change of it.
    async fn limits(&self) -> Vec<SlaLimit<'a>> {
        let limits = self.of().limits.iter();
        limits.map(|of| SlaLimit::new(of, self.target(of.target), self.request)).collect()
    }

    /// Every declared pause, and whether it counts.
    async fn pauses(&self) -> Vec<ExplainedPause<'_>> {
        self.of().pauses.iter().map(ExplainedPause).collect()
    }

    /// The time from start to end, piece by piece and without gaps.
    async fn segments(&self) -> Vec<ClockSegment<'_>> {
        self.of().segments.iter().map(|of| ClockSegment { of, request: self.request }).collect()
    }

    /// The open seconds by who answers for them; together all of the clock's.
    async fn charges(&self) -> Vec<ClockCharge<'_>> {
        ClockCharge::all(&self.of().segments, self.request)
    }

    /// What disputes decided about it, in order.
    async fn disputes(&self) -> Vec<ExplainedDispute<'_>> {
        self.of().disputes.iter().map(ExplainedDispute).collect()
    }

    /// The arithmetic, term by term.
    async fn steps(&self) -> Vec<ClockStep> {
        let steps = self.of().steps.iter();
        steps.map(|step| ClockStep { kind: step.kind.into(), at: step.at, seconds: step.seconds }).collect()
    }

    /// The same for reading, in the language of the request.
    async fn sentences(&self) -> Vec<&str> {
        let language = self.request.language();
        self.of().sentences.iter().map(|sentence| language.choose(sentence.en.as_str(), sentence.zh.as_str())).collect()
    }
}

/// A target that was considered.
#[derive(SimpleObject)]
pub struct TargetChoice<'a> {
    /// Which.
    target: SlaTarget<'a>,
    /// What became of it.
    outcome: ChoiceOutcome,
}

/// What a guard period (重保) did to a clock, for the priority at its start.
#[derive(SimpleObject)]
pub struct ExplainedGuard<'a> {
    /// The guard period.
    guard_period_id: ID,
    /// What it was called when the ticket was raised.
    name: String,
    /// The stricter target that applies; null when the terms have none.
    applies: Option<SlaTarget<'a>>,
    /// The target that would have applied outside it.
    ordinary: Option<SlaTarget<'a>>,
}

/// One term of the arithmetic: an instant or a number of seconds.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ClockStep {
    /// Which term.
    kind: StepKind,
    /// Its instant, when it is one.
    at: Option<Instant>,
    /// Its seconds, when it is a length.
    seconds: Option<i64>,
}

/// A piece of an explanation.
pub struct ClockSegment<'a> {
    pub(super) of: &'a Segment,
    pub(super) request: &'a Request,
}

/// A piece of a clock's time, charged to a party.
#[Object(serial)]
impl<'a> ClockSegment<'a> {
    /// From when.
    async fn from(&self) -> Instant {
        self.of.from
    }

    /// Until when, exclusive.
    async fn to(&self) -> Instant {
        self.of.to
    }

    /// What it was.
    async fn kind(&self) -> SegmentKind {
        self.of.kind.into()
    }

    /// Who answers for it: running time is the vendor's, unless a dispute put it down to another; of overlapping pauses the
    /// first declared one tells.
    async fn party(&self) -> PauseParty {
        self.of.party.into()
    }

    /// The pause that tells; null when none does.
    async fn pause_id(&self) -> Option<ID> {
        self.of.pause.map(|pause| NodeType::TicketPause.id(pause.0))
    }

    /// Its open seconds; 0 when closed.
    async fn open_seconds(&self) -> i64 {
        self.of.open_seconds
    }

    /// The vendor that is charged, when a vendor is and the ticket was handed over; null when it was not.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        self.of.vendor.map(|id| self.request.vendor(id).map(|row| Vendor { row }))
    }
}

/// A share of a clock's time.
pub struct ClockCharge<'a> {
    of: Charge,
    request: &'a Request,
}

impl<'a> ClockCharge<'a> {
    /// The shares of the pieces of a clock.
    pub(super) fn all(segments: &[Segment], request: &'a Request) -> Vec<Self> {
        charges(segments).into_iter().map(|of| Self { of, request }).collect()
    }
}

/// The open seconds of a clock that one party answers for.
#[Object(serial)]
impl<'a> ClockCharge<'a> {
    /// Who.
    async fn party(&self) -> PauseParty {
        self.of.party.into()
    }

    /// Which vendor, when a vendor is charged and the ticket was handed over; null when it was not.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        self.of.vendor.map(|id| self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// How long.
    async fn open_seconds(&self) -> i64 {
        self.of.open_seconds
    }
}

/// A pause of an explanation.
pub struct ExplainedPause<'a>(&'a PauseExplained);

/// A declared pause, and whether it counts for the clock.
#[Object(serial)]
impl ExplainedPause<'_> {
    /// Which.
    async fn pause_id(&self) -> ID {
        NodeType::TicketPause.id(self.0.pause.0)
    }

    /// Why it was declared.
    async fn reason(&self) -> PauseReason {
        self.0.reason.into()
    }

    /// Who answers for it.
    async fn party(&self) -> PauseParty {
        self.0.party.into()
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.0.from
    }

    /// Until when, exclusive; null while open.
    async fn to(&self) -> Option<Instant> {
        self.0.to
    }

    /// When it stopped holding by itself, because the policy lets no pause last longer; null unless it did.
    async fn lapsed_at(&self) -> Option<Instant> {
        self.0.lapsed_at
    }

    /// Whether it counts, and why.
    async fn standing(&self) -> PauseStanding {
        self.0.standing.into()
    }

    /// The open seconds that it spans inside the clock, whether they count or not.
    async fn open_seconds(&self) -> i64 {
        self.0.open_seconds
    }
}

/// A decision of an explanation.
pub struct ExplainedDispute<'a>(&'a DisputeExplained);

/// What a dispute decided about a clock.
#[Object(serial)]
impl ExplainedDispute<'_> {
    /// Which. Reading it needs dispute.view there.
    async fn dispute_id(&self) -> ID {
        NodeType::BreachDispute.id(self.0.dispute.0)
    }

    /// The revision of the verdict that was disputed.
    async fn disputed_revision(&self) -> i32 {
        self.0.revision
    }

    /// What holds.
    async fn ruling(&self) -> DisputeRuling {
        DisputeRuling(self.0.ruling.clone())
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// When it was decided.
    async fn decided_at(&self) -> Instant {
        self.0.at
    }
}

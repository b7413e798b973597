//! What a ticket's log says: milestones, cycles, priorities, pauses and decisions, in order of occurrence (S2, S3).

use super::corrected::CorrectedTimes;
use super::disputed::{Decided, Rulings};
use super::measure::instant;
use super::pauses::{OPEN, Span};
use super::{ClockKey, ClockStart, Metric, PolicyTerms};
use crate::Instant;
use crate::ids::PauseId;
use crate::ticket::{
    ActorSide, Circumstances, EndKind, Event, Fact, PauseParty, PauseReason, Priority, SiteClass, TicketKind,
};

/// When something happened, and when the platform learnt of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) at: i64,
    pub(super) known: Instant,
    /// Its place in [`Story::corrected`], when its time was corrected.
    pub(super) corrected: Option<usize>,
}

/// From raising, or reopening, to resolution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cycle {
    /// None while the policy waits for an assignment.
    pub(super) start: Option<Moment>,
    pub(super) restored: Option<Moment>,
    pub(super) resolved: Option<Moment>,
}

/// The agency set another priority, or it rose by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) moment: Moment,
    pub(super) to: Priority,
    /// It rose by itself.
    rose: bool,
}

/// A declared pause with what was decided about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    pub(super) id: PauseId,
    pub(super) reason: PauseReason,
    pub(super) from: i64,
    /// When the platform learnt of it.
    known: Instant,
    /// The end; none while it is open.
    pub(super) to: Option<Moment>,
    /// When it stopped holding by itself, because the policy lets no pause last longer.
    pub(super) lapsed: Option<Moment>,
    /// The last decision: accepted or not.
    pub(super) decision: Option<(bool, Moment)>,
    accepted_once: bool,
    /// An approved exclusion: agreed in full, so that no longest pause cuts it short.
    agreed: bool,
}

impl Pause {
    /// Whether it holds: from its declaration, unless the vendor answers for it and nobody accepted it (S4).
    pub(super) fn holds(&self) -> bool {
        match self.decision {
            Some((accepted, _)) => accepted,
            None => self.reason.party() != PauseParty::Vendor,
        }
    }

    /// Until when it holds, if it does; none while open.
    pub(super) fn held_to(&self) -> Option<Moment> {
        self.lapsed.or(self.to)
    }

    /// The time that it takes out, if it holds.
    pub(super) fn span(&self) -> Option<Span> {
        let to = self.held_to().map_or(OPEN, |end| end.at);
        self.holds().then_some(Span { from: self.from, to, after_stop: false })
    }

    /// The rejection of a pause that held until then.
    pub(super) fn withdrawal(&self) -> Option<Moment> {
        let held = self.accepted_once || self.reason.party() != PauseParty::Vendor;
        self.decision.filter(|(accepted, _)| held && !accepted).map(|(_, moment)| moment)
    }
}

/// The log, read once.
#[derive(Debug)]
pub(super) struct Story<'a> {
    pub(super) kind: TicketKind,
    pub(super) site: SiteClass,
    pub(super) circumstances: &'a Circumstances,
    priority: Priority,
    pub(super) response: Option<Moment>,
    pub(super) arrived: Option<Moment>,
    /// The first restoration from afar, and the agency's consent to it.
    pub(super) remote: Option<Moment>,
    pub(super) consent: Option<Moment>,
    pub(super) cancelled: Option<Moment>,
    /// Both sides agree that it never was the vendor's: none of its clocks counts (E33).
    pub(super) void: bool,
    /// The instant that the row of a clock that has not begun shows.
    pub(super) raised: Moment,
    pub(super) cycles: Vec<Cycle>,
    pub(super) changes: Vec<Change>,
    pub(super) reports: Vec<Moment>,
    pub(super) pauses: Vec<Pause>,
    exclusions: Vec<(Metric, i32)>,
    pub(super) rulings: Rulings<'a>,
    pub(super) corrected: CorrectedTimes,
}

impl<'a> Story<'a> {
    /// Reads a log as of `now`; none without a RAISED event.
    pub(super) fn read(events: &'a [Event], terms: &PolicyTerms, now: i64) -> Option<Self> {
        let corrected = CorrectedTimes::of(events);
        let mut order: Vec<&'a Event> = events.iter().collect();
        let place = |event: &&Event| (event.occurred_at, event.seq);
        if !corrected.is_empty() {
            order.sort_unstable_by_key(|event| (corrected.holding(event).0, event.seq));
        } else if !order.is_sorted_by_key(place) {
            order.sort_unstable_by_key(place);
        }
        let mut story = order.iter().find_map(|event| Self::begun_by(event))?;
        let mut assigned = None;
        for event in order {
            let (at, known, corrected) = corrected.holding(event);
            let moment = Moment { at: at.timestamp(), known, corrected };
            if matches!(event.fact, Fact::Assigned { .. }) {
                assigned = assigned.or(Some(moment));
            }
            story.decide(moment, &event.fact);
            if story.cancelled.is_none() {
                story.take(moment, event);
            }
        }
        // An exclusion is written down later than it begins.
        story.pauses.sort_by_key(|pause| pause.from);
        story.lapse(terms.pauses.longest_seconds, now);
        story.cycles[0].start = match terms.start {
            ClockStart::RaisedAt => Some(story.raised),
            ClockStart::AssignedAt => assigned.or_else(|| story.first_milestone()),
        };
        story.corrected = corrected;
        Some(story)
    }

    fn begun_by(event: &'a Event) -> Option<Self> {
        let Fact::Raised { kind, priority, site_class, ref circumstances, .. } = event.fact else { return None };
        let raised = Moment { at: event.occurred_at.timestamp(), known: event.recorded_at, corrected: None };
        Some(Self {
            kind,
            site: site_class,
            circumstances,
            priority,
            response: None,
            arrived: None,
            remote: None,
            consent: None,
            cancelled: None,
            void: false,
            raised,
            cycles: vec![Cycle { start: None, restored: None, resolved: None }],
            changes: Vec::new(),
            reports: Vec::new(),
            pauses: Vec::new(),
            exclusions: Vec::new(),
            rulings: Rulings::default(),
            corrected: CorrectedTimes::default(),
        })
    }

    /// Decisions, which reach back and so count after a cancellation too.
    fn decide(&mut self, moment: Moment, fact: &'a Fact) {
        match fact {
            Fact::PauseAccepted { pause } => self.decide_pause(*pause, true, moment),
            Fact::PauseRejected { pause, .. } => self.decide_pause(*pause, false, moment),
            Fact::Excluded { metric, cycle, .. } => self.exclusions.push((*metric, *cycle)),
            Fact::DisputeDecided { dispute, clock, revision, ruling, reason } => {
                let (clock, dispute, revision, at) = (*clock, *dispute, *revision, moment.known);
                self.rulings.push(Decided { clock, dispute, revision, ruling, reason, at });
            }
            Fact::EndAccepted { kind: EndKind::NotOurs, .. } => self.void = true,
            Fact::ExclusionApplied { pause, reason, from, to, .. } => {
                let to = Moment { at: to.timestamp(), ..moment };
                self.pauses.push(Pause {
                    id: *pause,
                    reason: *reason,
                    from: from.timestamp(),
                    known: moment.known,
                    to: Some(to),
                    lapsed: None,
                    decision: Some((true, moment)),
                    accepted_once: true,
                    agreed: true,
                });
            }
            Fact::ExclusionShortened { pause, to, .. } => {
                if let Some(pause) = self.pauses.iter_mut().find(|of| of.id == *pause) {
                    pause.to = Some(Moment { at: to.timestamp(), ..moment });
                }
            }
            _ => {}
        }
    }

    fn decide_pause(&mut self, id: PauseId, accepted: bool, moment: Moment) {
        if let Some(pause) = self.pauses.iter_mut().find(|pause| pause.id == id) {
            pause.decision = Some((accepted, moment));
            pause.accepted_once |= accepted;
        }
    }

    fn take(&mut self, moment: Moment, event: &Event) {
        let once = |milestone: &mut Option<Moment>| *milestone = milestone.or(Some(moment));
        match &event.fact {
            Fact::Acknowledged => {}
            Fact::Arrived => once(&mut self.arrived),
            Fact::Restored { remote } => {
                if *remote {
                    once(&mut self.remote);
                }
                once(&mut self.cycle().restored);
            }
            Fact::Resolved { .. } => {
                // Resolving implies restoring, from afar when nobody said otherwise (S3).
                if self.cycle().restored.is_none() {
                    once(&mut self.remote);
                    once(&mut self.cycle().restored);
                }
                once(&mut self.cycle().resolved);
                self.close_pauses(moment);
            }
            Fact::Confirmed if self.remote.is_some() && self.arrived.is_none() => once(&mut self.consent),
            Fact::SolutionRejected { .. } | Fact::Reopened { .. } if self.cycle().resolved.is_some() => {
                self.cycles.push(Cycle { start: Some(moment), restored: None, resolved: None });
            }
            Fact::PriorityChanged { to, .. } => self.changes.push(Change { moment, to: *to, rose: false }),
            Fact::PriorityRose { to, .. } => self.changes.push(Change { moment, to: *to, rose: true }),
            Fact::ProgressReported => self.reports.push(moment),
            Fact::Held { pause, reason, .. } if !self.pauses.iter().any(|known| known.id == *pause) => {
                let (id, reason, Moment { at: from, known, .. }) = (*pause, *reason, moment);
                let (to, lapsed, decision, accepted_once, agreed) = (None, None, None, false, false);
                self.pauses.push(Pause { id, reason, from, known, to, lapsed, decision, accepted_once, agreed });
            }
            Fact::Resumed { pause } => {
                if let Some(open) = self.pauses.iter_mut().find(|open| open.id == *pause) {
                    open.to = open.to.or(Some(moment));
                }
            }
            Fact::Cancelled { .. } => {
                self.close_pauses(moment);
                self.cancelled = Some(moment);
            }
            _ => {}
        }
        if answers(event) {
            once(&mut self.response);
        }
    }

    fn cycle(&mut self) -> &mut Cycle {
        let last = self.cycles.len() - 1;
        &mut self.cycles[last]
    }

    /// Resolving from a pause closes it first (S4, E20).
    fn close_pauses(&mut self, moment: Moment) {
        for pause in &mut self.pauses {
            pause.to = pause.to.or(Some(moment));
        }
    }

    /// No pause holds longer than the policy says; an open one stops holding when that time has come.
    fn lapse(&mut self, longest: Option<i64>, now: i64) {
        let Some(longest) = longest else { return };
        for pause in self.pauses.iter_mut().filter(|pause| !pause.agreed) {
            let at = pause.from + longest;
            if pause.to.map_or(at <= now, |end| at < end.at) {
                pause.lapsed = Some(Moment { at, known: pause.known.max(instant(at)), corrected: None });
            }
        }
    }

    /// From each stop of RESTORE or RESOLVE to the reopening after it.
    pub(super) fn gaps(&self, metric: Metric) -> impl Iterator<Item = (i64, i64)> {
        self.cycles.windows(2).filter_map(move |pair| {
            let stop = if metric == Metric::Restore { pair[0].restored } else { pair[0].resolved };
            Some((stop?.at, pair[1].start?.at))
        })
    }

    /// What work without an assignment shows to have begun.
    fn first_milestone(&self) -> Option<Moment> {
        let Cycle { restored, resolved, .. } = self.cycles[0];
        let milestones = [self.response, self.arrived, restored, resolved];
        milestones.into_iter().flatten().min_by_key(|moment| moment.at)
    }

    /// The priority that holds at an instant.
    pub(super) fn priority_at(&self, at: i64) -> Priority {
        let after = self.changes.partition_point(|change| change.moment.at <= at);
        self.changes[..after].last().map_or(self.priority, |change| change.to)
    }

    /// The priority that holds now, and since when in what began at `start`.
    pub(super) fn priority_since(&self, start: i64) -> (Priority, i64) {
        let began = (self.priority, start);
        self.changes.iter().fold(began, |(priority, since), change| {
            if change.to == priority { (priority, since) } else { (change.to, change.moment.at.max(start)) }
        })
    }

    /// Whether the level rose by itself to `to` at or after `start`.
    pub(super) fn rose_to(&self, to: Priority, start: i64) -> bool {
        self.changes.iter().any(|change| change.rose && change.to == to && change.moment.at >= start)
    }

    /// Whether a decision takes a clock out of the count.
    pub(super) fn excludes(&self, clock: ClockKey) -> bool {
        self.exclusions.contains(&(clock.metric, clock.cycle)) || self.rulings.excludes(clock)
    }
}

/// RESPONSE is stopped by a qualifying act of the vendor, or of an import that stands for it; never by words (E34).
fn answers(event: &Event) -> bool {
    let milestone =
        matches!(event.fact, Fact::Acknowledged | Fact::Arrived | Fact::Restored { .. } | Fact::Resolved { .. });
    milestone && matches!(event.side, ActorSide::Vendor | ActorSide::System)
}

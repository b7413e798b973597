//! A ticket that nobody raised: moments and pauses somebody asks about, as the log that they would have left.

mod check;

use super::moment::to_second;
use super::{
    ActorSide, Circumstances, Event, Fact, Impact, PauseDecision, PauseReason, Priority, Refusal, SiteClass,
    TicketKind, Urgency,
};
use crate::Instant;
use crate::ids::{PauseId, uuid_at};

/// More pauses, changes of priority or later cycles than any ticket had.
pub const IMAGINED_PAUSES_MAX: usize = 50;
/// Changes of priority.
pub const IMAGINED_CHANGES_MAX: usize = 50;
/// Later cycles.
pub const IMAGINED_CYCLES_MAX: usize = 10;
/// Progress reports.
pub const IMAGINED_REPORTS_MAX: usize = 100;
/// From the raising to the last moment.
pub const IMAGINED_DAYS_MAX: i64 = 366;

/// What is imagined. A fact counts as recorded when it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imagined {
    /// What sort of work.
    pub kind: TicketKind,
    /// The class of the system's site.
    pub site_class: SiteClass,
    /// What else is known of the system, and of the time.
    pub circumstances: Circumstances,
    /// When it was raised.
    pub priority: Priority,
    /// Where clocks start.
    pub raised_at: Instant,
    /// The first assignment.
    pub assigned_at: Option<Instant>,
    /// The vendor took notice.
    pub acknowledged_at: Option<Instant>,
    /// An engineer was on site.
    pub arrived_at: Option<Instant>,
    /// The service worked again.
    pub restored_at: Option<Instant>,
    /// Whether nobody had to come for it.
    pub restored_remotely: bool,
    /// The cause was gone.
    pub resolved_at: Option<Instant>,
    /// The agency agreed with the first solution.
    pub confirmed_at: Option<Instant>,
    /// The agency withdrew the ticket.
    pub cancelled_at: Option<Instant>,
    /// What came after the first solution was rejected, or the fault came back; in their order.
    pub later_cycles: Vec<ImaginedCycle>,
    /// In any order.
    pub priority_changes: Vec<(Instant, Priority)>,
    /// In any order.
    pub pauses: Vec<ImaginedPause>,
    /// In any order.
    pub progress_reports: Vec<Instant>,
}

/// A cycle after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImaginedCycle {
    /// The solution before it was rejected, or the ticket reopened.
    pub reopened_at: Instant,
    /// The service worked again.
    pub restored_at: Option<Instant>,
    /// The cause was gone.
    pub resolved_at: Option<Instant>,
    /// The agency agreed with the solution.
    pub confirmed_at: Option<Instant>,
}

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImaginedPause {
    /// From when.
    pub from: Instant,
    /// Until when, exclusive; none while it lasts.
    pub to: Option<Instant>,
    /// Why.
    pub reason: PauseReason,
    /// What the agency says of it.
    pub decision: PauseDecision,
    /// When it said so; when left out, at once.
    pub decided_at: Option<Instant>,
}

/// A fact at its instant; of the same second, the place says which comes first.
type Placed = (Instant, u8, ActorSide, Fact);

impl Imagined {
    /// The log as the platform would have written it, and the last of its moments.
    ///
    /// # Errors
    /// Every mistake: a moment out of order, or more of something than can be asked about.
    pub fn log(&self) -> Result<(Vec<Event>, Instant), Vec<Refusal>> {
        let mut refusals = self.too_many();
        if refusals.is_empty() {
            refusals.extend(self.out_of_order());
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let mut facts = self.facts();
        facts.sort_by_key(|(at, place, ..)| (*at, *place));
        let last = facts.last().map_or(self.raised_at, |fact| fact.0);
        let event = |(seq, (at, _, side, fact))| Event { seq, occurred_at: at, recorded_at: at, side, fact };
        Ok(((1..).zip(facts).map(event).collect(), last))
    }

    /// The id of the pause at a place in the list: of no pause that is stored.
    pub fn pause_id(&self, place: usize) -> PauseId {
        let mut random = [0; 10];
        random[8..].copy_from_slice(&u16::try_from(place).unwrap_or(u16::MAX).to_be_bytes());
        PauseId(uuid_at(self.raised_at, random))
    }

    fn facts(&self) -> Vec<Placed> {
        let (impact, urgency) = rank(self.priority);
        let raised = Fact::Raised {
            kind: self.kind,
            impact,
            urgency,
            priority: self.priority,
            site_class: self.site_class,
            circumstances: self.circumstances.clone().of_kind(self.kind),
        };
        let mut facts = vec![(to_second(self.raised_at), 0, ActorSide::Agency, raised)];
        let mut fact = |at: Option<Instant>, place: u8, side: ActorSide, fact: Fact| {
            facts.extend(at.map(|at| (to_second(at), place, side, fact)));
        };
        let (agency, vendor) = (ActorSide::Agency, ActorSide::Vendor);
        let resolved = || Fact::Resolved { cause: String::new(), solution: String::new() };
        fact(self.assigned_at, 1, vendor, Fact::Assigned { vendor: None, engineer: None });
        fact(self.acknowledged_at, 2, vendor, Fact::Acknowledged);
        fact(self.arrived_at, 3, vendor, Fact::Arrived);
        fact(self.restored_at, 9, vendor, Fact::Restored { remote: self.restored_remotely });
        fact(self.resolved_at, 10, vendor, resolved());
        fact(self.confirmed_at, 11, agency, Fact::Confirmed);
        for (cycle, place) in self.later_cycles.iter().zip((12..).step_by(4)) {
            fact(Some(cycle.reopened_at), place, agency, Fact::Reopened { reason: String::new() });
            fact(cycle.restored_at, place + 1, vendor, Fact::Restored { remote: false });
            fact(cycle.resolved_at, place + 2, vendor, resolved());
            fact(cycle.confirmed_at, place + 3, agency, Fact::Confirmed);
        }
        fact(self.cancelled_at, u8::MAX, agency, Fact::Cancelled { reason: String::new() });
        for at in &self.progress_reports {
            fact(Some(*at), 7, vendor, Fact::ProgressReported);
        }
        let mut changes = self.priority_changes.clone();
        changes.sort_by_key(|change| change.0);
        let mut from = self.priority;
        for (at, to) in changes {
            let (impact, urgency) = rank(to);
            let changed = Fact::PriorityChanged { impact, urgency, from, to, reason: String::new() };
            fact(Some(at), 4, agency, changed);
            from = to;
        }
        for (place, of) in self.pauses.iter().enumerate() {
            let pause = self.pause_id(place);
            fact(Some(of.from), 5, vendor, Fact::Held { pause, reason: of.reason, note: String::new() });
            let decided = Some(of.decided_at.unwrap_or(of.from));
            match of.decision {
                PauseDecision::Pending => {}
                PauseDecision::Accepted => fact(decided, 6, agency, Fact::PauseAccepted { pause }),
                PauseDecision::Rejected => {
                    fact(decided, 6, agency, Fact::PauseRejected { pause, reason: String::new() });
                }
            }
            fact(of.to, 8, vendor, Fact::Resumed { pause });
        }
        facts
    }
}

/// Some impact and urgency of a priority: clocks do not look at them.
const fn rank(priority: Priority) -> (Impact, Urgency) {
    match priority {
        Priority::P1 => (Impact::High, Urgency::High),
        Priority::P2 => (Impact::High, Urgency::Medium),
        Priority::P3 => (Impact::Medium, Urgency::Medium),
        Priority::P4 => (Impact::Low, Urgency::Low),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(hour: u32) -> Instant {
        format!("2026-03-02T{hour:02}:00:00Z").parse().expect("a time")
    }

    fn nothing_yet() -> Imagined {
        Imagined {
            kind: TicketKind::Incident,
            site_class: SiteClass::City,
            circumstances: Circumstances::default(),
            priority: Priority::P3,
            raised_at: at(1),
            assigned_at: None,
            acknowledged_at: None,
            arrived_at: None,
            restored_at: None,
            restored_remotely: false,
            resolved_at: None,
            confirmed_at: None,
            cancelled_at: None,
            later_cycles: vec![],
            priority_changes: vec![],
            pauses: vec![],
            progress_reports: vec![],
        }
    }

    fn pause(from: u32, to: Option<u32>) -> ImaginedPause {
        let (reason, decision) = (PauseReason::ThirdParty, PauseDecision::Pending);
        ImaginedPause { from: at(from), to: to.map(at), reason, decision, decided_at: None }
    }

    fn refused(of: &Imagined) -> Vec<(&'static str, &'static str)> {
        let refusals = of.log().expect_err("this should have been refused");
        refusals.into_iter().map(|refusal| (refusal.code.as_str(), refusal.field.unwrap_or_default())).collect()
    }

    #[test]
    fn facts_stand_in_the_order_they_happened() {
        let story = Imagined {
            acknowledged_at: Some(at(2)),
            resolved_at: Some(at(9)),
            priority_changes: vec![(at(6), Priority::P4), (at(3), Priority::P1)],
            pauses: vec![pause(4, Some(5))],
            later_cycles: vec![ImaginedCycle {
                reopened_at: at(9),
                restored_at: None,
                resolved_at: None,
                confirmed_at: None,
            }],
            ..nothing_yet()
        };
        let (log, last) = story.log().expect("a log");
        let words: Vec<_> = log.iter().map(|event| event.fact.word()).collect();
        assert_eq!(
            words,
            [
                "RAISED",
                "ACKNOWLEDGED",
                "PRIORITY_CHANGED",
                "HELD",
                "RESUMED",
                "PRIORITY_CHANGED",
                "RESOLVED",
                "REOPENED"
            ]
        );
        assert!(log.iter().map(|event| event.seq).eq(1..=8));
        assert_eq!(last, at(9));
        assert!(matches!(log[5].fact, Fact::PriorityChanged { from: Priority::P1, to: Priority::P4, .. }));
    }

    #[test]
    fn every_moment_out_of_order_is_named() {
        let story = Imagined {
            acknowledged_at: Some(at(0)),
            restored_at: Some(at(8)),
            resolved_at: Some(at(7)),
            pauses: vec![pause(5, Some(4))],
            later_cycles: vec![ImaginedCycle {
                reopened_at: at(1),
                restored_at: None,
                resolved_at: None,
                confirmed_at: None,
            }],
            confirmed_at: Some(at(2)),
            progress_reports: vec![at(1) + TimeDelta::days(367)],
            ..nothing_yet()
        };
        let expected = [
            ("BEFORE_RAISED", "acknowledgedAt"),
            ("INVALID", "progressReports"),
            ("OUT_OF_ORDER", "pauses"),
            ("OUT_OF_ORDER", "resolvedAt"),
            ("OUT_OF_ORDER", "confirmedAt"),
            ("OUT_OF_ORDER", "laterCycles"),
        ];
        assert_eq!(refused(&story), expected);
    }

    #[test]
    fn the_limits_answer_with_their_figures() {
        let story = Imagined { pauses: vec![pause(2, Some(3)); 51], ..nothing_yet() };
        let refusal = story.log().expect_err("too many").remove(0);
        assert_eq!((refusal.code.as_str(), refusal.field), ("TOO_LONG", Some("pauses")));
        assert_eq!(refusal.en, "pauses has 51 entries, at most 50 are allowed");
        assert_eq!(refused(&Imagined { raised_at: Instant::MAX_UTC, ..nothing_yet() }), [("INVALID", "raisedAt")]);
    }
}

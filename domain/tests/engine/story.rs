//! Tells what happened to a ticket, then asks for its clocks. Times are civil times of Asia/Shanghai.

use chrono::{NaiveDateTime, TimeZone, Utc};
use chrono_tz::Asia::Shanghai;
use domain::Instant;
use domain::ids::{ContractId, PauseId, SystemId, TargetId, VendorId};
use domain::sla::{Charge, ClockKey, Explanation, Metric, ReplayInput, SlaClock, charged, explain, replay};
use domain::ticket::{
    ActorSide, Circumstances, Event, Fact, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility,
};
use uuid::Uuid;

use crate::promises::Promises;

/// "2026-03-02 09:00", perhaps with seconds, in Asia/Shanghai.
pub fn local(text: &str) -> Instant {
    let full = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    let civil = NaiveDateTime::parse_from_str(&full, "%Y-%m-%d %H:%M:%S").unwrap();
    Shanghai.from_local_datetime(&civil).unwrap().with_timezone(&Utc)
}

/// The way back; an empty text for none.
pub fn show(at: Option<Instant>) -> String {
    at.map_or(String::new(), |at| format!("{}", at.with_timezone(&Shanghai).format("%Y-%m-%d %H:%M:%S")))
}

pub fn key(metric: Metric, cycle: i32, seq: i32) -> ClockKey {
    ClockKey { metric, cycle, seq }
}

pub fn pause(number: u128) -> PauseId {
    PauseId(Uuid::from_u128(number))
}

pub fn hours(hours: i64) -> i64 {
    hours * 3600
}

/// A ticket under terms.
#[derive(Clone)]
pub struct Story {
    pub events: Vec<Event>,
    pub promises: Promises,
}

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.events.iter().map(|event| (event.occurred_at, event.seq, &event.fact))).finish()
    }
}

/// A ticket under the usual terms.
pub fn story() -> Story {
    Promises::usual().story()
}

impl Story {
    pub fn happened(mut self, at: Instant, side: ActorSide, fact: Fact) -> Self {
        let seq = i32::try_from(self.events.len()).unwrap() + 1;
        self.events.push(Event { seq, occurred_at: at, recorded_at: at, side, fact });
        self
    }

    fn vendor(self, at: &str, fact: Fact) -> Self {
        self.happened(local(at), ActorSide::Vendor, fact)
    }

    fn agency(self, at: &str, fact: Fact) -> Self {
        self.happened(local(at), ActorSide::Agency, fact)
    }

    /// The platform learnt of the last event only then.
    pub fn recorded(mut self, at: &str) -> Self {
        self.events.last_mut().unwrap().recorded_at = local(at);
        self
    }

    /// It was this side that did the last thing.
    pub fn by(mut self, side: ActorSide) -> Self {
        self.events.last_mut().unwrap().side = side;
        self
    }

    pub fn raised(self, at: &str, priority: Priority) -> Self {
        self.raised_as(at, TicketKind::Incident, SiteClass::City, priority)
    }

    pub fn raised_as(self, at: &str, kind: TicketKind, site_class: SiteClass, priority: Priority) -> Self {
        let (impact, urgency) = (Impact::Medium, Urgency::Medium);
        self.agency(
            at,
            Fact::Raised { kind, impact, urgency, priority, site_class, circumstances: Circumstances::default() },
        )
    }

    pub fn assigned(self, at: &str) -> Self {
        self.agency(at, Fact::Assigned { vendor: None, engineer: None })
    }

    pub fn acknowledged(self, at: &str) -> Self {
        self.vendor(at, Fact::Acknowledged)
    }

    pub fn arrived(self, at: &str) -> Self {
        self.vendor(at, Fact::Arrived)
    }

    pub fn restored(self, at: &str) -> Self {
        self.vendor(at, Fact::Restored { remote: false })
    }

    pub fn restored_remotely(self, at: &str) -> Self {
        self.vendor(at, Fact::Restored { remote: true })
    }

    pub fn resolved(self, at: &str) -> Self {
        self.vendor(at, Fact::Resolved { cause: "disk full".to_owned(), solution: "rotated logs".to_owned() })
    }

    pub fn confirmed(self, at: &str) -> Self {
        self.agency(at, Fact::Confirmed)
    }

    pub fn solution_rejected(self, at: &str) -> Self {
        self.agency(at, Fact::SolutionRejected { reason: "still slow".to_owned() })
    }

    pub fn reopened(self, at: &str) -> Self {
        self.agency(at, Fact::Reopened { reason: "it came back".to_owned() })
    }

    pub fn cancelled(self, at: &str) -> Self {
        self.agency(at, Fact::Cancelled { reason: "duplicate".to_owned() })
    }

    pub fn held(self, at: &str, number: u128, reason: PauseReason) -> Self {
        self.vendor(at, Fact::Held { pause: pause(number), reason, note: String::new() })
    }

    pub fn resumed(self, at: &str, number: u128) -> Self {
        self.vendor(at, Fact::Resumed { pause: pause(number) })
    }

    pub fn pause_accepted(self, at: &str, number: u128) -> Self {
        self.agency(at, Fact::PauseAccepted { pause: pause(number) })
    }

    pub fn pause_rejected(self, at: &str, number: u128) -> Self {
        self.agency(at, Fact::PauseRejected { pause: pause(number), reason: "nobody was asked".to_owned() })
    }

    pub fn priority(self, at: &str, to: Priority) -> Self {
        let (impact, urgency, from) = (Impact::Medium, Urgency::Medium, Priority::P3);
        self.agency(at, Fact::PriorityChanged { impact, urgency, from, to, reason: "reassessed".to_owned() })
    }

    pub fn reported(self, at: &str) -> Self {
        self.vendor(at, Fact::ProgressReported)
    }

    pub fn excluded(self, at: &str, metric: Metric, cycle: i32) -> Self {
        self.agency(at, Fact::Excluded { metric, cycle, reason: "flood".to_owned() })
    }

    pub fn commented(self, at: &str) -> Self {
        self.vendor(
            at,
            Fact::Commented { visibility: Visibility::Public, body: "looking".to_owned(), mentions: Vec::new() },
        )
    }

    pub fn hand_over_proposed(self, at: &str) -> Self {
        self.vendor(
            at,
            Fact::HandOverProposed { contract: None, system: None, reason: "carrier".to_owned(), answer_by: None },
        )
    }

    pub fn handed_over(self, at: &str, from: u128, to: u128) -> Self {
        let (contract, system) = (ContractId(Uuid::from_u128(to)), SystemId(Uuid::from_u128(to)));
        let (from, to, reason) = (VendorId(Uuid::from_u128(from)), VendorId(Uuid::from_u128(to)), String::new());
        self.agency(at, Fact::HandedOver { from, to, contract, system, reason })
    }

    pub fn hand_over_declined(self, at: &str) -> Self {
        self.agency(at, Fact::HandOverDeclined { reason: "it is yours".to_owned() })
    }

    pub fn input<'a>(&'a self, now: Instant) -> ReplayInput<'a> {
        let Promises { terms, book, pins, .. } = &self.promises;
        ReplayInput { events: &self.events, terms, book, pins, now }
    }

    /// Every clock at a time.
    pub fn clocks(&self, now: &str) -> Vec<SlaClock> {
        replay(&self.input(local(now)))
    }

    /// The first clock of a metric.
    pub fn clock(&self, metric: Metric, now: &str) -> SlaClock {
        self.clock_of(key(metric, 1, 1), now)
    }

    pub fn clock_of(&self, key: ClockKey, now: &str) -> SlaClock {
        let found = self.clocks(now).into_iter().find(|clock| clock.key == key);
        found.unwrap_or_else(|| panic!("the ticket has no clock {key:?}"))
    }

    /// The due time of the RESOLVE clock of cycle 1.
    pub fn due(&self, now: &str) -> String {
        show(self.clock(Metric::Resolve, now).due_at)
    }

    pub fn explained(&self, metric: Metric, now: &str) -> Explanation {
        explain(&self.input(local(now)), key(metric, 1, 1)).unwrap()
    }

    /// Who is charged with the time of one clock.
    pub fn charged(&self, clock: ClockKey, now: &str) -> Vec<Charge> {
        charged(&self.input(local(now)), &[clock]).pop().map_or_else(Vec::new, |(_, charges)| charges)
    }

    pub fn target(&self, metric: Metric, priority: Priority) -> TargetId {
        let mut targets = self.promises.terms.targets.iter();
        targets.find(|target| target.metric == metric && target.priority == priority).unwrap().id
    }
}

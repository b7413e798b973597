//! What happened to one ticket, from raising to rating, cut off where the demo ends.

mod work;

use chrono::DateTime;
use domain::Instant;
use domain::ids::{PauseId, TicketId, UserId, uuid_at};
use domain::sla::{Metric, TargetDuration};
use domain::ticket::{
    ActorSide, Circumstances, Event, Fact, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility,
};

use super::SOURCE;
use super::chance::Chance;
use super::parties::{Bureau, Company};
use super::promises::{promised, vendor_of};
use super::systems::DemoSystem;
use super::tickets::Year;
use crate::ticket::bulk::Logged;

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
/// Open hours of a working day of the office calendar.
const WORKING_DAY: i64 = 7 * HOUR;

/// What is asked for, when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'y> {
    pub(super) number: usize,
    pub(super) system: &'y DemoSystem,
    pub(super) kind: TicketKind,
    pub(super) impact: Impact,
    pub(super) urgency: Urgency,
    /// In seconds.
    pub(super) raised_at: i64,
}

/// The facts of one ticket as they come up, in any order of time.
pub(super) struct Story<'s> {
    year: &'s Year<'s>,
    chance: &'s mut Chance,
    ask: Ask<'s>,
    bureau: &'s Bureau,
    company: &'s Company,
    quality: u32,
    engineer: UserId,
    priority: Priority,
    facts: Vec<(i64, ActorSide, UserId, Fact)>,
    /// Whether every promise was kept so far.
    kept: bool,
}

impl<'s> Story<'s> {
    /// Tells a ticket's story.
    pub(super) fn tell(year: &'s Year<'s>, chance: &'s mut Chance, ask: Ask<'s>) -> Logged {
        let plan = year.plan;
        let at = instant(ask.raised_at).with_timezone(&year.office.zone());
        let contract_year = usize::from(chrono::Datelike::year(&at) > plan.year);
        let vendor = vendor_of(plan, ask.system.city, ask.system.lot, contract_year);
        let company = &plan.vendors[vendor];
        let mut story = Self {
            year,
            ask,
            bureau: &plan.agencies[&ask.system.agency],
            company,
            quality: year.words.vendors[vendor].quality,
            engineer: *chance.pick(&company.engineers),
            chance,
            priority: Priority::from_matrix(ask.impact, ask.urgency),
            facts: Vec::with_capacity(12),
            kept: true,
        };
        let title = story.title();
        story.raise();
        if story.chance.percent(2) {
            story.withdraw();
        } else {
            story.work();
        }
        story.finish(title)
    }

    fn title(&mut self) -> String {
        let words = self.year.words;
        let system = &words.kinds[self.ask.system.kind];
        let texts = match self.ask.kind {
            TicketKind::Incident => Some(&system.incidents),
            TicketKind::Request => Some(&system.requests),
            other => words.works.get(&other),
        };
        self.chance.pick(texts.unwrap_or(&system.incidents)).clone()
    }

    fn raise(&mut self) {
        let Ask { kind, impact, urgency, raised_at, system, .. } = self.ask;
        // What the system and the time were like is added where the rows are made.
        let (priority, site_class, circumstances) = (self.priority, system.site_class, Circumstances::default());
        let raised = Fact::Raised { kind, impact, urgency, priority, site_class, circumstances };
        self.by_clerk(raised_at, raised);
        if self.chance.percent(12) {
            let at = raised_at + self.chance.between(2 * MINUTE, 40 * MINUTE);
            self.comment(at, ActorSide::Agency, self.bureau.clerk.0);
        }
    }

    fn withdraw(&mut self) {
        let at = self.ask.raised_at + self.chance.between(4 * MINUTE, 14 * MINUTE);
        let reason = self.chance.pick(&self.year.words.withdrawn).clone();
        self.by_clerk(at, Fact::Cancelled { reason });
    }

    fn comment(&mut self, at: i64, side: ActorSide, user: UserId) {
        let words = self.year.words;
        let (visibility, texts) = match side == ActorSide::Agency {
            true if self.chance.percent(15) => (Visibility::AgencyInternal, &words.internals),
            true => (Visibility::Public, &words.asks),
            false => (Visibility::Public, &words.replies),
        };
        let body = self.chance.pick(texts).clone();
        self.facts.push((at, side, user, Fact::Commented { visibility, body, mentions: Vec::new() }));
    }

    fn by_clerk(&mut self, at: i64, fact: Fact) {
        self.facts.push((at, ActorSide::Agency, self.bureau.clerk.0, fact));
    }

    fn by_operator(&mut self, at: i64, fact: Fact) {
        self.facts.push((at, ActorSide::Agency, self.bureau.operator, fact));
    }

    fn by_engineer(&mut self, at: i64, fact: Fact) {
        self.facts.push((at, ActorSide::Vendor, self.engineer, fact));
    }

    /// When a promise that counts from `start` was kept, or not: as often as the vendor is good.
    fn kept_at(&mut self, metric: Metric, start: i64) -> i64 {
        let promise = promised(metric, self.priority, self.ask.system.site_class);
        let promise = promise.unwrap_or(TargetDuration::WorkingDays(3));
        let kept = self.chance.percent(self.quality);
        self.kept &= kept;
        let share = if kept { self.chance.share(0.1, 0.8) } else { self.chance.share(1.15, 2.3) };
        match promise {
            TargetDuration::RealTime(seconds) => start + part(seconds, share),
            TargetDuration::Working(seconds) => self.open(start, part(seconds, share)),
            TargetDuration::WorkingDays(days) => {
                // The day of the start comes on top of a promise in whole days.
                let days = i64::from(days) + i64::from(!kept);
                self.open(start, part(days * WORKING_DAY, share))
            }
        }
    }

    /// So many open seconds after `start`.
    fn open(&self, start: i64, seconds: i64) -> i64 {
        self.year.office.due(start, seconds).at
    }

    /// Some open time after `start`, between two lengths.
    fn after(&mut self, start: i64, least: i64, most: i64) -> i64 {
        let length = self.chance.between(least, most);
        self.open(start, length)
    }

    fn pause_id(&mut self, at: i64) -> PauseId {
        PauseId(uuid_at(instant(at), self.chance.bits()))
    }

    /// The ticket with what had happened by the end of the demo.
    fn finish(self, title: String) -> Logged {
        let Ask { number, system, kind, raised_at, .. } = self.ask;
        let mut facts = self.facts;
        facts.sort_by_key(|fact| fact.0);
        facts.retain(|fact| fact.0 <= self.year.as_of.timestamp());
        let event = |(seq, (at, side, _, fact)): (i32, &(i64, ActorSide, UserId, Fact))| Event {
            seq,
            occurred_at: instant(*at),
            recorded_at: instant(*at),
            side: *side,
            fact: fact.clone(),
        };
        let (place, clerk) = (&self.bureau.place, &self.bureau.clerk.1);
        Logged {
            id: TicketId(uuid_at(instant(raised_at), self.chance.bits())),
            agency: system.agency,
            system: system.id,
            kind,
            description: format!("{}：{title}。请协调处理。联系人：{place}{clerk}。", system.name),
            title,
            events: (1..).zip(&facts).map(event).collect(),
            actors: facts.iter().map(|fact| Some(fact.2)).collect(),
            source: SOURCE.to_owned(),
            reference: number.to_string(),
            rows_hash: self.year.seed.to_string(),
        }
    }
}

fn instant(second: i64) -> Instant {
    DateTime::from_timestamp(second, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// A share of whole seconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "invented durations need no precision"
)]
fn part(seconds: i64, share: f64) -> i64 {
    (seconds as f64 * share) as i64
}

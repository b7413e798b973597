//! Contract months counted a second time, row by row, from what the database holds of tickets: events, legs, verdicts and
//! inspections. Nothing is asked that counts by itself, and no row that says in which month it counts.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::Instant;
use domain::ids::{ClockId, ContractId, PauseId, SystemId, TargetId, TicketId};
use domain::inspection::OccurrenceState;
use domain::scorecard::{Counters, Lateness, TimeUsed, time_bucket, yyyymm};
use domain::sla::{ClockState, Metric};
use domain::ticket::{ActorSide, Priority, TicketKind};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::Value;
use storage::entity::{inspection_occurrence, sla_clock, sla_target, sla_verdict, ticket, ticket_event, ticket_leg};

/// By contract and month, YYYYMM.
pub type Months = BTreeMap<(ContractId, i32), Counters>;

/// By contract, month and metric.
pub type Times = BTreeMap<(ContractId, i32, Metric), TimeUsed>;

/// Faults that are told as the same: contract, system and cause.
type Alike<'a> = (ContractId, SystemId, &'a str);

/// What there is to be counted.
pub struct Raw {
    tickets: Vec<(ticket::Model, Vec<ticket_event::Model>, Vec<ticket_leg::Model>)>,
    clocks: Vec<(sla_clock::Model, sla_verdict::Model)>,
    priorities: HashMap<TargetId, Priority>,
    inspections: Vec<inspection_occurrence::Model>,
    zones: HashMap<ContractId, Tz>,
}

impl Raw {
    /// Reads it all. Months begin at midnight in the zone of each contract.
    pub async fn read(db: &DatabaseConnection, zones: HashMap<ContractId, Tz>) -> Self {
        let mut events: HashMap<TicketId, Vec<ticket_event::Model>> = HashMap::new();
        for event in ticket_event::Entity::find().all(db).await.expect("events") {
            events.entry(event.ticket_id).or_default().push(event);
        }
        events.values_mut().for_each(|log| log.sort_unstable_by_key(|event| event.seq));
        let mut legs: HashMap<TicketId, Vec<ticket_leg::Model>> = HashMap::new();
        for leg in ticket_leg::Entity::find().all(db).await.expect("legs") {
            legs.entry(leg.ticket_id).or_default().push(leg);
        }
        let tickets = ticket::Entity::find().all(db).await.expect("tickets").into_iter().map(|row| {
            let (log, legs) = (events.remove(&row.id).unwrap_or_default(), legs.remove(&row.id).unwrap_or_default());
            (row, log, legs)
        });
        let tickets = tickets.collect();
        let mut last: HashMap<ClockId, sla_verdict::Model> = HashMap::new();
        for verdict in sla_verdict::Entity::find().all(db).await.expect("verdicts") {
            if last.get(&verdict.clock_id).is_none_or(|known| known.revision < verdict.revision) {
                last.insert(verdict.clock_id, verdict);
            }
        }
        let clocks = sla_clock::Entity::find().all(db).await.expect("clocks").into_iter();
        let clocks = clocks.filter_map(|clock| last.remove(&clock.id).map(|verdict| (clock, verdict))).collect();
        let targets = sla_target::Entity::find().all(db).await.expect("targets");
        let priorities = targets.into_iter().map(|target| (target.id, target.priority)).collect();
        let inspections = inspection_occurrence::Entity::find().all(db).await.expect("inspections");
        Self { tickets, clocks, priorities, inspections, zones }
    }

    /// Everything that counts, and no month in which nothing does.
    pub fn months(&self) -> Months {
        let mut months = Months::new();
        self.promises(&mut months);
        for (ticket, log, legs) in &self.tickets {
            let home = Home { ticket, legs };
            for event in log {
                self.event(&mut months, event, log, &home);
            }
            self.waits(&mut months, log, &home);
        }
        self.faults(&mut months);
        for of in self.inspections.iter().filter(|of| counts(of)) {
            let Some(contract) = of.contract_id else { continue };
            let tally = &mut months.entry((contract, yyyymm(of.nominal_on))).or_default().inspection;
            tally.part += i64::from(of.state == OccurrenceState::Done);
            tally.whole += 1;
        }
        months.retain(|_, counters| !counters.is_nothing());
        months
    }

    /// How long promises took that were kept, in time or late, by the buckets that the domain finds.
    pub fn times(&self) -> Times {
        let mut times = Times::new();
        for (clock, verdict) in self.clocks.iter().filter(|(clock, _)| clock.stopped_at.is_some()) {
            let Some((_, at)) = judged(verdict) else { continue };
            let (contract, month) = self.at(clock.contract_id, at);
            let used = times.entry((contract, month, clock.metric)).or_default();
            used.add(time_bucket(clock.elapsed_seconds), 1);
        }
        times
    }

    fn at(&self, contract: ContractId, at: Instant) -> (ContractId, i32) {
        (contract, yyyymm(self.day(contract, at)))
    }

    fn day(&self, contract: ContractId, at: Instant) -> NaiveDate {
        at.with_timezone(&self.zones[&contract]).date_naive()
    }

    /// A promise counts once: when it was kept, or when it was due (S10).
    fn promises(&self, months: &mut Months) {
        let kinds: HashMap<TicketId, TicketKind> = self.tickets.iter().map(|(row, ..)| (row.id, row.kind)).collect();
        for (clock, verdict) in &self.clocks {
            let Some((met, at)) = judged(verdict) else { continue };
            let counters = months.entry(self.at(clock.contract_id, at)).or_default();
            let priority = self.priorities[&clock.target_id.expect("it was promised")];
            let tally = match clock.metric {
                Metric::Response => &mut counters.respond,
                Metric::Arrival => &mut counters.arrive,
                Metric::Restore => &mut counters.restore[priority as usize],
                Metric::Resolve => &mut counters.resolve,
                Metric::Update => &mut counters.update,
            };
            tally.part += i64::from(met);
            tally.whole += 1;
            if clock.metric == Metric::Resolve && kinds[&clock.ticket_id] == TicketKind::Complaint {
                counters.complaint.part += i64::from(met);
                counters.complaint.whole += 1;
            }
            if !met {
                counters.late.add(clock.metric, priority, lateness(clock, verdict), 1);
            }
        }
    }

    fn event(&self, months: &mut Months, event: &ticket_event::Model, log: &[ticket_event::Model], home: &Home<'_>) {
        let contract = home.of_event(event.seq);
        let counters = months.entry(self.at(contract, event.occurred_at)).or_default();
        match event.type_.as_str() {
            "RESOLVED" => counters.reopen.whole += 1,
            "REOPENED" | "SOLUTION_REJECTED" => counters.reopen.part += 1,
            "RATED" => {
                counters.rating.part += event.fact["stars"].as_i64().expect("stars");
                counters.rating.whole += 1;
            }
            "CONFIRMED" => {
                counters.record.part += i64::from(is_complete(&log[..event.seq as usize - 1], home, event.seq));
                counters.record.whole += 1;
            }
            _ => {}
        }
    }

    /// Waits that ended, each whole in the month in which it began; the last decision about one holds.
    fn waits(&self, months: &mut Months, log: &[ticket_event::Model], home: &Home<'_>) {
        let id = |event: &ticket_event::Model| -> PauseId {
            serde_json::from_value(event.fact["pause"].clone()).expect("a pause")
        };
        for held in log.iter().filter(|event| event.type_ == "HELD") {
            let of_it = |word: &str| log.iter().rfind(|event| event.type_ == word && id(event) == id(held));
            let Some(resumed) = of_it("RESUMED") else { continue };
            let decided = [of_it("PAUSE_ACCEPTED"), of_it("PAUSE_REJECTED")].into_iter().flatten();
            let last = decided.max_by_key(|event| event.seq);
            let seconds = (resumed.occurred_at - held.occurred_at).num_seconds();
            let contract = home.of_time(held.occurred_at);
            let tally = &mut months.entry(self.at(contract, held.occurred_at)).or_default().pause;
            tally.whole += seconds;
            if last.is_some_and(|event| event.type_ == "PAUSE_REJECTED") {
                tally.part += seconds;
            }
        }
    }

    /// Incidents by their first solution, where it names a cause: one repeats another of the same contract, system and
    /// cause that was solved at most thirty days of 24 hours before.
    fn faults(&self, months: &mut Months) {
        let mut alike: BTreeMap<Alike<'_>, Vec<(Instant, TicketId)>> = BTreeMap::new();
        for (ticket, log, legs) in self.tickets.iter().filter(|(row, ..)| row.kind == TicketKind::Incident) {
            let Some(first) = log.iter().find(|event| event.type_ == "RESOLVED") else { continue };
            let cause = first.fact["cause"].as_str().expect("a text");
            if !cause.is_empty() {
                let contract = Home { ticket, legs }.of_event(first.seq);
                alike.entry((contract, ticket.system_id, cause)).or_default().push((first.occurred_at, ticket.id));
            }
        }
        for ((contract, ..), mut solved) in alike {
            solved.sort_unstable();
            for (place, (at, _)) in solved.iter().enumerate() {
                let repeats = place > 0 && *at - solved[place - 1].0 <= TimeDelta::days(30);
                let tally = &mut months.entry(self.at(contract, *at)).or_default().repeat;
                tally.part += i64::from(repeats);
                tally.whole += 1;
            }
        }
    }
}

/// Whether a promise was kept in time, and at what instant it counts; none when it was not judged.
fn judged(verdict: &sla_verdict::Model) -> Option<(bool, Instant)> {
    match verdict.verdict {
        ClockState::Met => Some((true, verdict.stopped_at.expect("it was kept"))),
        ClockState::Breached => Some((false, verdict.due_at.expect("it was due"))),
        _ => None,
    }
}

/// A ticket, and whose it was when.
struct Home<'r> {
    ticket: &'r ticket::Model,
    legs: &'r [ticket_leg::Model],
}

impl Home<'_> {
    fn leg(&self, seq: i32) -> Option<&ticket_leg::Model> {
        self.legs.iter().find(|leg| leg.first_seq <= seq && seq <= leg.last_seq)
    }

    fn of_event(&self, seq: i32) -> ContractId {
        self.leg(seq).map_or(self.ticket.contract_id, |leg| leg.contract_id)
    }

    fn of_time(&self, at: Instant) -> ContractId {
        let leg = self.legs.iter().find(|leg| leg.from_at <= at && at < leg.until_at);
        leg.map_or(self.ticket.contract_id, |leg| leg.contract_id)
    }
}

/// Whether a ticket had all on record when it was closed: the last solution before names cause and solution, and the vendor
/// whose it was had brought a file that the agency can read, and had not taken it back.
fn is_complete(before: &[ticket_event::Model], home: &Home<'_>, closed: i32) -> bool {
    let says = |fact: &Value, name: &str| fact[name].as_str().is_some_and(|text| !text.trim_matches(' ').is_empty());
    let solution = before.iter().rfind(|event| event.type_ == "RESOLVED");
    let says_all = solution.is_some_and(|event| says(&event.fact, "cause") && says(&event.fact, "solution"));
    let leg = home.leg(closed);
    let of_leg = |seq: i32| leg.is_none_or(|leg| leg.first_seq <= seq && seq <= leg.last_seq);
    let taken_back = |file: &Value| {
        before.iter().any(|event| event.type_ == "ATTACHMENT_WITHDRAWN" && event.fact["attachment"] == *file)
    };
    let shows_it = before.iter().any(|event| {
        event.type_ == "ATTACHED"
            && event.side == ActorSide::Vendor
            && event.fact["visibility"] == "PUBLIC"
            && of_leg(event.seq)
            && !taken_back(&event.fact["attachment"])
    });
    says_all && shows_it
}

/// Of a breach, by the time that the promise counts itself; one that was not kept yet is late and no more.
fn lateness(clock: &sla_clock::Model, verdict: &sla_verdict::Model) -> Lateness {
    let used = verdict.stopped_at.map_or(0, |_| clock.elapsed_seconds);
    if used > 3 * clock.target_seconds {
        Lateness::BeyondThrice
    } else if used > 2 * clock.target_seconds {
        Lateness::BeyondTwice
    } else {
        Lateness::Late
    }
}

/// Done, late or missed, and not nobody's to do; one that was done after a day in doubt counts once the days are known.
fn counts(of: &inspection_occurrence::Model) -> bool {
    let is_over = matches!(of.state, OccurrenceState::Done | OccurrenceState::DoneLate | OccurrenceState::Missed);
    is_over && of.cause.is_none() && (of.state == OccurrenceState::Done || of.missed_at.is_some())
}

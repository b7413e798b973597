//! When tickets were raised: working days and office hours mostly, Mondays more than Fridays.

use chrono::{Datelike, Days, NaiveDate, Timelike};
use domain::Instant;
use domain::calendar::CompiledCalendar;
use domain::ticket::{Impact, TicketKind, Urgency};

use super::chance::Chance;
use super::parties::Plan;
use super::story::{Ask, Story};
use super::words::Words;
use crate::ticket::bulk::Logged;

/// The length of the year.
pub(super) const DAYS: u64 = 365;
/// Of a hundred tickets, so many are raised in each hour of a working day.
const HOURS: [u32; 24] = [1, 0, 0, 0, 0, 0, 0, 3, 14, 17, 13, 6, 2, 1, 3, 15, 13, 8, 2, 1, 1, 0, 0, 0];
/// Weight of a working day from Monday on, and of a day off.
const WEEKDAYS: [u32; 7] = [130, 110, 100, 100, 90, 95, 95];
const DAY_OFF: u32 = 9;
/// The last days have more, so that there is something to do.
const LAST_DAYS: u64 = 3;

const KINDS: [(TicketKind, u32); 6] = [
    (TicketKind::Incident, 60),
    (TicketKind::Request, 26),
    (TicketKind::Inspection, 5),
    (TicketKind::Change, 5),
    (TicketKind::Complaint, 2),
    (TicketKind::Problem, 2),
];
const LEVELS: [(Impact, Urgency, u32); 7] = [
    (Impact::High, Urgency::High, 2),
    (Impact::High, Urgency::Medium, 4),
    (Impact::Medium, Urgency::High, 5),
    (Impact::Medium, Urgency::Medium, 30),
    (Impact::Low, Urgency::High, 8),
    (Impact::Medium, Urgency::Low, 16),
    (Impact::Low, Urgency::Low, 35),
];

/// The year that tickets are told of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year<'y> {
    pub(super) words: &'y Words,
    pub(super) plan: &'y Plan,
    pub(super) office: &'y CompiledCalendar,
    pub(super) as_of: Instant,
    pub(super) seed: u64,
}

impl Year<'_> {
    /// About `count` tickets in the order they were raised; those of the last day's hours to come are left out.
    pub(super) fn tickets(&self, count: usize) -> Vec<Logged> {
        let mut chance = Chance::new(self.seed);
        let days = self.days();
        let weights: Vec<u32> = days.iter().map(|day| day.1).collect();
        let mut raised: Vec<i64> = (0..count)
            .map(|_| {
                let (date, weight) = days[chance.weighted(weights.iter().copied())];
                let hour = match weight > DAY_OFF * 3 {
                    true => i64::try_from(chance.weighted(HOURS)).unwrap_or(9),
                    false => chance.between(8, 20),
                };
                self.office.start_of(date) + hour * 3_600 + chance.between(0, 3_599)
            })
            .filter(|at| *at < self.as_of.timestamp())
            .collect();
        raised.sort_unstable();
        raised.into_iter().enumerate().map(|(number, at)| self.ticket(&mut chance, number + 1, at)).collect()
    }

    fn ticket(&self, chance: &mut Chance, number: usize, raised_at: i64) -> Logged {
        let systems = &self.plan.systems;
        let system = &systems[chance.weighted(systems.iter().map(|system| system.weight))];
        let out_of_hours = self.office.next_opening(raised_at).at > raised_at;
        let kind = KINDS[chance.weighted(KINDS.map(|kind| kind.1))].0;
        // What cannot wait for the morning is grave, and an incident.
        let kind = if out_of_hours && chance.percent(70) { TicketKind::Incident } else { kind };
        let grave = if out_of_hours { 4 } else { 1 };
        let may_be_grave = matches!(kind, TicketKind::Incident | TicketKind::Complaint);
        let weights = LEVELS.map(|(impact, urgency, weight)| match (impact, urgency) {
            (Impact::High, _) | (Impact::Medium, Urgency::High) if may_be_grave => weight * grave,
            (Impact::High, _) => 0,
            _ => weight,
        });
        let (impact, urgency, _) = LEVELS[chance.weighted(weights)];
        Story::tell(self, chance, Ask { number, system, kind, impact, urgency, raised_at })
    }

    /// Each day of the year with its weight.
    fn days(&self) -> Vec<(NaiveDate, u32)> {
        let last = self.as_of.with_timezone(&self.office.zone());
        let today = last.date_naive();
        let weight = |date: NaiveDate| {
            let working = self.office.day(date).next().is_some();
            let usual = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
            let usual = if working { usual } else { DAY_OFF };
            let recent = date + Days::new(LAST_DAYS) > today;
            // Of today only the hours that have passed.
            match date == today {
                true => usual * 2 * last.hour() / 24,
                false => usual * if recent { 2 } else { 1 },
            }
        };
        let dates = (0..DAYS).rev().map(|back| today - Days::new(back));
        dates.map(|date| (date, weight(date))).collect()
    }
}

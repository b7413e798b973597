//! The real log judged a second time, from the raw file, minute by minute, with nothing of the engine: times are
//! minutes since 1970 on the log's own wall, whose zone knew no other offset in those years.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use flate2::read::MultiGzDecoder;

/// P1 is 1.
pub type Rank = i32;

/// A row of the file that says something.
struct Row {
    at: i64,
    opened: i64,
    state: String,
    rank: Rank,
}

/// A promise that was judged.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub met: bool,
    /// Of the stop if met, of the deadline if breached, as YYYYMM.
    pub month: i32,
}

/// A case as it counts: one response, and a solution each time it was to be solved.
#[derive(Clone, Debug)]
pub struct Counted {
    /// At last.
    pub rank: Rank,
    pub response: Judged,
    pub solutions: Vec<Judged>,
}

/// Every case of these logs by its name; one that stands in several counts once.
pub fn recount(logs: &[&Path]) -> BTreeMap<String, Counted> {
    recount_by(logs, Terms { response: response_within, solution: solution_within })
}

/// The same by other promises.
pub fn recount_by(logs: &[&Path], terms: Terms) -> BTreeMap<String, Counted> {
    let mut cases = BTreeMap::new();
    for log in logs {
        for (name, rows) in read(log) {
            cases.insert(name, Story::of(&rows).judged(terms));
        }
    }
    cases
}

fn read(log: &Path) -> BTreeMap<String, Vec<Row>> {
    let file = MultiGzDecoder::new(File::open(log).expect("the log"));
    let mut reader = csv::Reader::from_reader(file);
    let headings = reader.headers().expect("a heading").clone();
    let place = |name: &str| headings.iter().position(|heading| heading == name).expect(name);
    let places = ["number", "incident_state", "opened_at", "sys_updated_at", "priority"].map(place);
    let mut cases: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in reader.into_records() {
        let row = row.expect("a row");
        let [name, state, opened, updated, priority] = places.map(|place| &row[place]);
        if state == "-100" {
            continue;
        }
        let (at, opened, state) = (minute(updated), minute(opened), state.to_owned());
        // Nothing is done about a case that has not been opened: the import passes over such rows.
        if at < opened {
            continue;
        }
        let rank = priority[..1].parse().expect("a priority");
        cases.entry(name.to_owned()).or_default().push(Row { at, opened, state, rank });
    }
    cases
}

fn minute(text: &str) -> i64 {
    let time = NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").expect(text);
    time.and_utc().timestamp() / 60
}

fn month(minute: i64) -> i32 {
    let day = NaiveDate::default() + TimeDelta::days(minute.div_euclid(1_440));
    day.year() * 100 + day.month() as i32
}

/// Monday to Friday, eight to six.
fn is_open(minute: i64) -> bool {
    // 1970-01-01 was a Thursday.
    let (day, of_day) = (minute.div_euclid(1_440), minute.rem_euclid(1_440));
    (day + 3).rem_euclid(7) < 5 && (480..1_080).contains(&of_day)
}

/// What is promised for each rank.
#[derive(Clone, Copy)]
pub struct Terms {
    pub response: fn(Rank) -> Promise,
    pub solution: fn(Rank) -> Promise,
}

/// In minutes of real time, in open minutes, or in open days.
#[derive(Clone, Copy)]
pub enum Promise {
    Real(i64),
    Open(i64),
    Days(i64),
}

fn response_within(rank: Rank) -> Promise {
    match rank {
        1 => Promise::Real(30),
        2 => Promise::Real(60),
        3 => Promise::Open(240),
        _ => Promise::Open(480),
    }
}

fn solution_within(rank: Rank) -> Promise {
    match rank {
        1 => Promise::Real(480),
        2 => Promise::Real(1_440),
        3 => Promise::Open(2_400),
        _ => Promise::Days(5),
    }
}

/// The minute at which a promise given at `start` is used up, if these waits count for nothing.
fn used_up(promise: Promise, start: i64, waits: &[(i64, i64)]) -> i64 {
    let (mut left, real) = match promise {
        Promise::Real(minutes) => (minutes, true),
        Promise::Open(minutes) => (minutes, false),
        Promise::Days(days) => (open_minutes_of(days, start), false),
    };
    let mut minute = start;
    while left > 0 {
        let waits = waits.iter().any(|wait| (wait.0..wait.1).contains(&minute));
        left -= i64::from(!waits && (real || is_open(minute)));
        minute += 1;
    }
    minute
}

/// What is open until six of the n-th open day after the first open minute's day.
fn open_minutes_of(days: i64, start: i64) -> i64 {
    let first = (start..).find(|minute| is_open(*minute)).expect("an opening");
    let noon = |day: i64| day * 1_440 + 720;
    let open_days = (first.div_euclid(1_440) + 1..).filter(|day| is_open(noon(*day)));
    let last = open_days.take(days as usize).last().expect("a day");
    (start..noon(last) + 360).filter(|minute| is_open(*minute)).count() as i64
}

/// What happened in a case.
struct Story {
    opened: i64,
    /// From opening on, each with the minute it was set.
    ranks: Vec<(i64, Rank)>,
    noticed: Option<i64>,
    /// From when it was to be solved, and when it was.
    cycles: Vec<(i64, Option<i64>)>,
    /// Waits that the vendor does not answer for.
    waits: Vec<(i64, i64)>,
    waiting: Option<(&'static str, i64)>,
}

impl Story {
    fn of(rows: &[Row]) -> Self {
        let (opened, rank) = (rows[0].opened, rows[0].rank);
        assert!(rows.iter().all(|row| row.opened == opened && row.at >= opened), "another log");
        // The order of the file makes the state: one case is new twice, the second time earlier.
        assert!(rows.iter().filter(|row| row.state != "New").is_sorted_by_key(|row| row.at), "another log");
        let (ranks, cycles) = (vec![(opened, rank)], vec![(opened, None)]);
        let mut story = Self { opened, ranks, noticed: None, cycles, waits: Vec::new(), waiting: None };
        for row in rows {
            story.take(row);
        }
        story
    }

    fn take(&mut self, row: &Row) {
        let at = row.at;
        if self.ranks.last().is_some_and(|last| last.1 != row.rank) {
            self.ranks.push((at, row.rank));
        }
        match row.state.as_str() {
            "New" => self.work(at),
            "Active" => {
                self.work(at);
                self.noticed.get_or_insert(at);
            }
            "Awaiting User Info" | "Awaiting Evidence" => self.wait("the user", at),
            "Awaiting Vendor" => self.wait("a third party", at),
            "Awaiting Problem" => self.wait("the vendor itself", at),
            "Resolved" | "Closed" => self.solve(at),
            other => panic!("a state {other}"),
        }
    }

    /// It goes on: a wait ends, and a solution that did not hold begins another cycle.
    fn work(&mut self, at: i64) {
        match self.waiting.take() {
            Some(("the vendor itself", _)) | None => {}
            Some((_, from)) => self.waits.push((from, at)),
        }
        if self.cycles.last().is_some_and(|last| last.1.is_some()) {
            self.cycles.push((at, None));
        }
    }

    fn wait(&mut self, whom: &'static str, at: i64) {
        if self.waiting.is_none_or(|waiting| waiting.0 != whom) {
            self.work(at);
            self.noticed.get_or_insert(at);
            self.waiting = Some((whom, at));
        }
    }

    fn solve(&mut self, at: i64) {
        if self.cycles.last().is_some_and(|last| last.1.is_none()) {
            self.work(at);
            self.noticed.get_or_insert(at);
            self.cycles.last_mut().expect("a cycle").1 = Some(at);
        }
    }

    fn judged(&self, terms: Terms) -> Counted {
        let noticed = self.noticed.expect("every case of the log was noticed");
        let solution = |(start, solved): &(i64, Option<i64>)| {
            let solved = solved.expect("every case of the log was solved");
            self.judge(terms.solution, &self.waits, *start, solved)
        };
        Counted {
            rank: self.ranks.last().expect("a rank").1,
            response: self.judge(terms.response, &[], self.opened, noticed),
            solutions: self.cycles.iter().map(solution).collect(),
        }
    }

    /// A raised rank promises its own time from then on, if that is earlier; a lowered one promises from the start
    /// anew, unless it came too late.
    fn judge(&self, within: fn(Rank) -> Promise, waits: &[(i64, i64)], start: i64, stop: i64) -> Judged {
        let mut rank = self.ranks.iter().rev().find(|change| change.0 <= start).expect("a rank").1;
        let mut due = used_up(within(rank), start, waits);
        for &(at, to) in self.ranks.iter().filter(|change| start < change.0 && change.0 < stop) {
            if due < at {
                break;
            }
            if to < rank {
                due = due.min(used_up(within(to), at, waits));
            } else if to > rank {
                due = used_up(within(to), start, waits);
            }
            rank = to;
        }
        Judged { met: stop <= due, month: month(stop.min(due)) }
    }
}

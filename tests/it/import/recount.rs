//! The real log judged a second time, from the raw file, minute by minute, with nothing of the engine: times are
//! minutes since 1970 on the log's own wall, whose zone knew no other offset in those years.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use flate2::read::MultiGzDecoder;

/// Cases with a row from before they were opened: nothing is done about them then, and the import passes over it.
const TOO_EARLY: [&str; 5] = ["INC0000130", "INC0000131", "INC0000134", "INC0000135", "INC0000164"];

/// The case that is new twice, the second time earlier: the order of the file makes its state.
const BACK_IN_TIME: &str = "INC0000137";

/// P1 is 1.
pub type Rank = i32;

/// A row of the file that says something.
struct Row {
    at: i64,
    opened: i64,
    state: String,
    rank: Rank,
    code: String,
}

/// A promise that was judged.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub met: bool,
    /// Of the stop if met, of the deadline if breached, as YYYYMM.
    pub month: i32,
    /// By which rank it was due at last.
    pub rank: Rank,
    /// Whether it was kept after more than twice (1) or three times (2) the time allowed.
    pub lateness: usize,
}

/// A case as it counts: one response, and a solution each time it was to be solved.
#[derive(Clone, Debug)]
pub struct Counted {
    /// At last.
    pub rank: Rank,
    pub response: Judged,
    pub solutions: Vec<Judged>,
    /// The months in which it was solved, taken up again, and closed.
    pub solved: Vec<i32>,
    pub reopened: Vec<i32>,
    pub closed: Vec<i32>,
    /// The minute in which it was first solved, and what was found then.
    pub fault: (i64, String),
    /// Each wait that ended: the month in which it began, and its seconds.
    pub paused: Vec<(i32, i64)>,
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
            let story = Story::of(&name, &rows);
            cases.insert(name, story.judged(terms));
        }
    }
    cases
}

fn read(log: &Path) -> BTreeMap<String, Vec<Row>> {
    let file = MultiGzDecoder::new(File::open(log).expect("the log"));
    let mut reader = csv::Reader::from_reader(file);
    let headings = reader.headers().expect("a heading").clone();
    let place = |name: &str| headings.iter().position(|heading| heading == name).expect(name);
    let places = ["number", "incident_state", "opened_at", "sys_updated_at", "priority", "closed_code"].map(place);
    let mut cases: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in reader.into_records() {
        let row = row.expect("a row");
        let [name, state, opened, updated, priority, code] = places.map(|place| &row[place]);
        if state == "-100" {
            continue;
        }
        let (at, opened, state) = (minute(updated), minute(opened), state.to_owned());
        if at < opened {
            assert!(TOO_EARLY.contains(&name), "another log: {name}");
            continue;
        }
        let rank = priority[..1].parse().expect("a priority");
        // What the file leaves open is a dash on the ticket.
        let code = if code == "?" { "–" } else { code }.to_owned();
        cases.entry(name.to_owned()).or_default().push(Row { at, opened, state, rank, code });
    }
    cases
}

fn minute(text: &str) -> i64 {
    let time = NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").expect(text);
    time.and_utc().timestamp() / 60
}

/// The month of a minute, as YYYYMM.
pub fn month(minute: i64) -> i32 {
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

/// The minutes that a promise counts from `start` to `stop`, if these waits count for nothing.
fn counted(promise: Promise, start: i64, stop: i64, waits: &[(i64, i64)]) -> i64 {
    let real = matches!(promise, Promise::Real(_));
    let waits = |minute: i64| waits.iter().any(|wait| (wait.0..wait.1).contains(&minute));
    (start..stop).filter(|minute| !waits(*minute) && (real || is_open(*minute))).count() as i64
}

/// How many minutes a promise given at `start` allows.
fn allowed(promise: Promise, start: i64) -> i64 {
    match promise {
        Promise::Real(minutes) | Promise::Open(minutes) => minutes,
        Promise::Days(days) => open_minutes_of(days, start),
    }
}

/// What happened in a case.
struct Story {
    opened: i64,
    /// From opening on, each with the minute it was set.
    ranks: Vec<(i64, Rank)>,
    noticed: Option<i64>,
    /// From when it was to be solved, and when it was.
    cycles: Vec<(i64, Option<i64>)>,
    /// What was found when it was first solved.
    found: String,
    /// Every wait that ended, and those that the vendor does not answer for.
    paused: Vec<(i64, i64)>,
    waits: Vec<(i64, i64)>,
    waiting: Option<(&'static str, i64)>,
    /// When it was closed; and whether it is.
    closings: Vec<i64>,
    closed: bool,
}

impl Story {
    fn of(name: &str, rows: &[Row]) -> Self {
        let (opened, rank) = (rows[0].opened, rows[0].rank);
        assert!(rows.iter().all(|row| row.opened == opened && row.at >= opened), "another log: {name}");
        let ordered = rows.iter().filter(|row| name != BACK_IN_TIME || row.state != "New");
        assert!(ordered.is_sorted_by_key(|row| row.at), "another log: {name}");
        let (ranks, cycles) = (vec![(opened, rank)], vec![(opened, None)]);
        let (found, paused, waits, closings) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let (noticed, waiting, closed) = (None, None, false);
        let mut story = Self { opened, ranks, noticed, cycles, found, paused, waits, waiting, closings, closed };
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
            "Resolved" => self.solve(at, &row.code),
            "Closed" => {
                self.solve(at, &row.code);
                if !std::mem::replace(&mut self.closed, true) {
                    self.closings.push(at);
                }
            }
            other => panic!("a state {other}"),
        }
    }

    /// It goes on: a wait ends, and a solution that did not hold begins another cycle.
    fn work(&mut self, at: i64) {
        if let Some((whom, from)) = self.waiting.take() {
            self.paused.push((from, at));
            if whom != "the vendor itself" {
                self.waits.push((from, at));
            }
        }
        if self.cycles.last().is_some_and(|last| last.1.is_some()) {
            self.cycles.push((at, None));
            self.closed = false;
        }
    }

    fn wait(&mut self, whom: &'static str, at: i64) {
        if self.waiting.is_none_or(|waiting| waiting.0 != whom) {
            self.work(at);
            self.noticed.get_or_insert(at);
            self.waiting = Some((whom, at));
        }
    }

    fn solve(&mut self, at: i64, code: &str) {
        if self.cycles.last().is_some_and(|last| last.1.is_none()) {
            self.work(at);
            self.noticed.get_or_insert(at);
            if self.cycles.len() == 1 {
                code.clone_into(&mut self.found);
            }
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
            solved: self.cycles.iter().filter_map(|cycle| cycle.1).map(month).collect(),
            reopened: self.cycles.iter().skip(1).map(|cycle| month(cycle.0)).collect(),
            closed: self.closings.iter().copied().map(month).collect(),
            fault: (self.cycles[0].1.expect("every case of the log was solved"), self.found.clone()),
            paused: self.paused.iter().map(|(from, to)| (month(*from), (to - from) * 60)).collect(),
        }
    }

    /// A raised rank promises its own time from then on, if that is earlier; a lowered one promises from the start
    /// anew, unless it came too late.
    fn judge(&self, within: fn(Rank) -> Promise, waits: &[(i64, i64)], start: i64, stop: i64) -> Judged {
        let mut rank = self.ranks.iter().rev().find(|change| change.0 <= start).expect("a rank").1;
        let mut due = used_up(within(rank), start, waits);
        // The rank by whose promise it is due, and from when that promise counts.
        let mut by = (rank, start);
        for &(at, to) in self.ranks.iter().filter(|change| start < change.0 && change.0 < stop) {
            if due < at {
                break;
            }
            if to < rank {
                let sooner = used_up(within(to), at, waits);
                if sooner < due {
                    (due, by) = (sooner, (to, at));
                }
            } else if to > rank {
                (due, by) = (used_up(within(to), start, waits), (to, start));
            }
            rank = to;
        }
        let (used, allowed) = (counted(within(by.0), start, stop, waits), allowed(within(by.0), by.1));
        let lateness = [2, 3].iter().filter(|times| used > *times * allowed).count();
        Judged { met: stop <= due, month: month(stop.min(due)), rank: by.0, lateness }
    }
}

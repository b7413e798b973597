//! The demo: a believable Guangxi with its contracts and a year of tickets, the same from the same seed.
//!
//! Places are real, companies and people are invented. Nobody is notified: a year that has passed is loaded at once.

mod assessed;
mod calendars;
mod catalogue;
mod chance;
mod dispatch;
mod disputes;
mod inspections;
mod lives;
mod papers;
mod parties;
mod people;
mod promises;
mod ranked;
mod reviews;
mod routing;
mod scoring;
mod story;
mod stricter;
mod systems;
mod talk;
mod tickets;
mod words;

use chrono::{DateTime, Days, NaiveTime, TimeDelta};
use domain::Instant;
use domain::access::Role;
use domain::calendar::CompiledCalendar;
use domain::sla::ClockState;
use storage::query::audit_seal;
use storage::write::{ImportedCase, import_cases, is_imported};

use crate::setup::shipped;
use crate::ticket::bulk::{Ground, Unfit, rows};
use crate::{Coverage, Error, Op, Result, foundation};

use people::LOG_INS;
use words::Words;

/// The name that the demo's tickets are imported under.
const SOURCE: &str = "demo";
/// Tickets for one statement of the counter.
const CHUNK: usize = 1_000;

/// Which demo.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The moment it ends at; none: now, kept inside the known calendar.
    pub as_of: Option<Instant>,
    pub seed: u64,
    /// How many tickets the year has, about.
    pub tickets: usize,
    /// Of every log-in.
    pub password: String,
}

/// What is there now.
#[derive(Clone, Debug)]
pub struct DemoReport {
    /// Whether it was there before: then nothing was written.
    pub already: bool,
    pub agencies: usize,
    pub systems: usize,
    pub contracts: usize,
    /// Tickets written, and those of them still open.
    pub tickets: usize,
    pub open: usize,
    pub log_ins: Vec<LogIn>,
}

/// Somebody to log in as.
#[derive(Clone, Copy, Debug)]
pub struct LogIn {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    /// What they are, in Chinese.
    pub title: &'static str,
}

/// Loads the demo once; a second time it changes nothing. The caller is the platform itself: the command line.
///
/// # Errors
/// `TOO_EARLY` when the year would begin before the calendar is known; `SEALED` when the audit log of a time that has passed
/// can take no more entries.
pub async fn demo(op: &Op, asked: &Demo) -> Result<DemoReport> {
    let already = is_imported(op.app().store.read(), SOURCE).await?;
    let mut tickets = (0, 0);
    if !already {
        if audit_seal::last(op.app().store.read()).await?.is_some() {
            let en = "the audit log is sealed, and the demo writes to the year that has passed: take a new database";
            let zh = "审计日志已封存，演示数据须写入过去一年：请使用新的数据库";
            return Err(Error::invalid("SEALED", "asOf", en, zh));
        }
        let shipped = shipped::ensure(op).await?;
        let coverage = op.coverage();
        let office = coverage.book.as_of(coverage.book.latest()).get(shipped.office_hours);
        let office = office.ok_or(Error::NotFound("calendar"))?;
        let as_of = as_of(asked.as_of.unwrap_or(op.now()), office)?;
        let regions = storage::query::region::all(op.app().store.read()).await?;
        let words = Words::read()?;
        let hash = crate::auth::hash(op.app(), &asked.password).await?;
        let (plan, rows) = parties::plan(&words, &regions, as_of, hash)?.with_promises(&shipped)?;
        // A demo that was killed on its way has its parties already.
        if !op.directory().agencies.contains_key(&plan.root) {
            foundation::lay(op, rows, ("demo.set_up", plan.root)).await?;
        }
        reviews::hold(op, &plan, shipped.checklist, as_of).await?;
        calendars::draft_next_year(op).await?;
        let year = tickets::Year { words: &words, plan: &plan, office, as_of, seed: asked.seed };
        let handed = dispatch::furnish(op, &plan, as_of).await?;
        let disputed = disputes::dispute(op, &plan, as_of).await?;
        let inspected = inspections::inspect(op, &plan, (shipped.office_hours, office), as_of).await?;
        tickets = write(op, &op.coverage(), &year, asked.tickets).await?;
        let (raised, open) = inspected;
        tickets = (tickets.0 + handed + disputed + raised, tickets.1 + handed + open);
        scoring::bring(op, &plan, as_of).await?;
        Box::pin(assessed::assess(op, &plan)).await?;
        ranked::rank(op, &plan, as_of).await?;
    }
    let (directory, coverage) = (op.directory(), op.coverage());
    Ok(DemoReport {
        already,
        agencies: directory.agencies.len(),
        systems: directory.systems.len(),
        contracts: coverage.contracts.len(),
        tickets: tickets.0,
        open: tickets.1,
        log_ins: LOG_INS.to_vec(),
    })
}

/// The end of the demo: a second of a known day after a known year.
fn as_of(asked: Instant, office: &CompiledCalendar) -> Result<Instant> {
    let local = |at: Instant| at.with_timezone(&office.zone()).date_naive();
    let last = office.known_until().filter(|last| *last < local(asked)).map(|last| {
        let evening = last.and_time(NaiveTime::MIN) + TimeDelta::hours(18);
        evening.and_local_timezone(office.zone()).earliest().map_or(asked, |at| at.to_utc())
    });
    let at = DateTime::from_timestamp(last.unwrap_or(asked).timestamp(), 0).unwrap_or(asked);
    let begins = local(at) - Days::new(tickets::DAYS);
    if office.is_known(begins) {
        return Ok(at);
    }
    let en = format!("the demo's year would begin on {begins}, which the calendar does not know");
    Err(Error::invalid("TOO_EARLY", "asOf", en, format!("演示数据起始日 {begins} 早于已知日历")))
}

/// All tickets, and the request that waits, in one transaction, so that a killed demo leaves none; answers with how many there are and are open.
async fn write(op: &Op, coverage: &Coverage, year: &tickets::Year<'_>, count: usize) -> Result<(usize, usize)> {
    let directory = op.directory();
    let ground = Ground { directory: &directory, coverage, now: year.as_of };
    let mut cases: Vec<ImportedCase> = Vec::with_capacity(count);
    let mut logs = year.tickets(count);
    let talk = talk::Talk::tell(year, &mut logs);
    for logged in logs {
        match rows(ground, logged)? {
            Ok(case) => cases.push(recorded_then(case, year.as_of)),
            // Nobody could have raised it: its contract stands still.
            Err(Unfit::NotCovered) => {}
            Err(Unfit::NoPolicy) => return Err(Error::NotFound("policy")),
        }
    }
    let there = cases.iter().map(|case| case.ticket.id).collect();
    let counts = (cases.len(), cases.iter().filter(|case| case.ticket.is_open).count());
    let transaction = op.begin().await?;
    while !cases.is_empty() {
        let rest = cases.split_off(cases.len().min(CHUNK));
        import_cases(&transaction, std::mem::replace(&mut cases, rest)).await?;
    }
    talk.write(&transaction, &there).await?;
    routing::file_request(op, &transaction, year.plan, year.as_of).await?;
    catalogue::stock(op, &transaction, year.plan, year.as_of).await?;
    transaction.commit().await?;
    Ok(counts)
}

/// The verdicts of a year that was lived through were recorded as it went on.
fn recorded_then(mut case: ImportedCase, as_of: Instant) -> ImportedCase {
    for verdict in &mut case.verdicts {
        let settled = match verdict.verdict {
            ClockState::Met => verdict.stopped_at,
            _ => verdict.breached_at.map(|due| due + TimeDelta::seconds(1)).or(case.ticket.closed_at),
        };
        let settled = verdict.breach_known_at.into_iter().chain(settled).max();
        verdict.recorded_at = settled.unwrap_or(as_of).min(as_of);
    }
    case
}

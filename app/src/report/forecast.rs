//! The forecast: which open promises fall due when, and how many of them are likely to be broken.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{SubsecRound, TimeDelta};
use domain::Instant;
use domain::access::Action;
use domain::fraction::Fraction;
use domain::ids::{AgencyId, ClockId, ContractId, PolicyVersionId, SystemId, VendorId};
use domain::report::forecast::{HISTORY_DAYS, Survival, expected_breaches, used_percent};
use domain::scorecard::Tally;
use domain::sla::{Metric, measured_between};
use domain::ticket::Priority;
use serde::{Deserialize, Serialize};
use storage::query::report::forecast::{ForecastFilter, HistoryKey, count_open, open_clocks, survival};
pub use storage::query::report::forecast::{OpenClock, OpenTally, Standing};

use crate::{Coverage, Error, Op, Result};

/// Clocks of one standing that are looked at, at most.
const MAX_CLOCKS: usize = 10_000;
/// The longest horizon, in hours: thirty days.
pub const MAX_HORIZON_HOURS: i64 = 720;
/// How far the counts reach, in hours.
const REACHES: [i64; 3] = [24, 72, 168];

/// Which clocks. `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForecastQuery {
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub system: Option<SystemId>,
    /// For which the promise is.
    pub priority: Option<Priority>,
    pub metric: Option<Metric>,
}

/// What is to come.
#[derive(Clone, Debug)]
pub struct BreachForecast {
    pub as_of: Instant,
    pub tally: OpenTally,
    /// Coming clocks due within the horizon, soonest first.
    pub coming: Vec<ForecastClock>,
    /// Of these, the ones with a risk.
    pub rated: usize,
    /// The sum of their risks.
    pub expected: Fraction,
    filter: ForecastFilter,
    until: Instant,
}

/// Which of the clocks behind a forecast's figures, and which page.
#[derive(Clone, Copy, Debug)]
pub struct ForecastClocksQuery {
    pub standing: Standing,
    /// The last one already seen: its place, as [`ForecastClock::place`] gave it.
    pub after: Option<(i64, ClockId)>,
    /// At most this many.
    pub limit: usize,
}

/// A page of clocks: coming and overdue ones by due time, paused ones by what is left of their target.
#[derive(Clone, Debug)]
pub struct ForecastClockList {
    pub rows: Vec<ForecastClock>,
    /// Whether another page follows.
    pub more: bool,
    /// How many clocks there are of this standing; of coming ones within the horizon.
    pub total: usize,
}

/// An open clock and how it is likely to end.
#[derive(Clone, Debug)]
pub struct ForecastClock {
    pub clock: OpenClock,
    /// Seconds of its own measure until the due time, below 0 once it is past; none when the calendar is not known.
    pub remaining_seconds: Option<i64>,
    /// Whole percents of the target that are used.
    pub used_percent: Option<i64>,
    /// Of the clocks alike that had come as far: breached, of all. None once it is overdue, and of too small a sample.
    pub risk: Option<Tally>,
}

impl ForecastClock {
    /// Its place in a list, ties by id: the due time in microseconds; of a paused one the seconds that are left.
    pub fn place(&self) -> (i64, ClockId) {
        let left = self.clock.target_seconds - self.clock.elapsed_seconds;
        (self.clock.due_at.map_or(left, |due| due.timestamp_micros()), self.clock.id)
    }
}

/// Looks ahead over the clocks that the actor reaches, in three statements. Needs `report.view`.
///
/// # Errors
/// `INVALID` for a horizon outside 1 to 720 hours, `TOO_MANY_CLOCKS` for more than 10,000 clocks due within it.
pub async fn breach_forecast(op: &Op, query: &ForecastQuery, horizon_hours: i64) -> Result<BreachForecast> {
    op.require(Action::ReportView)?;
    if !(1..=MAX_HORIZON_HOURS).contains(&horizon_hours) {
        let en = format!("a forecast reaches 1 to {MAX_HORIZON_HOURS} hours ahead, not {horizon_hours}");
        let zh = format!("预测范围为 1 至 {MAX_HORIZON_HOURS} 小时，而不是 {horizon_hours}");
        return Err(Error::invalid("INVALID", "horizonHours", en, zh));
    }
    // Deadlines compare whole seconds: at the due second itself the promise can still be kept (S1).
    let now = op.now().trunc_subsecs(0);
    let until = now + TimeDelta::hours(horizon_hours);
    let (db, scope, filter) = (op.app().store.read(), op.ticket_scope(Action::ReportView), filter(op, query));
    let tally = count_open(db, &scope, &filter, REACHES.map(|hours| now + TimeDelta::hours(hours)), now).await?;
    let coming = judged_clocks(op, &filter, (Standing::Coming, until), now).await?;
    let risks: Vec<Tally> = coming.iter().filter_map(|of| of.risk).collect();
    let (rated, expected) = (risks.len(), expected_breaches(risks));
    Ok(BreachForecast { as_of: now, tally, coming, rated, expected, filter, until })
}

/// A page of the clocks behind a figure of a forecast. Those to come are at hand; overdue ones take one statement, paused
/// ones two. Needs `report.view`.
///
/// # Errors
/// `TOO_MANY_CLOCKS` for more than 10,000 clocks of the standing.
pub async fn forecast_clocks(
    op: &Op,
    forecast: &BreachForecast,
    asked: ForecastClocksQuery,
) -> Result<ForecastClockList> {
    op.require(Action::ReportView)?;
    let listed: Cow<'_, [ForecastClock]> = match asked.standing {
        Standing::Coming => Cow::Borrowed(forecast.coming.as_slice()),
        standing => {
            let of = (standing, forecast.until);
            Cow::Owned(judged_clocks(op, &forecast.filter, of, forecast.as_of).await?)
        }
    };
    let begins = asked.after.map_or(0, |after| listed.partition_point(|of| of.place() <= after));
    let rows: Vec<ForecastClock> = listed.iter().skip(begins).take(asked.limit).cloned().collect();
    let more = begins + rows.len() < listed.len();
    Ok(ForecastClockList { rows, more, total: listed.len() })
}

/// Every clock of a standing, in one statement, and how it is likely to end, in another unless all are overdue.
async fn judged_clocks(
    op: &Op,
    filter: &ForecastFilter,
    of: (Standing, Instant),
    now: Instant,
) -> Result<Vec<ForecastClock>> {
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let clocks = open_clocks(db, &scope, filter, of, now, MAX_CLOCKS as u64 + 1).await?;
    if clocks.len() > MAX_CLOCKS {
        return Err(too_many());
    }
    let to_rate = clocks.iter().filter(|clock| !is_overdue(clock, now));
    let mut vendors: Vec<VendorId> = to_rate.map(|clock| clock.history.vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    let since = now - TimeDelta::days(HISTORY_DAYS);
    let history = if vendors.is_empty() { HashMap::new() } else { survival(db, &scope, &vendors, since, now).await? };
    let versions: Vec<PolicyVersionId> = clocks.iter().map(|clock| clock.policy_version).collect();
    let coverage = op.coverage_for(&versions, &[]).await?;
    Ok(clocks.into_iter().map(|clock| judged(&coverage, &history, clock, now)).collect())
}

fn is_overdue(clock: &OpenClock, now: Instant) -> bool {
    clock.due_at.is_some_and(|due| due < now)
}

fn judged(
    coverage: &Coverage,
    history: &HashMap<HistoryKey, Survival>,
    clock: OpenClock,
    now: Instant,
) -> ForecastClock {
    let remaining_seconds = match clock.due_at {
        // Time stands still.
        None => Some(clock.target_seconds - clock.elapsed_seconds),
        Some(due) => {
            let terms = coverage.terms.get(&clock.policy_version);
            let target = terms.and_then(|terms| terms.targets.iter().find(|target| target.id == clock.target));
            let view = coverage.book.as_of(clock.calendar_revision);
            target.and_then(|target| measured_between(target, view, now, due))
        }
    };
    let used_percent =
        remaining_seconds.and_then(|left| used_percent(clock.target_seconds - left, clock.target_seconds));
    let alike = history.get(&clock.history).filter(|_| !is_overdue(&clock, now));
    let risk = alike.zip(used_percent).and_then(|(survival, percent)| survival.risk(percent));
    ForecastClock { clock, remaining_seconds, used_percent, risk }
}

fn filter(op: &Op, query: &ForecastQuery) -> ForecastFilter {
    ForecastFilter {
        agencies: query.agency.map(|agency| op.directory().below(agency)),
        vendor: query.vendor,
        contract: query.contract,
        system: query.system,
        priority: query.priority,
        metric: query.metric,
    }
}

fn too_many() -> Error {
    let en = format!("more than {MAX_CLOCKS} open clocks: narrow the forecast");
    Error::invalid("TOO_MANY_CLOCKS", "filter", en, format!("超过 {MAX_CLOCKS} 个未结时限，请缩小范围"))
}

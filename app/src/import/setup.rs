//! The set-up that a log asks for: agency, calendar, policy and, for each vendor, a system and a contract.

mod plan;

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::calendar::{CalendarSpec, CompiledCalendar, Interval, Weekly};
use domain::ids::SystemId;
use domain::party::ShortCode;
use domain::sla::{Metric, TargetDuration};
use domain::ticket::{Priority, SiteClass};
use serde::Deserialize;
use storage::query::setup::party::regions;
use storage::write::Foundation;

use crate::mistakes::Mistakes;
use crate::setup::shipped;
use crate::{Op, Result, foundation};
use plan::Plan;

/// What the log's tickets stand on. Whatever exists already by its code or number is taken as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    pub agency: AgencySetup,
    pub calendar: CalendarSetup,
    pub policy: PolicySetup,
    pub vendor: VendorSetup,
    pub system: SystemSetup,
    pub contract: ContractSetup,
}

/// The agency that the cases belong to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencySetup {
    /// The beginning of the ticket numbers: 2 to 10 capital letters or digits.
    pub code: String,
    pub name: String,
    /// GB/T 2260.
    pub region: String,
}

/// Weekly hours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarSetup {
    pub code: String,
    pub name: String,
    pub zone: Tz,
    /// The first day that the hours are known for.
    pub known_from: NaiveDate,
    pub hours: Hours,
}

/// Open hours of each day, such as `["08:00-12:00", "15:00-18:00"]`; a day left out is closed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hours {
    pub monday: Vec<Interval>,
    pub tuesday: Vec<Interval>,
    pub wednesday: Vec<Interval>,
    pub thursday: Vec<Interval>,
    pub friday: Vec<Interval>,
    pub saturday: Vec<Interval>,
    pub sunday: Vec<Interval>,
}

/// What is promised; a metric without target carries no promise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicySetup {
    pub code: String,
    pub name: String,
    pub targets: Vec<TargetSetup>,
}

/// One promised number; exactly one of the three durations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetSetup {
    pub metric: Metric,
    pub priority: Priority,
    pub working_minutes: Option<i64>,
    pub real_minutes: Option<i64>,
    pub working_days: Option<u32>,
    /// Whether waiting stops the clock.
    #[serde(default = "yes")]
    pub pausable: bool,
}

/// The vendors that groups are dealt out to; each gets a number behind its name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorSetup {
    pub name: String,
}

/// The systems, one for each vendor; each gets the vendor's number behind its code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemSetup {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub protection_level: i32,
    pub site_class: SiteClass,
}

/// The contracts, one for each vendor; each gets the vendor's number behind its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractSetup {
    pub number: String,
    pub name: String,
    pub starts_on: NaiveDate,
    /// The last day, inclusive.
    pub ends_on: NaiveDate,
    /// The price of the whole period, in yuan.
    pub amount_yuan: i64,
}

fn yes() -> bool {
    true
}

impl TargetSetup {
    /// The duration; none unless exactly one is given and positive.
    pub fn duration(&self) -> Option<TargetDuration> {
        match (self.working_minutes, self.real_minutes, self.working_days) {
            (Some(minutes), None, None) if minutes > 0 => Some(TargetDuration::Working(minutes * 60)),
            (None, Some(minutes), None) if minutes > 0 => Some(TargetDuration::RealTime(minutes * 60)),
            (None, None, Some(days)) if days > 0 => Some(TargetDuration::WorkingDays(days)),
            _ => None,
        }
    }
}

impl CalendarSetup {
    /// The calendar as the platform keeps it.
    pub fn spec(&self) -> CalendarSpec {
        let hours = self.hours.clone();
        let weekly: Weekly =
            [hours.monday, hours.tuesday, hours.wednesday, hours.thursday, hours.friday, hours.saturday, hours.sunday];
        let spec = CalendarSpec::weekly(self.zone, self.known_from, weekly);
        CalendarSpec { known_from: Some(self.known_from), ..spec }
    }
}

/// Makes what is missing for `vendors` vendors and answers with their systems, in the vendors' order.
///
/// # Errors
/// Every mistake of the set-up, each with the key it stands at.
pub async fn set_up(op: &Op, setup: &Setup, vendors: u32) -> Result<Vec<SystemId>> {
    check(op, setup).await?;
    let scheme = shipped::ensure(op).await?.scheme;
    let mut plan = Plan { op, setup, rows: Foundation::default() };
    let agency = plan.agency();
    let calendar = plan.calendar();
    let policy = plan.policy(calendar);
    let systems = (1..=vendors).map(|number| {
        let vendor = plan.vendor(number);
        let system = plan.system(number, agency);
        plan.contract(number, (agency, vendor, system), policy, scheme);
        system
    });
    let systems = systems.collect();
    foundation::lay(op, plan.rows, ("import.set_up", agency)).await?;
    Ok(systems)
}

async fn check(op: &Op, setup: &Setup) -> Result<()> {
    let mut mistakes = Mistakes::default();
    if let Err(error) = setup.agency.code.parse::<ShortCode>() {
        mistakes.add("INVALID", "setup.agency.code", error.to_string(), "简称为 2 至 10 个大写字母或数字");
    }
    if regions(op.app().store.read(), vec![setup.agency.region.clone()]).await?.is_empty() {
        mistakes.add("NOT_FOUND", "setup.agency.region", "no such region", "没有此行政区划代码");
    }
    if let Err(error) = CompiledCalendar::compile(&setup.calendar.spec()) {
        mistakes.add("INVALID", "setup.calendar.hours", error.to_string(), "日历工作时间有误");
    }
    if setup.policy.targets.iter().any(|target| target.duration().is_none()) {
        let en = "each target has exactly one of working_minutes, real_minutes, working_days, above 0";
        mistakes.add("INVALID", "setup.policy.targets", en, "每项指标须且只须给出一种正的时限");
    }
    let key = |target: &TargetSetup| (target.metric, target.priority);
    let mut keys: Vec<_> = setup.policy.targets.iter().map(key).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        let en = "a metric has one target for each priority";
        mistakes.add("DUPLICATE", "setup.policy.targets", en, "同一指标同一级别只能有一项时限");
    }
    if !(1..=5).contains(&setup.system.protection_level) {
        mistakes.add("INVALID", "setup.system.protection_level", "it is 1 to 5", "等级保护级别为 1 至 5");
    }
    if setup.contract.starts_on > setup.contract.ends_on {
        mistakes.add("INVALID", "setup.contract.ends_on", "it lies before starts_on", "合同止期早于起期");
    }
    mistakes.refuse()
}

//! The coverage report: what the set-up lacks, over the agencies that the actor reaches.

mod contracts;
mod policies;
mod requests;
mod roll_up;
mod systems;

use std::collections::{BTreeMap, HashSet};

use domain::Instant;
use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, CalendarId, ContractId, PolicyId, SystemId};
use domain::routing::{Gap, GapCode};
use uuid::Uuid;

pub use roll_up::AgencyGaps;

use crate::uncovered::UncoveredView;
use crate::{Contract, Error, Op, Result, Sight};

/// The longest view ahead, in days.
pub const WITHIN_MAX: i32 = 730;
/// Requests that a report names, the oldest first; all of them are counted.
pub const REQUESTS_NAMED: u64 = 1_000;

/// Which agencies, and how far ahead.
#[derive(Clone, Copy, Debug)]
pub struct GapQuery {
    /// This agency and everything under it; none: everything in reach.
    pub agency: Option<AgencyId>,
    /// 1 to 730.
    pub within_days: i32,
}

/// A finding and the object that it is about.
#[derive(Clone, Debug)]
pub struct Finding {
    pub gap: Gap,
    /// Whose: the owner of the system or policy, the buyer of the contract, who filed the request.
    pub agency: AgencyId,
    pub object: GapObject,
    /// The contract that makes it matter, where there is one that the actor sees.
    pub contract: Option<ContractId>,
    /// Its place in lists.
    pub key: String,
}

/// What a finding is about.
#[derive(Clone, Debug)]
pub enum GapObject {
    System(SystemId),
    Contract(ContractId),
    Policy(PolicyId),
    Calendar(CalendarId),
    Request(Box<UncoveredView>),
}

/// The report.
#[derive(Clone, Debug)]
pub struct CoverageGaps {
    pub as_of: Instant,
    pub within_days: i32,
    /// By kind, agency and name.
    pub findings: Vec<Finding>,
    /// How many of each kind each agency has itself; requests that are not named included.
    own: BTreeMap<(AgencyId, GapCode), i64>,
    /// The agencies that it is about.
    agencies: HashSet<AgencyId>,
    asked: Option<AgencyId>,
}

impl CoverageGaps {
    /// How many findings of a kind there are.
    pub fn count(&self, code: GapCode) -> i64 {
        self.own.iter().filter(|((_, of), _)| *of == code).map(|(_, count)| count).sum()
    }
}

/// What looking for gaps rests on.
struct View<'o> {
    op: &'o Op,
    scope: ReadScope,
    sight: Sight,
    subtree: Option<HashSet<AgencyId>>,
    within_days: i32,
}

impl View<'_> {
    /// Whether the report is about an agency.
    fn is_about(&self, agency: AgencyId) -> bool {
        self.subtree.as_ref().is_none_or(|subtree| subtree.contains(&agency))
    }

    /// Whether it is about an agency that the actor reaches as such, and not by a contract.
    fn reaches(&self, agency: AgencyId) -> bool {
        self.is_about(agency) && self.scope.covers(Some(agency), None)
    }

    /// Whether it is about a contract.
    fn sees(&self, contract: &Contract) -> bool {
        self.is_about(contract.row.agency_id) && self.sight.contract(contract)
    }
}

/// Looks for gaps in the snapshots, and for waiting requests in two statements. Needs `report.view`.
///
/// # Errors
/// `INVALID` unless `within_days` is 1 to 730.
pub async fn coverage_report(op: &Op, query: &GapQuery) -> Result<CoverageGaps> {
    op.require(Action::ReportView)?;
    if !(1..=WITHIN_MAX).contains(&query.within_days) {
        let en = format!("withinDays is 1 to {WITHIN_MAX}, not {}", query.within_days);
        return Err(Error::invalid("INVALID", "withinDays", en, format!("withinDays 须为 1 至 {WITHIN_MAX}")));
    }
    let coverage = op.coverage();
    let view = View {
        op,
        scope: op.read_scope(Action::ReportView),
        sight: Sight::of(op, Action::ReportView, &coverage),
        subtree: query.agency.map(|agency| op.directory().below(agency).into_iter().collect()),
        within_days: query.within_days,
    };
    let mut findings = systems::findings(&view, &coverage);
    findings.extend(contracts::findings(&view, &coverage));
    findings.extend(policies::findings(&view, &coverage));
    let mut own: BTreeMap<(AgencyId, GapCode), i64> = BTreeMap::new();
    for finding in &findings {
        *own.entry((finding.agency, finding.gap.code())).or_default() += 1;
    }
    let waiting = requests::waiting(&view).await?;
    own.extend(waiting.counts.into_iter().map(|(agency, count)| ((agency, GapCode::RequestWaiting), count)));
    findings.extend(waiting.findings);
    sort(op, &mut findings);
    let directory = op.directory();
    let mut agencies: HashSet<AgencyId> =
        directory.agencies.keys().copied().filter(|agency| view.reaches(*agency)).collect();
    agencies.extend(findings.iter().map(|finding| finding.agency));
    Ok(CoverageGaps { as_of: op.now(), within_days: query.within_days, findings, own, agencies, asked: query.agency })
}

/// Gives each finding its place in lists: by kind, agency and name.
fn sort(op: &Op, findings: &mut [Finding]) {
    let directory = op.directory();
    for finding in findings.iter_mut() {
        let code = directory.agencies.get(&finding.agency).map_or("", |row| row.short_code.as_str());
        let (kind, name) = (finding.gap.code() as usize, finding.gap.name());
        let contract = finding.contract.map_or_else(String::new, |contract| contract.to_string());
        finding.key = format!("{kind:02} {code} {name} {contract}");
    }
    findings.sort_by(|one, other| (&one.key, one.object.uuid()).cmp(&(&other.key, other.object.uuid())));
}

impl GapObject {
    /// The object's id.
    pub fn uuid(&self) -> Uuid {
        match self {
            Self::System(id) => id.0,
            Self::Contract(id) => id.0,
            Self::Policy(id) => id.0,
            Self::Calendar(id) => id.0,
            Self::Request(row) => row.id.0,
        }
    }
}

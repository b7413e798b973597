//! What the demo's vendors promised: the default template of domain-facts §3.1, and two contracts a city and year.

use chrono::NaiveDate;
use domain::contract::{ContractState, PolicyState};
use domain::ids::{PolicyId, PolicyVersionId};
use domain::sla::{ClockStart, Metric, PriorityRule, Reopening, TargetDuration, TargetOrigin};
use domain::ticket::{Priority, SiteClass, TicketKind};
use storage::entity::{contract_system, service_contract, sla_policy, sla_policy_version, sla_target};
use storage::write::Foundation;

use super::lives::NANNING;
use super::parties::{Parties, Plan, id};
use super::scoring;
use super::stricter::regional_pauses;
use crate::Result;
use crate::foundation::duration_columns;
use crate::setup::shipped::Shipped;

const CODE: &str = "GX-OM";
const LOTS: [&str; 2] = ["政务服务与审批监察平台", "门户、公文与办公系统"];

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;

/// The promise for a ticket; none where the template has none.
pub(super) fn promised(metric: Metric, priority: Priority, site: SiteClass) -> Option<TargetDuration> {
    use TargetDuration::{RealTime, Working, WorkingDays};
    Some(match (metric, priority) {
        (Metric::Response, Priority::P1) => RealTime(15 * MINUTE),
        (Metric::Response, Priority::P2) => RealTime(30 * MINUTE),
        (Metric::Response, Priority::P3) => Working(2 * HOUR),
        (Metric::Response, Priority::P4) => Working(4 * HOUR),
        (Metric::Arrival, Priority::P1) => RealTime(if site == SiteClass::City { HOUR } else { 2 * HOUR }),
        (Metric::Arrival, Priority::P2) => RealTime(if site == SiteClass::City { 2 * HOUR } else { 4 * HOUR }),
        (Metric::Arrival, Priority::P3) => WorkingDays(1),
        (Metric::Restore, Priority::P1) => RealTime(4 * HOUR),
        (Metric::Restore, Priority::P2) => RealTime(8 * HOUR),
        (Metric::Restore, Priority::P3) => WorkingDays(2),
        (Metric::Resolve, Priority::P1 | Priority::P2) => WorkingDays(3),
        (Metric::Restore | Metric::Resolve, Priority::P4) | (Metric::Resolve, Priority::P3) => WorkingDays(5),
        (Metric::Update, Priority::P1) => RealTime(4 * HOUR),
        (Metric::Arrival, Priority::P4) | (Metric::Update, _) => return None,
    })
}

/// Whose contract covers a lot of a city: in the second year some were won by another.
pub(super) fn vendor_of(plan: &Plan, city: usize, lot: usize, year: usize) -> usize {
    let changed = year == 1 && city % 5 == 3;
    // Nanning, the second of the cities, has the first vendor at its counters.
    (city * 2 + lot + 4 + usize::from(changed)) % plan.vendors.len()
}

impl Parties {
    /// Adds policy and contracts, and tells what became of them.
    pub(super) fn with_promises(mut self, shipped: &Shipped) -> Result<(Plan, Foundation)> {
        let (policy, version) = self.policy(shipped);
        let city_policy = self.city_policy((policy, version), shipped)?;
        self.guard_periods();
        self.rows.schemes.extend(scoring::scheme(self.plan.cities[NANNING].id, self.created_at));
        for year in 0..2 {
            for city in 0..self.plan.cities.len() {
                for lot in 0..LOTS.len() {
                    // Of the capital's new contracts the second names the capital's own policy.
                    let own = (city, lot, year) == (NANNING, 1, 1);
                    self.contract((city, lot, year), if own { city_policy } else { policy }, shipped);
                }
            }
        }
        self.live();
        self.route();
        self.papers();
        Ok((self.plan, self.rows))
    }

    fn policy(&mut self, shipped: &Shipped) -> (PolicyId, PolicyVersionId) {
        let (policy, version): (PolicyId, PolicyVersionId) = (id("policy", CODE), id("policy version", CODE));
        self.rows.policies.push(sla_policy::Model {
            id: policy,
            owner_id: None,
            code: CODE.to_owned(),
            name: "广西政务信息系统运维服务级别（默认模板）".to_owned(),
            published_version_id: Some(version),
            created_at: self.created_at,
            base_policy_id: None,
        });
        self.rows.versions.push(sla_policy_version::Model {
            id: version,
            policy_id: policy,
            number: 1,
            state: PolicyState::Published,
            clock_start: ClockStart::RaisedAt,
            priority_rule: PriorityRule::FromChange,
            created_at: self.created_at,
            published_at: Some(self.created_at),
            base_version_id: None,
            stated: None,
            pause_rules: serde_json::to_value(regional_pauses()).ok(),
            reopening: Reopening::NewCycle,
            reopen_days: None,
            severity_rules: None,
        });
        for (metric, priority) in
            Metric::ALL.iter().flat_map(|metric| Priority::ALL.iter().map(|each| (*metric, *each)))
        {
            let [city, county] = [SiteClass::City, SiteClass::County].map(|site| promised(metric, priority, site));
            let sites: &[(Option<SiteClass>, Option<TargetDuration>)] = if city == county {
                &[(None, city)]
            } else {
                &[(Some(SiteClass::City), city), (Some(SiteClass::County), county)]
            };
            for (site, duration) in sites {
                let Some(duration) = *duration else { continue };
                self.target(version, (metric, priority, *site), duration, shipped);
            }
        }
        self.guard_targets(version, shipped);
        (policy, version)
    }

    pub(super) fn target(
        &mut self,
        version: PolicyVersionId,
        (metric, priority, site_class): (Metric, Priority, Option<SiteClass>),
        duration: TargetDuration,
        shipped: &Shipped,
    ) {
        let name = format!("{CODE} {metric} {priority} {}", site_class.map_or("", SiteClass::as_str));
        let around_the_clock = matches!(duration, TargetDuration::RealTime(_));
        let (duration_kind, duration_value) = duration_columns(duration);
        // The highest level is told to the regulator (domain-facts §3.1).
        let escalations = match (metric, priority) {
            (Metric::Restore, Priority::P1) => serde_json::json!([
                { "level": 1, "afterSeconds": HOUR }, { "level": 2, "afterSeconds": 4 * HOUR }
            ]),
            (Metric::Restore, Priority::P2) => serde_json::json!([{ "level": 1, "afterSeconds": 8 * HOUR }]),
            _ => serde_json::json!([]),
        };
        self.rows.targets.push(sla_target::Model {
            id: id("target", &name),
            version_id: version,
            metric,
            priority,
            // Somebody comes for what is broken.
            ticket_kind: (metric == Metric::Arrival).then_some(TicketKind::Incident),
            site_class,
            duration_kind,
            duration_value,
            calendar_id: if around_the_clock { shipped.around_the_clock } else { shipped.office_hours },
            // Taking notice waits for nobody.
            pausable: metric != Metric::Response,
            warn_percent: if metric == Metric::Update { serde_json::json!([]) } else { serde_json::json!([50, 80]) },
            escalations,
            system_type: None,
            protection_from: None,
            protection_to: None,
            guard: false,
            origin: TargetOrigin::Own,
            base_target_id: None,
            override_reason: None,
        });
    }

    fn contract(&mut self, (city, lot, year): (usize, usize, usize), policy_id: PolicyId, shipped: &Shipped) {
        let plan = &self.plan;
        let civil = plan.year + i32::try_from(year).unwrap_or(0);
        let day = |month, day| NaiveDate::from_ymd_opt(civil, month, day).unwrap_or_default();
        let bureau = &plan.cities[city];
        let number = format!("{}-{civil}-YW{:02}", bureau.code, lot + 1);
        let contract = id("contract", &number);
        let covered = plan.systems.iter().filter(|system| system.city == city && system.lot == lot);
        let covered: Vec<_> =
            covered.map(|system| contract_system::Model { contract_id: contract, system_id: system.id }).collect();
        let systems = i64::try_from(covered.len()).unwrap_or(0);
        let own_scheme = self.rows.schemes.first().filter(|_| (city, lot, year) == (NANNING, 1, 1)).map(|of| of.id);
        self.rows.contracts.push(service_contract::Model {
            id: contract,
            number,
            name: format!("{}{}运维服务合同（{civil}年度）", bureau.place, LOTS[lot]),
            agency_id: bureau.id,
            vendor_id: plan.vendors[vendor_of(plan, city, lot, year)].id,
            state: ContractState::Active,
            starts_on: day(1, 1),
            ends_on: day(12, 31),
            // 380,000 yuan and 66,500 a system.
            amount_fen: 38_000_000 + 6_650_000 * systems,
            policy_id,
            // The capital scores its new contract for portals and offices by the full set of indicators.
            scheme_id: own_scheme.unwrap_or(shipped.scheme),
            zone: "Asia/Shanghai".to_owned(),
            created_at: self.created_at,
            version: 1,
            terminates_on: None,
            notice_days: None,
            renewal_days: None,
            precedence: None,
        });
        self.rows.covered.extend(covered);
    }
}

//! Where the demo is stricter: guard periods with targets of their own, rules about pauses, and a city's own policy on
//! the base of the region's.

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Asia::Shanghai;
use domain::contract::PolicyState;
use domain::ids::{AgencyId, PolicyId, PolicyVersionId, UserId};
use domain::sla::{
    ClockStart, Metric, PauseRules, PriorityRule, Reopening, ReopeningRule, TargetDuration, TargetOrigin,
};
use domain::ticket::Priority;
use storage::entity::{guard_period, sla_policy, sla_policy_version, sla_target};

use super::lives::NANNING;
use super::parties::{Parties, id};
use crate::foundation::duration_columns;
use crate::setup::policy::{NewTarget, RemovedTarget, VersionTerms};
use crate::setup::shipped::Shipped;
use crate::{Error, Result};

const CITY_CODE: &str = "NN-OM";
const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// What is promised in guard periods, round the clock.
const IN_GUARD: [(Metric, Priority, i64); 4] = [
    (Metric::Response, Priority::P1, 10 * MINUTE),
    (Metric::Response, Priority::P2, 20 * MINUTE),
    (Metric::Restore, Priority::P1, 2 * HOUR),
    (Metric::Restore, Priority::P2, 6 * HOUR),
];

/// What the region allows of pauses.
pub(super) fn regional_pauses() -> PauseRules {
    PauseRules { most: Some(5), ..PauseRules::default() }
}

impl Parties {
    /// One period that is over, of the region; one that comes, of its capital.
    pub(super) fn guard_periods(&mut self) {
        let root = self.plan.root;
        self.guard_period(root, "自治区重大活动网络安全重保", (-45, -38), None);
        let capital = self.plan.cities[NANNING].id;
        self.guard_period(capital, "中国—东盟博览会重保", (14, 21), Some(id("user", "contract")));
    }

    /// From midnight to midnight, so many days from the end of the demo; declared a while before.
    fn guard_period(&mut self, owner_id: AgencyId, name: &str, (from, until): (i64, i64), by: Option<UserId>) {
        let midnight = |days: i64| {
            let day = (self.as_of + TimeDelta::days(days)).with_timezone(&Shanghai).date_naive();
            let local = day.and_time(NaiveTime::MIN).and_local_timezone(Shanghai).earliest();
            local.map_or(self.as_of, |at| at.to_utc())
        };
        let starts_at = midnight(from);
        self.rows.guards.push(guard_period::Model {
            id: id("guard period", name),
            owner_id,
            name: name.to_owned(),
            starts_at,
            ends_at: midnight(until),
            reason: "活动期间系统须不间断运行".to_owned(),
            declared_by: by,
            declared_at: (starts_at - TimeDelta::days(10)).min(self.as_of),
            withdrawn_by: None,
            withdrawn_at: None,
            withdrawal_reason: None,
        });
    }

    /// The stricter targets of the region's version.
    pub(super) fn guard_targets(&mut self, version: PolicyVersionId, shipped: &Shipped) {
        for (metric, priority, seconds) in IN_GUARD {
            let duration = TargetDuration::RealTime(seconds);
            self.target(version, (metric, priority, None), duration, shipped);
            if let Some(row) = self.rows.targets.last_mut() {
                row.id = id("target", &format!("guard {metric} {priority}"));
                row.guard = true;
            }
        }
    }

    /// The capital's policy: graver incidents are answered sooner, and reported another way.
    pub(super) fn city_policy(&mut self, base: (PolicyId, PolicyVersionId), shipped: &Shipped) -> Result<PolicyId> {
        let (policy, version): (PolicyId, PolicyVersionId) = (id("policy", CITY_CODE), id("policy version", CITY_CODE));
        let terms = city_terms(shipped);
        self.rows.policies.push(sla_policy::Model {
            id: policy,
            owner_id: Some(self.plan.cities[NANNING].id),
            code: CITY_CODE.to_owned(),
            name: "南宁市政务信息系统运维服务级别".to_owned(),
            published_version_id: Some(version),
            created_at: self.created_at,
            base_policy_id: Some(base.0),
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
            base_version_id: Some(base.1),
            stated: Some(serde_json::to_value(&terms)?),
            pause_rules: terms.pauses.as_ref().map(serde_json::to_value).transpose()?,
            reopening: Reopening::NewCycle,
            reopen_days: terms.reopening.and_then(|rule| rule.window_days),
            severity_rules: None,
        });
        let inherited: Vec<_> = self.rows.targets.iter().filter(|row| row.version_id == base.1).cloned().collect();
        if inherited.is_empty() {
            return Err(Error::NotFound("targets"));
        }
        let own = inherited.into_iter().filter_map(|row| overlaid(row, version, &terms));
        self.rows.targets.extend(own.collect::<Vec<_>>());
        Ok(policy)
    }
}

fn city_terms(shipped: &Shipped) -> VersionTerms {
    let of = |metric, duration| NewTarget::of(metric, Priority::P1, duration, shipped.around_the_clock);
    let sooner = of(Metric::Response, TargetDuration::RealTime(12 * MINUTE)).because("市本级窗口集中，影响面大");
    let sooner = NewTarget { warn_percent: vec![50, 80], ..sooner };
    let reports = of(Metric::Update, TargetDuration::RealTime(HOUR)).slot;
    VersionTerms {
        pauses: Some(PauseRules { longest_seconds: Some(10 * DAY), most: Some(3), ..PauseRules::default() }),
        reopening: Some(ReopeningRule { mode: Reopening::NewCycle, window_days: Some(30) }),
        removed: vec![RemovedTarget { slot: reports, reason: "重大事件由现场指挥部统一通报".to_owned() }],
        ..VersionTerms::of(vec![sooner])
    }
}

/// A target of the base as the city has it; none when the city took it out.
fn overlaid(base: sla_target::Model, version: PolicyVersionId, terms: &VersionTerms) -> Option<sla_target::Model> {
    let same = |slot: &domain::sla::Slot| {
        (slot.metric, slot.priority, slot.guard) == (base.metric, base.priority, base.guard)
            && base.site_class.is_none()
    };
    if terms.removed.iter().any(|removed| same(&removed.slot)) {
        return None;
    }
    let replaced = terms.targets.iter().find(|target| same(&target.slot));
    let row = sla_target::Model {
        id: id("target", &format!("{CITY_CODE} {}", base.id)),
        version_id: version,
        origin: TargetOrigin::Inherited,
        base_target_id: Some(base.id),
        ..base
    };
    let Some(target) = replaced else { return Some(row) };
    let (duration_kind, duration_value) = duration_columns(target.duration);
    let (origin, override_reason) = (TargetOrigin::Overridden, target.reason.clone());
    Some(sla_target::Model { duration_kind, duration_value, origin, override_reason, ..row })
}

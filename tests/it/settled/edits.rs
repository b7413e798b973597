//! Edits of the set-up, drawn at random: of what and by how much is decided when they are made.

use app::setup::calendar::{CalendarChange, DayException, ExceptionHours, revise_calendar};
use app::setup::contract::{
    NewAmendment, activate_amendment, create_amendment, resume_contract, suspend_contract, terminate_contract,
};
use app::setup::policy::{NewTarget, VersionTerms, add_policy_version, publish_policy_version};
use app::setup::review::ReviewSubject;
use app::setup::system::{SystemChange, update_system};
use app::{Contract, Error, Op, Result};
use chrono::Days;
use domain::contract::ContractState;
use domain::sla::{PriorityRule, SlaTarget, TargetDuration};
use domain::ticket::SiteClass;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::in_force::pass;

/// One edit; an `Index` picks among what there is.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A new version of a policy, with durations in per cent of those before.
    Policy {
        of: Index,
        percent: i64,
        pausable: bool,
        rule: PriorityRule,
    },
    /// A day is closed, or open for a morning only, up to 200 days back and 60 ahead.
    Calendar {
        of: Index,
        days_ahead: i64,
        half: bool,
    },
    /// From today on a contract covers one system less, or costs more, or ends sooner.
    Amendment {
        of: Index,
        fewer_systems: bool,
        days_sooner: u64,
    },
    Suspension {
        of: Index,
    },
    Resumption {
        of: Index,
    },
    Termination {
        of: Index,
    },
    /// A system is of another class and protection level.
    System {
        of: Index,
        level: i32,
        site: SiteClass,
    },
}

/// The names of all kinds.
pub const NAMES: [&str; 7] = ["policy", "calendar", "amendment", "suspension", "resumption", "termination", "system"];

pub fn edit() -> impl Strategy<Value = Edit> {
    let rule = prop::sample::select(PriorityRule::ALL.to_vec());
    let site = prop::sample::select(SiteClass::ALL.to_vec());
    let of = any::<Index>;
    prop_oneof![
        3 => (of(), 5..300_i64, any::<bool>(), rule)
            .prop_map(|(of, percent, pausable, rule)| Edit::Policy { of, percent, pausable, rule }),
        4 => (of(), -200..60_i64, any::<bool>())
            .prop_map(|(of, days_ahead, half)| Edit::Calendar { of, days_ahead, half }),
        3 => (of(), any::<bool>(), 1..40_u64)
            .prop_map(|(of, fewer_systems, days_sooner)| Edit::Amendment { of, fewer_systems, days_sooner }),
        2 => of().prop_map(|of| Edit::Suspension { of }),
        1 => of().prop_map(|of| Edit::Resumption { of }),
        1 => of().prop_map(|of| Edit::Termination { of }),
        1 => (of(), 1..=5_i32, site).prop_map(|(of, level, site)| Edit::System { of, level, site }),
    ]
}

impl Edit {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Policy { .. } => "policy",
            Self::Calendar { .. } => "calendar",
            Self::Amendment { .. } => "amendment",
            Self::Suspension { .. } => "suspension",
            Self::Resumption { .. } => "resumption",
            Self::Termination { .. } => "termination",
            Self::System { .. } => "system",
        }
    }

    /// Makes the edit; false when it was refused, as it may be after those before it.
    pub async fn make(&self, op: &Op) -> bool {
        match self.attempt(op).await {
            Ok(made) => made,
            Err(Error::Invalid(_)) => false,
            Err(error) => panic!("{self:?}: {error}"),
        }
    }

    async fn attempt(&self, op: &Op) -> Result<bool> {
        match self {
            Self::Policy { of, percent, pausable, rule } => new_version(op, of, *percent, *pausable, *rule).await?,
            Self::Calendar { of, days_ahead, half } => one_day(op, of, *days_ahead, *half).await?,
            Self::Amendment { of, fewer_systems, days_sooner } => {
                let Some(contract) = pick(op, of, ContractState::Active) else { return Ok(false) };
                amend(op, &contract, *fewer_systems, *days_sooner).await?;
            }
            Self::Suspension { of } => {
                let Some(contract) = pick(op, of, ContractState::Active) else { return Ok(false) };
                suspend_contract(op, contract.row.id, contract.row.version, "整改").await?;
            }
            Self::Resumption { of } => {
                let Some(contract) = pick(op, of, ContractState::Suspended) else { return Ok(false) };
                resume_contract(op, contract.row.id, contract.row.version).await?;
            }
            Self::Termination { of } => {
                let Some(contract) = pick(op, of, ContractState::Active) else { return Ok(false) };
                terminate_contract(op, contract.row.id, contract.row.version, "违约", None).await?;
            }
            Self::System { of, level, site } => other_system(op, of, *level, *site).await?,
        }
        Ok(true)
    }
}

/// One of the contracts in a state, in the order of their ids.
fn pick(op: &Op, of: &Index, state: ContractState) -> Option<Contract> {
    let coverage = op.coverage();
    let mut found: Vec<&Contract> =
        coverage.contracts.values().filter(|contract| contract.row.state == state).collect();
    found.sort_unstable_by_key(|contract| contract.row.id);
    (!found.is_empty()).then(|| (*of.get(&found)).clone())
}

async fn new_version(op: &Op, of: &Index, percent: i64, pausable: bool, rule: PriorityRule) -> Result<()> {
    let coverage = op.coverage();
    let mut policies: Vec<_> = coverage.policies.values().collect();
    policies.sort_unstable_by_key(|policy| policy.id);
    let policy = of.get(&policies);
    let Some(before) = policy.published_version_id.and_then(|version| coverage.terms.get(&version)) else {
        return Err(Error::NotFound("policy version"));
    };
    let targets = before.targets.iter().map(|target| scaled(target, percent, pausable)).collect();
    let terms = VersionTerms { priority_rule: Some(rule), ..VersionTerms::of(targets) };
    let written = add_policy_version(op, policy.id, &terms).await?;
    publish_policy_version(op, written.version).await?;
    Ok(())
}

fn scaled(target: &SlaTarget, percent: i64, pausable: bool) -> NewTarget {
    let part = |seconds: i64| (seconds * percent / 100).max(1);
    NewTarget {
        slot: target.slot(),
        duration: match target.duration {
            TargetDuration::Working(seconds) => TargetDuration::Working(part(seconds)),
            TargetDuration::RealTime(seconds) => TargetDuration::RealTime(part(seconds)),
            TargetDuration::WorkingDays(days) => TargetDuration::WorkingDays(days),
        },
        calendar: target.calendar,
        pausable,
        warn_percent: target.warn_percent.iter().map(|percent| i32::from(*percent)).collect(),
        escalations: target.escalations.clone(),
        // Where the policy rests on another one, this differs from it.
        reason: Some("按季调整".to_owned()),
    }
}

async fn one_day(op: &Op, of: &Index, days_ahead: i64, half: bool) -> Result<()> {
    let coverage = op.coverage();
    let mut calendars: Vec<_> = coverage.calendars.values().collect();
    calendars.sort_unstable_by_key(|calendar| calendar.id);
    let date = (op.now() + chrono::TimeDelta::days(days_ahead)).date_naive();
    let hours = match half {
        true => ExceptionHours::Open(vec!["08:00-12:00".to_owned()]),
        false => ExceptionHours::Closed,
    };
    let change = CalendarChange {
        calendar: of.get(&calendars).id,
        reason: "台风停工".to_owned(),
        hours: None,
        exceptions: vec![DayException { date, hours }],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    revise_calendar(op, &change).await?;
    Ok(())
}

async fn amend(op: &Op, contract: &Contract, fewer_systems: bool, days_sooner: u64) -> Result<()> {
    let terms = contract.covers.latest();
    let new = NewAmendment {
        contract: contract.row.id,
        version: contract.row.version,
        reason: "调整服务范围".to_owned(),
        effective_on: contract.day(op.now()),
        ends_on: Some(terms.ends_on - Days::new(days_sooner)),
        amount: None,
        policy: None,
        scheme: None,
        quotas: None,
        systems: fewer_systems.then(|| terms.systems[..terms.systems.len() - 1].to_vec()),
    };
    let amendment = create_amendment(op, &new).await?;
    pass(op, ReviewSubject::Amendment(amendment)).await;
    activate_amendment(op, amendment, contract.row.version + 1).await
}

async fn other_system(op: &Op, of: &Index, level: i32, site: SiteClass) -> Result<()> {
    let directory = op.directory();
    let mut systems: Vec<_> = directory.systems.keys().copied().collect();
    systems.sort_unstable();
    let change = SystemChange {
        system: *of.get(&systems),
        name: None,
        name_en: None,
        system_type: Some("其他".to_owned()),
        protection_level: Some(level),
        filing_number: None,
        site_class: Some(site),
        active: None,
    };
    update_system(op, &change).await
}

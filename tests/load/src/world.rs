//! The parties and promises of the benchmarks: 100 agencies, 50 vendors, 2,000 people, 500 systems under contract.

use anyhow::Result;
use app::setup::scheme::SHIPPED_SCHEME;
use chrono::{DateTime, NaiveDate};
use domain::Instant;
use domain::access::Role;
use domain::calendar::shipped::around_the_clock;
use domain::contract::{ContractState, PolicyState};
use domain::ids::{
    AgencyId, CalendarId, ContractId, PolicyId, PolicyVersionId, RoleGrantId, SchemeId, SystemId, TargetId, UserId,
    VendorId, uuid_at,
};
use domain::scorecard::shipped_scheme;
use domain::sla::{ClockStart, Metric, PriorityRule, Reopening, TargetOrigin};
use domain::ticket::{Priority, SiteClass};
use sea_orm::ConnectionTrait;
use storage::entity::{
    agency, contract_system, managed_system, role_grant, scoring_scheme, service_calendar, service_contract,
    sla_policy, sla_policy_version, sla_target, user_account, vendor,
};
use storage::write::{Foundation, NewCalendar, lay_foundation};
use uuid::Uuid;

pub const AGENCIES: u32 = 100;
pub const VENDORS: u32 = 50;
pub const SYSTEMS: u32 = 500;
const CLERKS_AN_AGENCY: u32 = 10;
const ENGINEERS_A_VENDOR: u32 = 20;
/// The password of everybody.
pub const PASSWORD: &str = "load-and-measure";

/// RESPONSE and RESOLVE by priority, in seconds round the clock.
const TARGETS: [(Priority, i64, i64); 4] = [
    (Priority::P1, 900, 14_400),
    (Priority::P2, 1_800, 28_800),
    (Priority::P3, 3_600, 86_400),
    (Priority::P4, 7_200, 259_200),
];

/// The first clerk of an agency: log-in name and id.
pub fn clerk(agency: u32) -> (String, UserId) {
    let place = agency * CLERKS_AN_AGENCY;
    (format!("clerk-{place}"), UserId(id(Kind::Clerk, place)))
}

/// The first engineer of a vendor.
pub fn engineer(vendor: u32) -> UserId {
    UserId(id(Kind::Engineer, vendor * ENGINEERS_A_VENDOR))
}

/// Somebody who watches over every agency.
pub fn watcher() -> UserId {
    UserId(id(Kind::Watcher, 0))
}

/// An agency's id.
pub fn agency_id(agency: u32) -> AgencyId {
    AgencyId(id(Kind::Agency, agency))
}

/// The place of one of an agency's five systems among all.
pub fn system_place(agency: u32, which: u32) -> u32 {
    agency + AGENCIES * (which % (SYSTEMS / AGENCIES))
}

/// A system's id.
pub fn system_id(place: u32) -> SystemId {
    SystemId(id(Kind::System, place))
}

/// The contract that covers a system.
pub fn contract_id(system: u32) -> ContractId {
    ContractId(id(Kind::Contract, system))
}

/// Each of an agency's systems has another vendor.
pub fn vendor_of(system: u32) -> VendorId {
    VendorId(id(Kind::Vendor, (system * 7 + system / AGENCIES) % VENDORS))
}

/// The published terms.
pub fn version_id() -> PolicyVersionId {
    PolicyVersionId(id(Kind::Version, 0))
}

/// Writes all of it into an empty database.
pub async fn lay(db: &impl ConnectionTrait) -> Result<()> {
    let mut foundation = Foundation {
        agencies: (0..AGENCIES).map(agency).collect(),
        vendors: (0..VENDORS).map(vendor).collect(),
        systems: (0..SYSTEMS).map(system).collect(),
        contracts: (0..SYSTEMS).map(contract).collect(),
        covered: (0..SYSTEMS)
            .map(|place| contract_system::Model { contract_id: contract_id(place), system_id: system_id(place) })
            .collect(),
        ..promises()?
    };
    people(&mut foundation)?;
    lay_foundation(db, foundation).await?;
    Ok(())
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Agency,
    Vendor,
    Clerk,
    Engineer,
    Grant,
    System,
    Contract,
    Calendar,
    Policy,
    Version,
    Target,
    Scheme,
    Watcher,
}

fn id(kind: Kind, place: u32) -> Uuid {
    let [a, b, c, d] = place.to_be_bytes();
    uuid_at(beginning(), [0, kind as u8, 0, 0, 0, 0, a, b, c, d])
}

fn beginning() -> Instant {
    DateTime::from_timestamp(1_704_038_400, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

fn agency(place: u32) -> agency::Model {
    agency::Model {
        id: agency_id(place),
        short_code: format!("B{place:03}"),
        name: format!("第 {place} 政务服务中心"),
        name_en: None,
        region_code: format!("45{:02}00", place % 14 + 1),
        parent_id: None,
        supervisor: false,
        active: true,
        created_at: beginning(),
    }
}

fn vendor(place: u32) -> vendor::Model {
    vendor::Model {
        id: VendorId(id(Kind::Vendor, place)),
        credit_code: format!("9145010000000{place:05}"),
        name: format!("第 {place} 信息技术有限公司"),
        name_en: None,
        active: true,
        created_at: beginning(),
    }
}

fn system(place: u32) -> managed_system::Model {
    managed_system::Model {
        id: system_id(place),
        agency_id: agency_id(place % AGENCIES),
        code: format!("S{place:04}"),
        name: format!("第 {place} 业务系统"),
        name_en: None,
        system_type: "APPROVAL".to_owned(),
        protection_level: 3,
        filing_number: None,
        site_class: SiteClass::City,
        active: true,
        created_at: beginning(),
    }
}

fn contract(place: u32) -> service_contract::Model {
    service_contract::Model {
        id: contract_id(place),
        number: format!("C{place:04}"),
        name: format!("第 {place} 号运维服务合同"),
        agency_id: agency_id(place % AGENCIES),
        vendor_id: vendor_of(place),
        state: ContractState::Active,
        starts_on: NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default(),
        ends_on: NaiveDate::from_ymd_opt(2099, 12, 31).unwrap_or_default(),
        amount_fen: 120_000_000,
        policy_id: PolicyId(id(Kind::Policy, 0)),
        scheme_id: SchemeId(id(Kind::Scheme, 0)),
        zone: "Asia/Shanghai".to_owned(),
        created_at: beginning(),
        version: 1,
        terminates_on: None,
        notice_days: None,
        renewal_days: None,
        precedence: None,
    }
}

fn people(foundation: &mut Foundation) -> Result<()> {
    let password_hash = app::auth::hash_password(PASSWORD)?;
    let user = |id, login, name| user_account::Model {
        id,
        login,
        name,
        password_hash: password_hash.clone(),
        active: true,
        grant_version: 1,
        created_at: beginning(),
    };
    let grant = |place, user_id, role, agency_id, vendor_id| role_grant::Model {
        id: RoleGrantId(id(Kind::Grant, place)),
        user_id,
        role,
        agency_id,
        vendor_id,
        valid_from: beginning(),
        valid_until: None,
    };
    for place in 0..AGENCIES * CLERKS_AN_AGENCY {
        let agency = Some(agency_id(place / CLERKS_AN_AGENCY));
        let clerk = UserId(id(Kind::Clerk, place));
        foundation.users.push(user(clerk, format!("clerk-{place}"), format!("经办人{place}")));
        foundation.grants.push(grant(place, clerk, Role::AgencyOperator, agency, None));
    }
    for place in 0..VENDORS * ENGINEERS_A_VENDOR {
        let vendor = Some(VendorId(id(Kind::Vendor, place / ENGINEERS_A_VENDOR)));
        let engineer = UserId(id(Kind::Engineer, place));
        foundation.users.push(user(engineer, format!("engineer-{place}"), format!("工程师{place}")));
        foundation.grants.push(grant(1_000_000 + place, engineer, Role::VendorEngineer, None, vendor));
    }
    foundation.users.push(user(watcher(), "watcher".to_owned(), "监督员".to_owned()));
    for place in 0..AGENCIES {
        let agency = Some(agency_id(place));
        foundation.grants.push(grant(2_000_000 + place, watcher(), Role::AgencySupervisor, agency, None));
    }
    Ok(())
}

fn promises() -> Result<Foundation> {
    let calendar_id = CalendarId(id(Kind::Calendar, 0));
    let (policy, version) = (PolicyId(id(Kind::Policy, 0)), version_id());
    let calendar = service_calendar::Model {
        id: calendar_id,
        owner_id: None,
        code: "7X24".to_owned(),
        name: "全天候".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        revision: 0,
        known_until: NaiveDate::from_ymd_opt(2099, 12, 31).unwrap_or_default(),
        created_at: beginning(),
    };
    let spec = serde_json::to_value(around_the_clock())?;
    let target = |(place, (priority, metric, seconds)): (u32, (Priority, Metric, i64))| sla_target::Model {
        id: TargetId(id(Kind::Target, place)),
        version_id: version,
        metric,
        priority,
        ticket_kind: None,
        site_class: None,
        duration_kind: "REAL_TIME".to_owned(),
        duration_value: seconds,
        calendar_id,
        pausable: true,
        warn_percent: serde_json::json!([75]),
        escalations: serde_json::json!([{ "level": 1, "afterSeconds": 3_600 }]),
        system_type: None,
        protection_from: None,
        protection_to: None,
        guard: false,
        origin: TargetOrigin::Own,
        base_target_id: None,
        override_reason: None,
    };
    let both = TARGETS.into_iter().flat_map(|(priority, response, resolve)| {
        [(priority, Metric::Response, response), (priority, Metric::Resolve, resolve)]
    });
    Ok(Foundation {
        calendars: vec![NewCalendar { row: calendar, spec, reason: "benchmark".to_owned() }],
        policies: vec![sla_policy::Model {
            id: policy,
            owner_id: None,
            code: SHIPPED_SCHEME.to_owned(),
            name: "基准测试策略".to_owned(),
            published_version_id: Some(version),
            created_at: beginning(),
            base_policy_id: None,
        }],
        versions: vec![sla_policy_version::Model {
            id: version,
            policy_id: policy,
            number: 1,
            state: PolicyState::Published,
            clock_start: ClockStart::RaisedAt,
            priority_rule: PriorityRule::FromChange,
            created_at: beginning(),
            published_at: Some(beginning()),
            base_version_id: None,
            stated: None,
            pause_rules: None,
            reopening: Reopening::NewCycle,
            reopen_days: None,
            severity_rules: None,
        }],
        targets: (0..).zip(both).map(target).collect(),
        schemes: vec![scoring_scheme::Model {
            id: SchemeId(id(Kind::Scheme, 0)),
            owner_id: None,
            code: SHIPPED_SCHEME.to_owned(),
            version: 1,
            name: "基准测试方案".to_owned(),
            spec: serde_json::to_value(shipped_scheme())?,
            created_at: beginning(),
        }],
        ..Foundation::default()
    })
}

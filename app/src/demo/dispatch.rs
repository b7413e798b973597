//! Whom the demo's vendors send: a roster for each team, what everybody can do, certificates, one of which ends soon. And a
//! ticket of Nanning that went from one vendor to another.

use std::sync::Arc;

use chrono::{Days, NaiveTime, TimeDelta, Weekday};
use domain::Instant;
use domain::dispatch::{DutyRole, SkillKind};
use domain::ids::{CertificateId, ContractId, ShiftId, SystemId, TicketId, UserId};
use domain::ticket::{Command, Impact, RaiseInput, TicketKind, Urgency};
use storage::entity::{duty_shift, engineer_certificate, engineer_skill};
use storage::query::setup::insert_in_batches;

use super::parties::{Company, Plan, id};
use crate::ticket::{Act, Raise, act, raise};
use crate::{Contract, Error, Op, Result};

const NANNING: &str = "NNDSJ";
const TECHNOLOGIES: [&str; 4] = ["达梦数据库", "PostgreSQL", "政务外网", "麒麟操作系统"];

/// Writes it once; a demo that was killed on its way may have it already.
pub(super) async fn furnish(op: &Op, plan: &Plan, as_of: Instant) -> Result<usize> {
    let people: Vec<_> = plan.vendors.iter().map(|company| (company.id, company.leader)).collect();
    let scope = domain::access::ReadScope::Everything;
    let db = op.app().store.read();
    if !storage::query::dispatch::certificates_of_people(db, &scope, &people).await?.is_empty() {
        return Ok(0);
    }
    let handed = hand_over(op, plan, as_of).await?;
    let (mut skills, mut certificates, mut shifts) = (Vec::new(), Vec::new(), Vec::new());
    let directory = op.directory();
    let mut types: Vec<String> = directory.systems.values().map(|system| system.system_type.clone()).collect();
    types.sort_unstable();
    types.dedup();
    for company in &plan.vendors {
        skills.extend(skilled(company, &types));
        certificates.extend(certified(company, as_of));
        shifts.extend(on_duty(op, company, as_of));
    }
    let transaction = op.begin().await?;
    insert_in_batches(&transaction, skills).await?;
    insert_in_batches(&transaction, certificates).await?;
    insert_in_batches(&transaction, shifts).await?;
    transaction.commit().await?;
    Ok(handed)
}

/// Two types of system and a technology each.
fn skilled(company: &Company, types: &[String]) -> Vec<engineer_skill::Model> {
    let mut rows = Vec::new();
    let skill = |user_id, kind, name: &str| engineer_skill::Model {
        vendor_id: company.id,
        user_id,
        kind,
        name: name.to_owned(),
    };
    for (place, user) in company.engineers.iter().enumerate() {
        let mut known: Vec<&String> = types.iter().cycle().skip(place).take(types.len().min(2)).collect();
        known.dedup();
        rows.extend(known.into_iter().map(|name| skill(*user, SkillKind::SystemType, name)));
        rows.push(skill(*user, SkillKind::Technology, TECHNOLOGIES[place % TECHNOLOGIES.len()]));
    }
    rows
}

/// The leader's ends in a month, the first engineer's in more than a year.
fn certified(company: &Company, as_of: Instant) -> Vec<engineer_certificate::Model> {
    let today = as_of.date_naive();
    let holders = [(company.leader, "信息系统项目管理师", 30_u64), (company.engineers[0], "网络工程师", 400)];
    let row = |(place, (user_id, name, days)): (usize, (UserId, &str, u64))| engineer_certificate::Model {
        id: id::<CertificateId>("certificate", &format!("{user_id} {name}")),
        vendor_id: company.id,
        user_id,
        name: name.to_owned(),
        number: format!("RK-{:04}", 1_000 + place),
        issuer: "人力资源和社会保障部".to_owned(),
        proves: None,
        valid_until: today + Days::new(days),
        created_at: as_of,
    };
    holders.into_iter().enumerate().map(row).collect()
}

/// A day a week for each engineer of a team in turn, from eight to eight; the leader stands by at the first team.
fn on_duty(op: &Op, company: &Company, as_of: Instant) -> Vec<duty_shift::Model> {
    let coverage = op.coverage();
    let mut teams: Vec<_> = coverage.teams.values().filter(|team| team.row.vendor_id == company.id).collect();
    teams.sort_unstable_by_key(|team| &team.row.code);
    let mut rows = Vec::new();
    let first_on = as_of.date_naive() - Days::new(60);
    for (place, team) in teams.into_iter().enumerate() {
        let engineers: Vec<UserId> = team.members.iter().copied().filter(|user| *user != company.leader).collect();
        for day in 0..7_u8 {
            let first = engineers.iter().cycle().nth(day.into()).map(|user| (*user, DutyRole::Primary));
            let second = (place == 0).then_some((company.leader, DutyRole::Backup));
            for (user_id, role) in first.into_iter().chain(second) {
                rows.push(duty_shift::Model {
                    id: id::<ShiftId>("shift", &format!("{} {day} {role}", team.row.id)),
                    team_id: team.row.id,
                    user_id,
                    role,
                    from_at: None,
                    until_at: None,
                    zone: Some("Asia/Shanghai".to_owned()),
                    weekday: Weekday::try_from(day).ok().and_then(|day| i32::try_from(day.num_days_from_monday()).ok()),
                    starts: NaiveTime::from_hms_opt(8, 0, 0).map(|at| at.format("%H:%M").to_string()),
                    minutes: Some(24 * 60),
                    first_on: Some(first_on),
                    last_on: None,
                    created_at: as_of,
                });
            }
        }
    }
    rows
}

/// Raised in the morning, taken up, found to be the other lot's, and given to its vendor. None where Nanning has no two lots
/// with different vendors in force.
async fn hand_over(op: &Op, plan: &Plan, as_of: Instant) -> Result<usize> {
    let hours_ago = |hours: i64| as_of - TimeDelta::hours(hours);
    let Some(nanning) = plan.cities.iter().find(|city| city.code == NANNING) else { return Ok(0) };
    let Some(TwoLots { system, company, other, faulty }) = two_lots(op, plan, nanning.id, hours_ago(6)) else {
        return Ok(0);
    };
    let manager = op.directory().users.values().find(|user| user.login == "contract").map(|user| user.id);
    let Some(manager) = manager else { return Ok(0) };
    let input = RaiseInput {
        kind: TicketKind::Incident,
        title: "窗口终端频繁掉线".to_owned(),
        description: "上午起多个窗口的终端反复断开，重新登录后数分钟又掉线。".to_owned(),
        impact: Impact::Medium,
        urgency: Urgency::Medium,
    };
    let asked = Raise { system, agency: Some(nanning.id), input, raised_at: None, late_reason: None };
    let ticket = raise(&person(op, nanning.clerk.0, hours_ago(6))?, &asked).await?.id;
    let engineer = company.engineers[0];
    let reason = "现场排查为上联系统故障，属另一合同维护范围".to_owned();
    let steps = [
        (company.leader, 5, Command::Assign { vendor: None, engineer: Some(engineer) }),
        (engineer, 5, Command::Acknowledge),
        (company.leader, 3, Command::ProposeHandOver { contract: None, system: None, reason }),
        (
            manager,
            2,
            Command::HandOver { contract: Some(other), system: Some(faulty), to: None, reason: String::new() },
        ),
    ];
    for (who, hours, command) in steps {
        step(&person(op, who, hours_ago(hours))?, ticket, command).await?;
    }
    Ok(1)
}

/// What was bought of two vendors.
struct TwoLots<'p> {
    system: SystemId,
    company: &'p Company,
    other: ContractId,
    faulty: SystemId,
}

/// A system under one contract of an agency and its vendor, and another vendor's contract with a system of its own.
fn two_lots<'p>(op: &Op, plan: &'p Plan, agency: domain::ids::AgencyId, at: Instant) -> Option<TwoLots<'p>> {
    let coverage = op.coverage();
    let of_agency = coverage.contracts.values().filter(|contract| contract.row.agency_id == agency);
    let system = |contract: &Contract| contract.covers.terms_on(contract.day(at))?.systems.iter().min().copied();
    let mut lots: Vec<(&Contract, SystemId)> = of_agency.filter_map(|lot| Some((lot, system(lot)?))).collect();
    lots.sort_unstable_by_key(|(lot, _)| &lot.row.number);
    let (first, own) = lots.first()?;
    let (other, faulty) = lots.iter().find(|(lot, _)| lot.row.vendor_id != first.row.vendor_id)?;
    let binds = coverage.contract_for(*own, at)?.contract.row.id == first.row.id;
    let company = plan.vendors.iter().find(|company| company.id == first.row.vendor_id).filter(|_| binds)?;
    Some(TwoLots { system: *own, company, other: other.row.id, faulty: *faulty })
}

pub(super) fn person(op: &Op, user: UserId, at: Instant) -> Result<Op> {
    let actor = op.directory().actor(user, at).ok_or(Error::NotFound("user"))?;
    Ok(Op::new(op.app().clone(), Arc::new(actor), at))
}

async fn step(op: &Op, ticket: TicketId, command: Command) -> Result<()> {
    let asked = Act { ticket, command, occurred_at: None, late_reason: None };
    act(op, &asked).await.map(drop)
}

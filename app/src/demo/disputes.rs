//! Disputes of the demo: faults of Nanning's service centre that its vendor took notice of a day late, and does not agree
//! that it was to blame. Each stands where its days have brought it.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::Instant;
use domain::access::ReadScope;
use domain::dispute::{Part, Relief, Ruling};
use domain::ids::{ClockId, DisputeId, SystemId, TicketId, UserId};
use domain::sla::Metric;
use domain::ticket::{Command, Impact, PauseParty, RaiseInput, TicketKind, Urgency};
use storage::query::dispute::{self as query, DisputeFilter};
use storage::query::ticket::clocks;

use super::parties::{Bureau, Company, Plan, id};
use crate::dispute::{
    Appeal, Decision, Said, accept_decision, appeal_breach, decide_dispute, escalate_dispute, lapse_disputes,
    withdraw_dispute,
};
use crate::ticket::{Act, Raise, act, raise};
use crate::{Error, Op, Result};

const NANNING: &str = "NNDSJ";

/// What is done with a dispute, a day after what was done before.
#[derive(Clone, Copy)]
enum Move {
    Withdraw,
    Uphold,
    Exclude,
    /// The agency answers for the first half hour.
    Partly,
    Accept,
    Escalate,
    /// The assessor puts it down to a third party.
    Reattribute,
}

/// How many days before the end of the demo a fault was raised, and what became of the dispute about it; what is missing
/// was left to silence.
const COURSES: [(i64, &str, &[Move]); 9] = [
    (40, "窗口叫号屏黑屏", &[]),
    (34, "自助终端无法打印", &[Move::Uphold]),
    (27, "电子证照调用超时", &[Move::Uphold, Move::Escalate, Move::Reattribute]),
    (20, "评价器离线", &[Move::Partly, Move::Accept]),
    (18, "材料上传失败", &[Move::Exclude]),
    (13, "短信通知未送达", &[Move::Withdraw]),
    (8, "取号机卡纸后无法恢复", &[Move::Uphold, Move::Escalate]),
    (6, "大厅公示屏数据不更新", &[Move::Uphold]),
    (4, "高拍仪无法识别", &[]),
];

/// Writes them once; a demo that was killed on its way has some already, and keeps those. How many tickets it added.
pub(super) async fn dispute(op: &Op, plan: &Plan, as_of: Instant) -> Result<usize> {
    let everything = (ReadScope::Everything, DisputeFilter::default());
    if query::count(op.app().store.read(), &everything.0, &everything.1).await? > 0 {
        return Ok(0);
    }
    let Some(nanning) = plan.cities.iter().find(|city| city.code == NANNING) else { return Ok(0) };
    let mut tickets = 0;
    for (days, title, moves) in COURSES {
        let raised = as_of - TimeDelta::days(days);
        let Some((system, company)) = served(op, plan, nanning, raised) else { continue };
        let fault = Fault { op, nanning, company, system, raised };
        if let Some(clock) = fault.noticed_late(title).await? {
            fault.disputed(clock, moves).await?;
        }
        tickets += 1;
    }
    lapse_disputes(op).await?;
    Ok(tickets)
}

/// A system of an agency under a contract that was in force then, with the company that serves it.
fn served<'p>(op: &Op, plan: &'p Plan, agency: &Bureau, at: Instant) -> Option<(SystemId, &'p Company)> {
    let (directory, coverage) = (op.directory(), op.coverage());
    let mut systems: Vec<SystemId> =
        directory.systems.values().filter(|system| system.agency_id == agency.id).map(|system| system.id).collect();
    systems.sort_unstable();
    let vendor =
        directory.users.get(&id::<UserId>("user", "vendor"))?.grants.iter().find_map(|grant| grant.vendor_id)?;
    let own = systems.into_iter().find(|system| {
        coverage.contract_for(*system, at).is_some_and(|bound| bound.contract.row.vendor_id == vendor)
    })?;
    Some((own, plan.vendors.iter().find(|company| company.id == vendor)?))
}

/// A fault, and those who have to do with it.
struct Fault<'a> {
    op: &'a Op,
    nanning: &'a Bureau,
    company: &'a Company,
    system: SystemId,
    raised: Instant,
}

impl Fault<'_> {
    /// Raised, noticed after a day and solved; its clock of RESPONSE, if that was promised.
    async fn noticed_late(&self, title: &str) -> Result<Option<ClockId>> {
        let input = RaiseInput {
            kind: TicketKind::Incident,
            title: title.to_owned(),
            description: "影响窗口办件，请尽快处理。".to_owned(),
            impact: Impact::Medium,
            urgency: Urgency::Medium,
        };
        let (system, agency) = (self.system, Some(self.nanning.id));
        let asked = Raise { system, agency, input, raised_at: None, late_reason: None };
        let ticket = raise(&self.person(self.nanning.clerk.0, 0)?, &asked).await?.id;
        let engineer = self.company.engineers[0];
        let (cause, solution) = ("接口服务异常".to_owned(), "重启服务并更换网线".to_owned());
        for (who, hour, command) in [
            (self.company.leader, 1, Command::Assign { vendor: None, engineer: Some(engineer) }),
            (engineer, 27, Command::Acknowledge),
            (engineer, 29, Command::Resolve { cause, solution }),
            (self.nanning.clerk.0, 30, Command::Confirm),
        ] {
            step(&self.person(who, hour)?, ticket, command).await?;
        }
        let found = clocks(self.op.app().store.read(), ticket).await?;
        Ok(found.into_iter().find(|clock| clock.metric == Metric::Response).map(|clock| clock.id))
    }

    /// Appealed two days after it was raised, and what followed day by day.
    async fn disputed(&self, clock: ClockId, moves: &[Move]) -> Result<()> {
        let [vendor, manager, assessor] = ["vendor", "contract", "assessor"].map(|login| id::<UserId>("user", login));
        let appeal = Appeal {
            clock,
            reason: "派单时采购方机房门禁故障，工程师无法入场确认，相关时段不应计入服务商用时。".to_owned(),
            evidence: Some("门禁系统日志、现场照片".to_owned()),
        };
        let dispute = match appeal_breach(&self.person(vendor, 48)?, &appeal).await {
            Ok(row) => row.id,
            // Other promises were made than the usual ones.
            Err(Error::Invalid(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        for (taken, day) in moves.iter().zip(3..) {
            let by = |user| self.person(user, 24 * day);
            match taken {
                Move::Withdraw => withdraw_dispute(&by(vendor)?, &said(dispute, "内部复核后撤回申诉。")).await?,
                Move::Accept => accept_decision(&by(vendor)?, &said(dispute, "接受裁定。")).await?,
                Move::Escalate => {
                    let why = "运营商已出具断线证明，请上级复核。";
                    escalate_dispute(&by(vendor)?, &said(dispute, why)).await?
                }
                Move::Uphold => {
                    let why = said(dispute, "经核对门禁日志，工程师当时尚未到场，维持原判定。");
                    decide_dispute(&by(manager)?, &Decision { said: why, ruling: Ruling::Uphold }).await?
                }
                Move::Exclude => {
                    let why = said(dispute, "门禁故障属实，不计入考核。");
                    decide_dispute(&by(manager)?, &Decision { said: why, ruling: Ruling::Exclude }).await?
                }
                Move::Partly => {
                    let why = said(dispute, "门禁故障半小时属实，该时段不计；其余时间维持原判定。");
                    decide_dispute(&by(manager)?, &Decision { said: why, ruling: self.half_an_hour() }).await?
                }
                Move::Reattribute => {
                    let why = said(dispute, "故障源于运营商线路，责任方改为第三方。");
                    let ruling = Ruling::ReAttribute { party: PauseParty::ThirdParty };
                    decide_dispute(&by(assessor)?, &Decision { said: why, ruling }).await?
                }
            };
        }
        Ok(())
    }

    fn half_an_hour(&self) -> Ruling {
        let (from, to) = (self.raised, self.raised + TimeDelta::minutes(30));
        let (party, reason) = (PauseParty::Agency, "机房门禁故障，无法入场".to_owned());
        Ruling::Partly(Part::Time { intervals: vec![Relief { from, to, party, reason }] })
    }

    /// Somebody, so many hours after it was raised.
    fn person(&self, user: UserId, hours: i64) -> Result<Op> {
        let at = self.raised + TimeDelta::hours(hours);
        let actor = self.op.directory().actor(user, at).ok_or(Error::NotFound("user"))?;
        Ok(Op::new(self.op.app().clone(), Arc::new(actor), at))
    }
}

async fn step(op: &Op, ticket: TicketId, command: Command) -> Result<()> {
    let asked = Act { ticket, command, occurred_at: None, late_reason: None };
    act(op, &asked).await.map(drop)
}

fn said(dispute: DisputeId, reason: &str) -> Said {
    Said { dispute, reason: Some(reason.to_owned()), evidence: None, expected_version: None }
}

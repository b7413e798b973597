//! A city's service desk under one contract: people who raise and solve, and a clock that stands where it is put.

use app::setup::contract::{ContractTerms, NewContract};
use app::setup::policy::{NewPolicy, NewTarget, VersionTerms, create_policy, publish_policy_version};
use app::sla::VerifyReport;
use app::ticket::{Act, Raise};
use app::{Op, TicketRow};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use domain::access::Role;
use domain::ids::{AgencyId, CalendarId, ContractId, SystemId, TicketId, UserId};
use domain::money::Fen;
use domain::sla::{Metric, TargetDuration};
use domain::ticket::{Command, Impact, Priority, RaiseInput, TicketKind, Urgency};

use crate::setup::stand::Stand;
use crate::support::db::Backend;
use crate::support::in_force::in_force;

pub struct Desk {
    pub stand: Stand,
    pub system: SystemId,
    clerk: UserId,
    engineer: UserId,
}

impl Desk {
    /// RESPONSE in one hour, RESOLVE in eight, UPDATE every two, of the calendar's open hours; nothing on the rest.
    pub async fn open(backend: Backend, calendar: impl AsyncFnOnce(&Stand) -> CalendarId) -> Self {
        let stand = Stand::new(backend).await;
        let calendar = calendar(&stand).await;
        let clerk = stand.person("clerk", Role::AgencyOperator, Some(stand.nanning), None).await;
        let engineer = stand.person("engineer", Role::VendorEngineer, None, Some(stand.vendor)).await;
        let system = stand.a_system("NN-OA", stand.nanning).await;
        contract(&stand, "NN-2026", stand.nanning, system, calendar).await;
        Self { stand, system, clerk, engineer }
    }

    pub fn clerk(&self) -> Op {
        self.stand.op(self.clerk)
    }

    pub fn engineer(&self) -> Op {
        self.stand.op(self.engineer)
    }

    pub async fn raise(&self) -> TicketRow {
        let input = RaiseInput {
            kind: TicketKind::Incident,
            title: "审批平台打不开".to_owned(),
            description: "全市".to_owned(),
            impact: Impact::High,
            urgency: Urgency::High,
        };
        let asked = Raise { system: self.system, agency: None, input, raised_at: None, late_reason: None };
        app::ticket::raise(&self.clerk(), &asked).await.expect("raised")
    }

    pub async fn act(&self, op: &Op, ticket: TicketId, command: Command) -> TicketRow {
        let act = Act { ticket, command, occurred_at: None, late_reason: None };
        app::ticket::act(op, &act).await.expect("done")
    }

    pub async fn solve(&self, ticket: TicketId, cause: &str) -> TicketRow {
        let command = Command::Resolve { cause: cause.to_owned(), solution: "换件".to_owned() };
        self.act(&self.engineer(), ticket, command).await
    }

    pub fn wait(&self, minutes: i64) {
        self.stand.clock.advance(TimeDelta::minutes(minutes));
    }

    pub fn wait_until(&self, at: &str) {
        self.stand.clock.set(at.parse::<DateTime<Utc>>().expect("an instant"));
    }

    pub async fn sweep(&self) -> app::sla::SweepReport {
        app::sla::sweep(&self.stand.system()).await.expect("swept")
    }

    pub async fn verify(&self) -> VerifyReport {
        app::sla::verify_clocks(&self.stand.system(), &|_| {}).await.expect("verified")
    }

    pub async fn assert_true(&self, when: &str) {
        let report = self.verify().await;
        assert_eq!((report.different, report.differences), (0, vec![]), "{when}");
        assert!(report.clocks > 0);
    }
}

/// A contract of the stand's vendor with an agency, in force for the year of the stand's clock.
pub async fn contract(
    stand: &Stand,
    number: &str,
    agency: AgencyId,
    system: SystemId,
    calendar: CalendarId,
) -> ContractId {
    let op = stand.system();
    let year = stand.clock.now().year();
    let target = |metric, hours: i64| NewTarget {
        pausable: metric != Metric::Response,
        warn_percent: vec![50],
        ..NewTarget::of(metric, Priority::P1, TargetDuration::Working(hours * 3_600), calendar)
    };
    let targets = vec![target(Metric::Response, 1), target(Metric::Resolve, 8), target(Metric::Update, 2)];
    let policy = NewPolicy {
        owner: Some(agency),
        code: format!("{number}-SLA"),
        name: "运维服务级别".to_owned(),
        base: None,
        terms: VersionTerms::of(targets),
    };
    let policy = create_policy(&op, &policy).await.expect("a policy");
    publish_policy_version(&op, policy.version).await.expect("published");
    let terms = ContractTerms {
        name: "年度运维服务".to_owned(),
        vendor: stand.vendor,
        starts_on: format!("{year}-01-01").parse().expect("a date"),
        ends_on: format!("{year}-12-31").parse().expect("a date"),
        amount: Fen(16_650_000),
        policy: policy.policy,
        scheme: None,
        zone: "Asia/Shanghai".to_owned(),
        systems: vec![system],
    };
    let new = NewContract { number: number.to_owned(), agency, terms };
    in_force(&op, &new).await
}

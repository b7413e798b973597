//! A small Guangxi: two cities and a county, three vendors, contracts in force, one person a role.

use std::sync::Arc;

use api::auth::{Keys, Tokens};
use api::http::Console;
use app::setup::agency::{NewAgency, create_agency};
use app::setup::contract::{ContractTerms, NewContract};
use app::setup::policy::{NewPolicy, NewTarget, VersionTerms, create_policy, publish_policy_version};
use app::setup::shipped::{Shipped, ensure};
use app::setup::system::{NewSystem, create_system};
use app::setup::user::{GrantRole, NewUser, create_user, grant_role};
use app::setup::vendor::{NewVendor, create_vendor};
use app::{App, Clock, Op};
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Role;
use domain::ids::{AgencyId, ContractId, PolicyId, SystemId, UserId, VendorId};
use domain::money::Fen;
use domain::sla::{EscalationLevel, Metric, TargetDuration};
use domain::ticket::{Priority, SiteClass};
use gongdan::config::Config;
use storage::Store;
use storage::coord::Coord;
use tokio_util::sync::CancellationToken;

use super::client::{Client, TestEndpoint, test_endpoint};
use super::db::{Backend, Template, TestDb};
use super::in_force::{EXPERTS, enlist, in_force};

/// Everybody's.
pub const PASSWORD: &str = "the same for all of them";

/// The application on a world of its own. Its clock stands at Monday 2026-03-02, 09:00 in Nanning.
pub struct World {
    pub app: Arc<App>,
    pub clock: Clock,
    pub config: Config,
    pub endpoint: TestEndpoint,
    pub tokens: Tokens,
    pub db: TestDb,
    _keys: tempfile::TempDir,
}

impl World {
    pub async fn new(backend: Backend) -> Self {
        Self::with(backend, Coord::memory()).await
    }

    /// A world with other coordination.
    pub async fn with(backend: Backend, coord: Coord) -> Self {
        Self::on(Self::furnished(backend).await, coord).await
    }

    /// The database of a world in which nothing has happened yet.
    pub async fn furnished(backend: Backend) -> TestDb {
        static SQLITE: Template = Template::new();
        static POSTGRES: Template = Template::new();
        let template = match backend {
            Backend::Sqlite => &SQLITE,
            Backend::Postgres => &POSTGRES,
        };
        let furnished = async || {
            let db = TestDb::empty(backend).await;
            furnish(&db).await;
            (db, ())
        };
        template.copy(furnished).await.0
    }

    /// One more replica on the same database and clock.
    pub async fn replica(&self, coord: Coord) -> Replica {
        let app = start(&self.db, coord, self.clock.clone(), &self.config).await;
        let endpoint = gongdan::serve::endpoint(&app, &self.config, CancellationToken::new(), Console::unbuilt())
            .expect("an endpoint");
        Replica { app, endpoint: test_endpoint(endpoint) }
    }

    /// The application on a database that somebody else has filled.
    pub async fn on(db: TestDb, coord: Coord) -> Self {
        Self::adjusted(db, coord, |_| ()).await
    }

    /// The same with other settings.
    pub async fn adjusted(db: TestDb, coord: Coord, adjust: impl FnOnce(&mut Config)) -> Self {
        let keys = tempfile::tempdir().expect("a temporary folder");
        let mut config = Config::defaults().expect("the defaults");
        config.auth.signing_key = keys.path().join("key.pem");
        config.auth.log_ins_per_name = 5;
        config.files.url = format!("file://{}", keys.path().join("files").display());
        adjust(&mut config);
        let clock = Clock::fixed(start_of_story());
        let app = start(&db, coord, clock.clone(), &config).await;
        let endpoint =
            gongdan::serve::endpoint(&app, &config, CancellationToken::new(), Console::unbuilt()).expect("an endpoint");
        let pem = std::fs::read_to_string(&config.auth.signing_key).expect("the key");
        let tokens = Tokens::new(Keys::from_pem(&pem, &[]).expect("a key"), config.auth.access_token.clone());
        Self { app, clock, config, endpoint: test_endpoint(endpoint), tokens, db, _keys: keys }
    }

    /// Ends it: its database, to be copied.
    pub async fn end(self) -> TestDb {
        self.app.close().await.expect("closing");
        self.db
    }

    /// Somebody of [`PEOPLE`], logged in.
    pub fn as_(&self, login: &str) -> Client {
        let user = self.user(login);
        let version = self.app.directory().users[&user].grant_version;
        let (token, _) = self.tokens.issue(user, version, self.app.clock().now()).expect("a token");
        Client { endpoint: self.endpoint.clone(), token: Some(token) }
    }

    /// Nobody in particular.
    pub fn nobody(&self) -> Client {
        Client { endpoint: self.endpoint.clone(), token: None }
    }

    /// The use cases as somebody.
    pub fn op(&self, login: &str) -> Op {
        self.app.op_for(self.user(login)).expect("an active person")
    }

    /// The use cases as the platform itself.
    pub fn system_op(&self) -> Op {
        self.app.op_system("test")
    }

    pub fn user(&self, login: &str) -> UserId {
        let directory = self.app.directory();
        let user = directory.users.values().find(|user| user.login == login);
        user.unwrap_or_else(|| panic!("nobody is called {login}")).id
    }

    pub fn agency(&self, short_code: &str) -> AgencyId {
        let directory = self.app.directory();
        directory.agencies.values().find(|agency| agency.short_code == short_code).expect("an agency").id
    }

    pub fn system(&self, code: &str) -> SystemId {
        let directory = self.app.directory();
        directory.systems.values().find(|system| system.code == code).expect("a system").id
    }

    pub fn vendor(&self, name: &str) -> VendorId {
        let directory = self.app.directory();
        directory.vendors.values().find(|vendor| vendor.name == name).expect("a vendor").id
    }

    pub fn contract(&self, number: &str) -> ContractId {
        let coverage = self.app.coverage();
        coverage.contracts.values().find(|contract| contract.row.number == number).expect("a contract").row.id
    }

    pub fn policy(&self, code: &str) -> PolicyId {
        let coverage = self.app.coverage();
        coverage.policies.values().find(|policy| policy.code == code).expect("a policy").id
    }

    /// Lets time pass for everybody.
    pub fn pass(&self, by: TimeDelta) {
        self.clock.advance(by);
    }
}

/// Another process on the same database.
pub struct Replica {
    pub app: Arc<App>,
    pub endpoint: TestEndpoint,
}

/// Monday 2026-03-02, 09:00 in Nanning.
pub fn start_of_story() -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse().expect("a time")
}

async fn start(db: &TestDb, coord: Coord, clock: Clock, config: &Config) -> Arc<App> {
    let store = Store::connect(&db.config).await.expect("connecting");
    App::start(store, coord, clock, gongdan::start::settings(config)).await.expect("starting")
}

/// Log-in, role, agency, vendor.
pub const PEOPLE: [(&str, Role, &str, &str); 17] = [
    ("clerk", Role::Reporter, "NNDSJ", ""),
    ("operator", Role::AgencyOperator, "NNDSJ", ""),
    ("manager", Role::ContractManager, "NNDSJ", ""),
    ("county_clerk", Role::Reporter, "NNQX", ""),
    ("region_manager", Role::ContractManager, "GXDSJ", ""),
    ("supervisor", Role::AgencySupervisor, "GXDSJ", ""),
    ("regulator", Role::Regulator, "GXDSJ", ""),
    ("assessor", Role::Assessor, "GXDSJ", ""),
    ("expert", Role::Assessor, EXPERTS, ""),
    ("vendor_manager", Role::VendorManager, "", "八桂运维"),
    ("engineer", Role::VendorEngineer, "", "八桂运维"),
    ("lz_operator", Role::AgencyOperator, "LZDSJ", ""),
    ("lz_manager", Role::ContractManager, "LZDSJ", ""),
    ("lz_engineer", Role::VendorEngineer, "", "桂北信息"),
    ("system_admin", Role::SystemAdmin, "", ""),
    ("security_admin", Role::SecurityAdmin, "", ""),
    ("audit_admin", Role::AuditAdmin, "", ""),
];

async fn furnish(db: &TestDb) {
    super::db::migrate(&db.config).await;
    let config = Config::defaults().expect("the defaults");
    // A day before the story: nothing is younger than what it does.
    let clock = Clock::fixed(start_of_story() - TimeDelta::days(1));
    let app = start(db, Coord::memory(), clock, &config).await;
    let op = app.op_system("test");
    let shipped = ensure(&op).await.expect("what ships");
    let region = agency(&op, "GXDSJ", "自治区数据局", "450000", None, true).await;
    let nanning = agency(&op, "NNDSJ", "南宁市大数据发展局", "450100", Some(region), false).await;
    let liuzhou = agency(&op, "LZDSJ", "柳州市大数据发展局", "450200", Some(region), false).await;
    let county = agency(&op, "NNQX", "青秀区数据局", "450103", Some(nanning), false).await;
    let bagui = vendor(&op, "91330100799655058B", "八桂运维").await;
    let guibei = vendor(&op, &credit_code("91450200198230687"), "桂北信息").await;
    vendor(&op, &credit_code("91450100198230687"), "南国网络").await;
    let policy = policy(&op, region, &shipped).await;
    let oa = system(&op, "NN-OA", "南宁公文交换平台", nanning, SiteClass::City).await;
    let hall = system(&op, "QX-HALL", "青秀区政务服务中心", county, SiteClass::County).await;
    system(&op, "NN-OLD", "南宁旧门户（无合同）", nanning, SiteClass::City).await;
    let lz_oa = system(&op, "LZ-OA", "柳州公文交换平台", liuzhou, SiteClass::City).await;
    contract(&op, "NN-2026", nanning, bagui, policy, vec![oa, hall]).await;
    contract(&op, "LZ-2026", liuzhou, guibei, policy, vec![lz_oa]).await;
    let directory = app.directory();
    for (login, role, at, with) in PEOPLE {
        let agency = directory.agencies.values().find(|row| row.short_code == at).map(|row| row.id);
        let vendor = directory.vendors.values().find(|row| row.name == with).map(|row| row.id);
        person(&op, login, role, agency, vendor).await;
    }
    // On the list last: who reviewed what is in force already were others.
    let directory = app.directory();
    let expert = directory.users.values().find(|user| user.login == "expert").expect("an expert");
    let body = directory.agencies.values().find(|row| row.short_code == EXPERTS).expect("their body");
    enlist(&op, expert.id, body.id).await;
    // What runs already is being assessed.
    app::assessment::draft_assessments(&op).await.expect("opened");
    // What was told of the set-up was told before the story.
    app::outbox::relay(&op).await.expect("relayed");
    app.close().await.expect("closing");
}

async fn person(op: &Op, login: &str, role: Role, agency: Option<AgencyId>, vendor: Option<VendorId>) {
    let new = NewUser { login: login.to_owned(), name: login.to_owned(), password: PASSWORD.to_owned() };
    let user = create_user(op, &new).await.expect("an account");
    let grant = GrantRole { user, role, agency, vendor, valid_from: None, valid_until: None };
    grant_role(op, &grant).await.expect("a role");
}

async fn agency(op: &Op, code: &str, name: &str, region: &str, parent: Option<AgencyId>, supervisor: bool) -> AgencyId {
    let new = NewAgency {
        short_code: code.to_owned(),
        name: name.to_owned(),
        name_en: None,
        region_code: region.to_owned(),
        parent,
        supervisor,
    };
    create_agency(op, &new).await.expect("an agency")
}

async fn vendor(op: &Op, credit_code: &str, name: &str) -> VendorId {
    let new = NewVendor { credit_code: credit_code.to_owned(), name: name.to_owned(), name_en: None };
    create_vendor(op, &new).await.expect("a vendor")
}

async fn system(op: &Op, code: &str, name: &str, agency: AgencyId, site_class: SiteClass) -> SystemId {
    let new = NewSystem {
        agency,
        code: code.to_owned(),
        name: name.to_owned(),
        name_en: None,
        system_type: "公文交换".to_owned(),
        protection_level: 3,
        filing_number: None,
        site_class,
    };
    create_system(op, &new).await.expect("a system")
}

/// P2 round the clock, P3 and P4 in working time, arrival by class of site; progress every two hours at P2.
async fn policy(op: &Op, owner: AgencyId, shipped: &Shipped) -> PolicyId {
    let target = |metric, priority, site_class, duration| {
        let real = matches!(duration, TargetDuration::RealTime(_));
        let calendar = if real { shipped.around_the_clock } else { shipped.office_hours };
        let mut target = NewTarget::of(metric, priority, duration, calendar);
        target.slot.site_class = site_class;
        target.pausable = matches!(metric, Metric::Restore | Metric::Resolve);
        target.warn_percent = vec![80];
        target.escalations = vec![EscalationLevel::after(1, 3_600)];
        target
    };
    let (minute, hour) = (60, 3_600);
    let (real, working) = (TargetDuration::RealTime, TargetDuration::Working);
    let targets = vec![
        target(Metric::Response, Priority::P2, None, real(30 * minute)),
        target(Metric::Arrival, Priority::P2, Some(SiteClass::City), real(2 * hour)),
        target(Metric::Arrival, Priority::P2, Some(SiteClass::County), real(4 * hour)),
        target(Metric::Restore, Priority::P2, None, real(8 * hour)),
        target(Metric::Resolve, Priority::P2, None, real(24 * hour)),
        target(Metric::Update, Priority::P2, None, real(2 * hour)),
        target(Metric::Response, Priority::P3, None, working(2 * hour)),
        target(Metric::Restore, Priority::P3, None, working(14 * hour)),
        target(Metric::Resolve, Priority::P3, None, TargetDuration::WorkingDays(5)),
        target(Metric::Response, Priority::P4, None, working(4 * hour)),
    ];
    let (code, name) = ("GX-SLA".to_owned(), "全区运维服务级别".to_owned());
    let new = NewPolicy { owner: Some(owner), code, name, base: None, terms: VersionTerms::of(targets) };
    let written = create_policy(op, &new).await.expect("a policy");
    publish_policy_version(op, written.version).await.expect("published").policy
}

async fn contract(op: &Op, number: &str, agency: AgencyId, vendor: VendorId, policy: PolicyId, systems: Vec<SystemId>) {
    let date = |text: &str| text.parse().expect("a date");
    let terms = ContractTerms {
        name: "2026 年度信息系统运维服务".to_owned(),
        vendor,
        starts_on: date("2026-01-01"),
        ends_on: date("2026-12-31"),
        amount: Fen(16_650_000),
        policy,
        scheme: None,
        zone: "Asia/Shanghai".to_owned(),
        systems,
    };
    let new = NewContract { number: number.to_owned(), agency, terms };
    in_force(op, &new).await;
}

fn credit_code(start: &str) -> String {
    domain::party::CreditCode::complete(start).expect("17 characters").to_string()
}

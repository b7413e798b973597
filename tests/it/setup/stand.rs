//! A region with two cities, a vendor, and the people who set things up.

use std::sync::Arc;

use app::setup::agency::{NewAgency, create_agency};
use app::setup::policy::{NewPolicy, NewTarget, PolicyWritten, VersionTerms, create_policy, publish_policy_version};
use app::setup::shipped::{Shipped, ensure};
use app::setup::system::{NewSystem, create_system};
use app::setup::user::{GrantRole, NewUser, create_user, grant_role};
use app::setup::vendor::{NewVendor, create_vendor};
use app::{App, AppConfig, Clock, Error, Op};
use chrono::{TimeZone, Utc};
use domain::access::Role;
use domain::ids::{AgencyId, CalendarId, SystemId, UserId, VendorId};
use domain::sla::{Metric, TargetDuration};
use domain::ticket::{Priority, SiteClass};
use storage::coord::Coord;
use storage::{DatabaseConfig, Store};

use crate::support::db::{Backend, TestDb};

pub const PASSWORD: &str = "南宁大数据局的第一个口令";

pub struct Stand {
    pub app: Arc<App>,
    pub clock: Clock,
    pub shipped: Shipped,
    pub region: AgencyId,
    pub nanning: AgencyId,
    pub liuzhou: AgencyId,
    pub vendor: VendorId,
    _db: TestDb,
}

fn settings() -> AppConfig {
    AppConfig {
        refresh_token_seconds: 3_600,
        log_ins_per_name: 5,
        log_ins_per_peer: 50,
        log_in_window_seconds: 300,
        password_checks: 2,
        next_year_from: app::calendar::MonthDay::FIRST_OF_NOVEMBER,
        files: app::FilesConfig::default(),
        retention: app::retention::RetentionConfig::default(),
        webhooks: app::webhook::WebhookConfig::default(),
    }
}

impl Stand {
    pub async fn new(backend: Backend) -> Self {
        let db = TestDb::create(backend).await;
        let store = Store::connect(&db.config).await.expect("connecting");
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).single().expect("a time"));
        let app = App::start(store, Coord::memory(), clock.clone(), settings()).await.expect("starting");
        let op = app.op_system("test");
        let agency = |code: &str, region: &str, parent| NewAgency {
            short_code: code.to_owned(),
            name: code.to_owned(),
            name_en: None,
            region_code: region.to_owned(),
            parent,
            supervisor: false,
        };
        let region = create_agency(&op, &agency("GXDSJ", "450000", None)).await.expect("the region");
        let nanning = create_agency(&op, &agency("NNDSJ", "450100", Some(region))).await.expect("a city");
        let liuzhou = create_agency(&op, &agency("LZDSJ", "450200", Some(region))).await.expect("a city");
        let vendor =
            NewVendor { credit_code: "91330100799655058B".to_owned(), name: "八桂运维".to_owned(), name_en: None };
        let vendor = create_vendor(&op, &vendor).await.expect("a vendor");
        let shipped = ensure(&op).await.expect("what ships");
        Self { app, clock, shipped, region, nanning, liuzhou, vendor, _db: db }
    }

    /// For a look into the database beside the application.
    pub fn url(&self) -> &str {
        &self._db.config.url
    }

    /// For another process on the same database.
    pub fn database(&self) -> DatabaseConfig {
        self._db.config.clone()
    }

    pub fn settings(&self) -> AppConfig {
        settings()
    }

    pub fn system(&self) -> Op {
        self.app.op_system("test")
    }

    pub fn op(&self, user: UserId) -> Op {
        self.app.op_for(user).expect("an active person")
    }

    pub async fn person(&self, login: &str, role: Role, agency: Option<AgencyId>, vendor: Option<VendorId>) -> UserId {
        let op = self.system();
        let new = NewUser { login: login.to_owned(), name: login.to_owned(), password: PASSWORD.to_owned() };
        let user = create_user(&op, &new).await.expect("an account");
        let role = GrantRole { user, role, agency, vendor, valid_from: None, valid_until: None };
        grant_role(&op, &role).await.expect("a role");
        user
    }

    pub async fn manager(&self, login: &str, agency: AgencyId) -> Op {
        let user = self.person(login, Role::ContractManager, Some(agency), None).await;
        self.op(user)
    }

    pub fn new_system(&self, code: &str, agency: AgencyId) -> NewSystem {
        NewSystem {
            agency,
            code: code.to_owned(),
            name: "一体化审批平台".to_owned(),
            name_en: None,
            system_type: "审批".to_owned(),
            protection_level: 3,
            filing_number: None,
            site_class: SiteClass::City,
        }
    }

    pub async fn a_system(&self, code: &str, agency: AgencyId) -> SystemId {
        create_system(&self.system(), &self.new_system(code, agency)).await.expect("a system")
    }

    pub async fn a_policy(&self, op: &Op, code: &str, owner: AgencyId) -> PolicyWritten {
        let new = NewPolicy {
            owner: Some(owner),
            code: code.to_owned(),
            name: "运维服务级别".to_owned(),
            base: None,
            terms: terms(self.shipped.office_hours, 1),
        };
        let written = create_policy(op, &new).await.expect("a policy");
        publish_policy_version(op, written.version).await.expect("published")
    }
}

pub fn terms(calendar: CalendarId, hours: i64) -> VersionTerms {
    let target = |metric, hours: i64| NewTarget {
        pausable: metric != Metric::Response,
        warn_percent: vec![50, 80],
        ..NewTarget::of(metric, Priority::P1, TargetDuration::Working(hours * 3_600), calendar)
    };
    VersionTerms::of(vec![target(Metric::Response, hours), target(Metric::Resolve, 8)])
}

/// The words of a refusal, field by field.
pub fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(&'static str, &'static str)> {
    match result.expect_err("this should have been refused") {
        Error::Invalid(violations) => {
            violations.into_iter().map(|of| (of.code, of.field.unwrap_or_default())).collect()
        }
        Error::NotFound(what) => vec![("NOT_FOUND", what)],
        Error::Forbidden(action) => vec![("FORBIDDEN", action.as_str())],
        Error::Unauthenticated(_) => vec![("UNAUTHENTICATED", "")],
        Error::Conflict | Error::StaleObject(_) => vec![("CONFLICT", "")],
        Error::RateLimited(_) => vec![("RATE_LIMITED", "")],
        other => panic!("{other}"),
    }
}

//! Agencies, vendors and people: a data bureau for the region, each city and each county, and six companies.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate};
use domain::Instant;
use domain::access::Role;
use domain::ids::{AgencyId, RoleGrantId, UserId, VendorId, uuid_at};
use domain::party::CreditCode;
use storage::entity::{agency, region, review_expert, role_grant, user_account, vendor};
use storage::write::Foundation;
use uuid::Uuid;

use super::people::{EXPERT, LOG_INS, Place, place};
use super::systems::{DemoSystem, systems};
use super::words::{Words, codes};
use crate::import::digest;
use crate::{Error, Result};

const REGION: &str = "450000";
pub(super) const NANNING: &str = "450100";
const ENGINEERS: usize = 4;
/// The body of the experts: short code and names.
const EXPERTS: (&str, &str, &str) = ("GXZJK", "广西政务信息化评审专家库", "Guangxi Expert Panel for E-Government");
/// Where the experts work, and what they know about.
const EMPLOYERS: [(&str, &str); 9] = [
    ("广西大学计算机学院", "网络安全"),
    ("桂林电子科技大学", "等级保护"),
    ("广西师范大学", "数据治理"),
    ("广西信息安全测评中心", "等级保护测评"),
    ("广西电子学会", "信息系统工程"),
    ("广西政府采购协会", "政府采购"),
    ("广西律师协会", "合同法律"),
    ("广西计算中心", "运维服务"),
    ("南宁师范大学", "信息系统审计"),
];

/// What tickets are told about.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) root: AgencyId,
    /// The bureaus that sign contracts: the region's first, then the cities' by code.
    pub(super) cities: Vec<Bureau>,
    pub(super) agencies: HashMap<AgencyId, Bureau>,
    pub(super) vendors: Vec<Company>,
    pub(super) systems: Vec<DemoSystem>,
    /// The first of the two contract years.
    pub(super) year: i32,
}

/// An agency and the people who raise and run its tickets.
#[derive(Clone, Debug)]
pub(super) struct Bureau {
    pub(super) id: AgencyId,
    pub(super) code: String,
    /// The place's name.
    pub(super) place: String,
    pub(super) clerk: (UserId, String),
    /// The operator of the city.
    pub(super) operator: UserId,
}

/// A vendor and its people.
#[derive(Clone, Debug)]
pub(super) struct Company {
    pub(super) id: VendorId,
    pub(super) leader: UserId,
    pub(super) engineers: Vec<UserId>,
}

/// An id that follows from the kind of thing and its code. All are of one moment, because the demo lays them at once.
pub(super) fn id<I: From<Uuid>>(kind: &str, code: &str) -> I {
    let moment = DateTime::from_timestamp(1_514_764_800, 0).unwrap_or(DateTime::UNIX_EPOCH);
    uuid_at(moment, digest(&["demo", kind, code])).into()
}

/// A plan whose promises are still missing, and its rows so far.
pub(super) struct Parties {
    pub(super) plan: Plan,
    pub(super) rows: Foundation,
    pub(super) created_at: Instant,
    pub(super) as_of: Instant,
}

/// Plans the parties of the demo that ends at `as_of`; every log-in has the password of `hash`.
pub(super) fn plan(words: &Words, regions: &[region::Model], as_of: Instant, hash: String) -> Result<Parties> {
    let year = as_of.year() - 1;
    let created_at = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_hms_opt(0, 0, 0).unwrap_or_default();
    let mut people = People { words, hash, created_at: created_at.and_utc(), rows: Foundation::default(), count: 0 };
    let bureaus = people.agencies(regions)?;
    let vendors = people.vendors()?;
    people.log_ins();
    people.contract_people(regions);
    let systems = systems(words, regions, &bureaus, people.created_at, &mut people.rows);
    let of = |code: &str| bureaus.get(code).map(|bureau| bureau.id).ok_or(Error::NotFound("region"));
    let mut cities: Vec<(&String, &Bureau)> = bureaus.iter().filter(|(code, _)| code.ends_with("00")).collect();
    cities.sort_unstable_by_key(|city| city.0);
    let plan = Plan {
        root: of(REGION)?,
        cities: cities.into_iter().map(|city| city.1.clone()).collect(),
        agencies: bureaus.values().map(|bureau| (bureau.id, bureau.clone())).collect(),
        vendors,
        systems,
        year,
    };
    Ok(Parties { plan, created_at: people.created_at, as_of, rows: people.rows })
}

struct People<'w> {
    words: &'w Words,
    hash: String,
    created_at: Instant,
    rows: Foundation,
    count: usize,
}

impl People<'_> {
    /// The tree, by region code.
    fn agencies(&mut self, regions: &[region::Model]) -> Result<HashMap<String, Bureau>> {
        let codes = codes();
        let mut bureaus: HashMap<String, Bureau> = HashMap::new();
        for region in regions {
            let code = codes.get(region.code.as_str()).ok_or(Error::NotFound("short code"))?;
            let agency = id("agency", code);
            let parent = region.parent_code.as_ref().and_then(|parent| bureaus.get(parent)).cloned();
            self.rows.agencies.push(agency::Model {
                id: agency,
                short_code: (*code).to_owned(),
                name: bureau_name(region),
                name_en: region.name_en.as_ref().map(|name| format!("{name} Data Bureau")),
                region_code: region.code.clone(),
                parent_id: parent.as_ref().map(|parent| parent.id),
                supervisor: region.code.ends_with("00"),
                active: true,
                created_at: self.created_at,
            });
            let login = code.to_lowercase();
            let named = |role| LOG_INS.iter().find(|log_in| log_in.role == role && region.code == NANNING);
            let clerk = match named(Role::Reporter) {
                Some(log_in) => (user_id(log_in.login), log_in.name.to_owned()),
                None => self.person(&format!("{login}.clerk"), Role::Reporter, (Some(agency), None)),
            };
            // A county's tickets are run by its city.
            let operator = match (named(Role::AgencyOperator), parent.filter(|_| region.level == "county")) {
                (Some(log_in), _) => user_id(log_in.login),
                (None, Some(city)) => city.operator,
                (None, None) => self.person(&format!("{login}.operator"), Role::AgencyOperator, (Some(agency), None)).0,
            };
            let (code, place) = ((*code).to_owned(), region.name.clone());
            bureaus.insert(region.code.clone(), Bureau { id: agency, code, place, clerk, operator });
        }
        Ok(bureaus)
    }

    fn vendors(&mut self) -> Result<Vec<Company>> {
        let mut companies = Vec::new();
        for (place, words) in self.words.vendors.iter().enumerate() {
            let code = CreditCode::complete(&words.body).map_err(|error| Error::Internal(error.into()))?;
            let vendor = id("vendor", code.as_str());
            self.rows.vendors.push(vendor::Model {
                id: vendor,
                credit_code: code.into(),
                name: words.name.clone(),
                name_en: Some(words.name_en.clone()),
                active: true,
                created_at: self.created_at,
            });
            let number = place + 1;
            let mut engineers: Vec<UserId> = (1..=ENGINEERS)
                .map(|engineer| format!("vendor{number}.engineer{engineer}"))
                .map(|login| self.person(&login, Role::VendorEngineer, (None, Some(vendor))).0)
                .collect();
            let mut leader = self.person(&format!("vendor{number}"), Role::VendorManager, (None, Some(vendor))).0;
            if place == 0 {
                engineers[0] = user_id("engineer");
                leader = user_id("vendor");
            }
            companies.push(Company { id: vendor, leader, engineers });
        }
        Ok(companies)
    }

    /// A body outside the tree, so that its experts belong to no party of any contract, and its people.
    fn experts(&mut self) -> AgencyId {
        let body: AgencyId = id("agency", EXPERTS.0);
        self.rows.agencies.push(agency::Model {
            id: body,
            short_code: EXPERTS.0.to_owned(),
            name: EXPERTS.1.to_owned(),
            name_en: Some(EXPERTS.2.to_owned()),
            region_code: REGION.to_owned(),
            parent_id: None,
            supervisor: false,
            active: true,
            created_at: self.created_at,
        });
        let mut people = vec![user_id(EXPERT)];
        for number in 2..=EMPLOYERS.len() {
            people.push(self.person(&format!("expert{number}"), Role::Assessor, (Some(body), None)).0);
        }
        for (user_id, (organisation, speciality)) in people.into_iter().zip(EMPLOYERS) {
            let (organisation, specialities) = (organisation.to_owned(), serde_json::json!([speciality]));
            let (active, created_at) = (true, self.created_at);
            self.rows.experts.push(review_expert::Model { user_id, organisation, specialities, active, created_at });
        }
        body
    }

    /// The named ones.
    fn log_ins(&mut self) {
        let experts = self.experts();
        let codes = codes();
        let agency = |region| codes.get(region).map(|code| id::<AgencyId>("agency", code));
        let vendor = self.rows.vendors.first().map(|vendor| vendor.id);
        for log_in in &LOG_INS {
            let at = match place(log_in) {
                Place::Region => (agency(REGION), None),
                Place::Nanning => (agency(NANNING), None),
                Place::Vendor => (None, vendor),
                Place::Experts => (Some(experts), None),
                Place::Platform => (None, None),
            };
            self.account(log_in.login, log_in.name.to_owned(), log_in.role, at);
        }
    }

    /// Who answers for the contracts of a bureau that signs some: Nanning's are among the log-ins.
    fn contract_people(&mut self, regions: &[region::Model]) {
        let codes = codes();
        let signing = regions.iter().filter(|region| region.code.ends_with("00") && region.code != NANNING);
        for code in signing.filter_map(|region| codes.get(region.code.as_str())) {
            let agency = id("agency", code);
            for (title, role) in [("contract", Role::ContractManager), ("supervisor", Role::AgencySupervisor)] {
                self.person(&bureau_login(code, title), role, (Some(agency), None));
            }
        }
    }

    fn person(&mut self, login: &str, role: Role, at: (Option<AgencyId>, Option<VendorId>)) -> (UserId, String) {
        let name = self.words.person(self.count);
        self.count += 1;
        (self.account(login, name.clone(), role, at), name)
    }

    fn account(
        &mut self,
        login: &str,
        name: String,
        role: Role,
        (agency_id, vendor_id): (Option<AgencyId>, Option<VendorId>),
    ) -> UserId {
        let user = user_id(login);
        self.rows.users.push(user_account::Model {
            id: user,
            login: login.to_owned(),
            name,
            password_hash: self.hash.clone(),
            active: true,
            grant_version: 1,
            created_at: self.created_at,
        });
        self.rows.grants.push(role_grant::Model {
            id: id::<RoleGrantId>("grant", login),
            user_id: user,
            role,
            agency_id,
            vendor_id,
            valid_from: self.created_at,
            valid_until: None,
        });
        user
    }
}

fn user_id(login: &str) -> UserId {
    id("user", login)
}

/// The log-in of somebody at a bureau who is not among [`LOG_INS`].
pub(super) fn bureau_login(code: &str, title: &str) -> String {
    format!("{}.{title}", code.to_lowercase())
}

fn bureau_name(region: &region::Model) -> String {
    match region.level.as_str() {
        "province" => format!("{}数据局", region.name),
        "prefecture" => format!("{}大数据发展局", region.name),
        _ => format!("{}大数据发展和政务局", region.name),
    }
}

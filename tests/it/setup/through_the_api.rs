//! A county is set up from nothing through GraphQL, by the people whose work it is.

use app::setup::review::ReviewSubject;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::in_force::pass;
use crate::support::world::World;

fn id(payload: &Value, object: &str) -> String {
    payload[object]["id"].as_str().expect("an id").to_owned()
}

fn morning() -> Value {
    let (open, closed) = (json!(["08:00-12:00"]), json!([]));
    json!({
        "effectiveFrom": "2020-01-01", "monday": open, "tuesday": open, "wednesday": open, "thursday": open,
        "friday": open, "saturday": closed, "sunday": closed,
    })
}

async fn a_county_is_set_up_and_raises_its_first_ticket(backend: Backend) {
    let world = World::new(backend).await;
    let administrator = world.as_("system_admin");
    let region = world.as_("region_manager").gql("{ agencies { nodes { id shortCode } } }", json!({})).await;
    let agencies = region.at("/agencies/nodes");
    let nanning = agencies.as_array().expect("agencies").iter().find(|agency| agency["shortCode"] == "NNDSJ");
    let new = json!({ "shortCode": "NNWM", "name": "武鸣区数据局", "regionCode": "450110",
        "parentId": nanning.expect("Nanning")["id"] });
    let made = administrator.must("createAgency", new, "agency { id parent { shortCode } }").await;
    assert_eq!(made["agency"]["parent"]["shortCode"], "NNDSJ");
    let county = id(&made, "agency");
    let vendor = json!({ "creditCode": "9144030071526726XG", "name": "武鸣运维" });
    let vendor = id(&administrator.must("createVendor", vendor, "vendor { id }").await, "vendor");

    let security = world.as_("security_admin");
    let person = json!({ "login": "wuming", "name": "韦经理", "password": "a long enough password" });
    let person = id(&security.must("createUser", person, "user { id }").await, "user");
    for role in ["CONTRACT_MANAGER", "AGENCY_OPERATOR"] {
        let role = json!({ "userId": person, "role": role, "agencyId": county });
        security.must("grantRole", role, "user { roles { role } }").await;
    }
    let log_in = json!({ "login": "wuming", "password": "a long enough password" });
    let session = world.nobody().must("logIn", log_in, "session { accessToken }").await;
    let token = session["session"]["accessToken"].as_str().map(str::to_owned);
    let manager = Client { token, ..world.nobody() };

    let calendar = json!({ "ownerId": county, "code": "WM-AM", "name": "上午", "weekly": morning(), "layers": ["CN"],
        "exceptions": [{ "date": "2026-03-09" }] });
    let calendar = manager.must("createCalendar", calendar, "calendar { id knownUntil }").await;
    assert_eq!(calendar["calendar"]["knownUntil"], "2026-12-31");
    let target = |metric: &str, seconds: i64| {
        json!({ "metric": metric, "priority": "P3", "durationKind": "WORKING", "duration": seconds,
            "calendarId": calendar["calendar"]["id"], "pausable": true, "warnPercent": [80] })
    };
    let mut policy = json!({ "ownerId": county, "code": "WM-SLA", "name": "武鸣服务级别",
        "targets": [target("RESPONSE", 7_200), target("RESOLVE", 3_600)] });
    let refused = manager.refused("createPolicy", policy.clone()).await;
    assert_eq!(refused, [("CONTRADICTION".to_owned(), Some("targets".to_owned()))]);
    policy["targets"][0]["duration"] = json!(1_800);
    let policy = manager.must("createPolicy", policy, "policy { id versions { id state } }").await;
    assert_eq!(policy["policy"]["versions"][0]["state"], "DRAFT");
    let version = json!({ "versionId": policy["policy"]["versions"][0]["id"] });
    let fields = "policy { published { number targets { metric duration { value } } } }";
    let published = manager.must("publishPolicyVersion", version, fields).await;
    assert_eq!(published["policy"]["published"]["number"], 1);

    let system = json!({ "agencyId": county, "code": "WM-HALL", "name": "武鸣政务服务中心", "systemType": "政务服务",
        "protectionLevel": 2, "siteClass": "COUNTY" });
    let system = id(&manager.must("createManagedSystem", system, "system { id }").await, "system");
    let contract = json!({ "number": "WM-2026", "agencyId": county, "name": "年度运维", "vendorId": vendor,
        "startsOn": "2026-01-01", "endsOn": "2026-12-31", "amount": "166500.00", "policyId": policy["policy"]["id"],
        "systemIds": [system] });
    let contract = manager.must("createContract", contract, "contract { id state version amount }").await;
    assert_eq!(contract["contract"]["state"], "DRAFT");
    assert_eq!(contract["contract"]["amount"], "166500.00");
    let ticket = json!({ "systemId": system, "kind": "INCIDENT", "title": "叫号机黑屏", "impact": "MEDIUM", "urgency": "MEDIUM" });
    let uncovered = manager.refused("raiseTicket", ticket.clone()).await;
    assert_eq!(uncovered, [("NOT_COVERED".to_owned(), Some("systemId".to_owned()))], "a draft binds nothing");
    let step = |version: i64| json!({ "contractId": contract["contract"]["id"], "version": version });
    let fields = "contract { state version availableActions }";
    let handed_in = manager.must("submitContractForReview", step(1), fields).await;
    assert_eq!(
        handed_in["contract"]["availableActions"],
        json!(["WITHDRAW", "SET_KEY_DATES", "SET_PRECEDENCE"]),
        "not by who wrote it"
    );
    pass(&world.system_op(), ReviewSubject::Contract(world.contract("WM-2026"))).await;
    world.as_("supervisor").must("approveContract", step(2), fields).await;
    let activate = step(3);
    let active = manager.must("activateContract", activate.clone(), "contract { state }").await;
    assert_eq!(active["contract"]["state"], "ACTIVE");
    assert_eq!(manager.refused("activateContract", activate).await, [("CONFLICT".to_owned(), None)]);
    let raised = manager.must("raiseTicket", ticket, "ticket { number priority }").await;
    assert_eq!(raised["ticket"]["number"], "NNWM-20260302-0001");
}

async fn what_is_no_id_is_refused_by_its_field(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let contract = json!({ "number": "X", "agencyId": "x", "name": "x", "vendorId": "x", "startsOn": "2026-01-01",
        "endsOn": "2026-12-31", "amount": "1", "policyId": "x", "systemIds": ["x"] });
    let refused = manager.refused("createContract", contract).await;
    let fields: Vec<&str> = refused.iter().filter_map(|(_, field)| field.as_deref()).collect();
    assert_eq!(fields, ["agencyId", "systemIds", "vendorId", "policyId"]);
    assert!(refused.iter().all(|(code, _)| code == "NOT_FOUND"), "{refused:?}");
    let two = json!({ "date": "2026-03-09", "hours": ["08:00-12:00"], "like": "MONDAY" });
    let revision = json!({ "calendarId": "x", "reason": "x", "exceptions": [two] });
    let refused = manager.refused("reviseCalendar", revision).await;
    let codes: Vec<&str> = refused.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["NOT_FOUND", "INVALID"]);
}

both! {
    a_county_is_set_up_and_raises_its_first_ticket,
    what_is_no_id_is_refused_by_its_field,
}

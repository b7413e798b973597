//! Beginning from what is there: next year's contract, a neighbour's policy, a template.

use app::setup::review::ReviewSubject;
use domain::ids::AmendmentId;
use serde_json::{Value, json};

use super::previews::preview;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::in_force::pass;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{at, global_id, uuid_of};

type Refused = Vec<(String, Option<String>)>;

fn one(code: &str, field: &str) -> Refused {
    vec![(code.to_owned(), Some(field.to_owned()))]
}

async fn next_years_contract_is_a_copy(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    let dates = json!({ "contractId": contract, "version": 4, "noticeDays": 60, "renewalDays": 90 });
    manager.must("setContractKeyDates", dates, "").await;
    let amendment = json!({
        "contractId": contract, "version": 5, "reason": "扩容", "effectiveOn": "2026-07-01", "amount": "180000.00",
    });
    let amendment = manager.must("createContractAmendment", amendment, "contract { version amendments { id } }").await;
    let id = AmendmentId(uuid_of(amendment["contract"]["amendments"][0]["id"].as_str().expect("an id")));
    pass(&world.system_op(), ReviewSubject::Amendment(id)).await;
    let agreed = json!({ "amendmentId": amendment["contract"]["amendments"][0]["id"], "version": 6 });
    world.as_("supervisor").must("activateContractAmendment", agreed, "").await;

    let copy = json!({ "contractId": contract, "number": "NN-2027", "startsOn": "2027-01-01", "endsOn": "2027-12-31" });
    let fields = "contract { id number name state version amount zone noticeDays renewalDays vendor { name }
        agency { shortCode } policy { code } systems { nodes { code } } startsOn endsOn }";
    let made = manager.must("copyContract", copy.clone(), fields).await["contract"].clone();
    let expected = json!({
        "id": made["id"], "number": "NN-2027", "name": "2026 年度信息系统运维服务", "state": "DRAFT", "version": 1,
        "amount": "180000.00", "zone": "Asia/Shanghai", "noticeDays": 60, "renewalDays": 90,
        "vendor": { "name": "八桂运维" }, "agency": { "shortCode": "NNDSJ" }, "policy": { "code": "GX-SLA" },
        "systems": { "nodes": [{ "code": "NN-OA" }, { "code": "QX-HALL" }] },
        "startsOn": "2027-01-01", "endsOn": "2027-12-31",
    });
    let sorted = |mut of: Value| {
        of["systems"]["nodes"].as_array_mut().expect("systems").sort_by_key(|system| system["code"].to_string());
        of
    };
    assert_eq!(sorted(made), expected, "the terms as last agreed");
    let entries = Ledger::of(&world).await.rows("audit_entry").await;
    let from = world.contract("NN-2026").to_string();
    let told = |entry: &&String| entry.contains("copiedFrom") && entry.contains("NN-2027") && entry.contains(&from);
    assert_eq!(entries.iter().filter(told).count(), 1, "the audit log tells what it was made from");

    let mut other = copy.clone();
    other["number"] = json!("NN-2027-B");
    other["name"] = json!("门户运维");
    other["amount"] = json!("1.00");
    other["systemIds"] = json!([global_id("ManagedSystem", world.system("NN-OLD").0)]);
    let made = manager.must("copyContract", other, "contract { name amount systems { nodes { code } } }").await;
    let expected = json!({ "name": "门户运维", "amount": "1.00", "systems": { "nodes": [{ "code": "NN-OLD" }] } });
    assert_eq!(made["contract"], expected);

    assert_eq!(manager.refused("copyContract", copy.clone()).await, one("TAKEN", "number"));
    let mut wrong = copy.clone();
    wrong["number"] = json!(" ");
    wrong["endsOn"] = json!("2026-12-31");
    let both = [one("REQUIRED", "number"), one("PERIOD", "endsOn")].concat();
    assert_eq!(manager.refused("copyContract", wrong).await, both, "every mistake at once");
    assert_eq!(world.as_("lz_manager").refused("copyContract", copy.clone()).await[0].0, "NOT_FOUND");
    assert_eq!(world.as_("supervisor").refused("copyContract", copy).await[0].0, "FORBIDDEN");
}

fn weekdays() -> Value {
    let (open, closed) = (json!(["08:00-12:00"]), json!([]));
    json!({
        "effectiveFrom": "2020-01-01", "monday": open, "tuesday": open, "wednesday": open, "thursday": open,
        "friday": open, "saturday": closed, "sunday": closed,
    })
}

async fn a_policy_is_copied_where_its_calendars_can_be_read(backend: Backend) {
    let world = World::new(backend).await;
    let (manager, regional) = (world.as_("manager"), world.as_("region_manager"));
    let agency = |code: &str| global_id("Agency", world.agency(code).0);
    let shared = global_id("SlaPolicy", world.policy("GX-SLA").0);
    let copy = json!({ "policyId": shared, "ownerId": agency("NNDSJ"), "code": "NN-SLA", "name": "南宁服务级别" });
    let targets = "targets { metric priority siteClass duration { kind value } calendar { code } pausable warnPercent
        escalations { level offsetSeconds to timing } }";
    let fields = format!(
        "policy {{ code owner {{ shortCode }} published {{ number }}
        versions {{ id number state clockStart priorityRule {targets} }} }}"
    );
    let made = manager.must("copyPolicy", copy.clone(), &fields).await["policy"].clone();
    assert_eq!((&made["code"], &made["owner"]["shortCode"]), (&json!("NN-SLA"), &json!("NNDSJ")));
    assert_eq!((&made["published"], &made["versions"][0]["state"]), (&Value::Null, &json!("DRAFT")));
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on SlaPolicy {{ published {{ {targets} }} }} }} }}");
    let original = manager.gql(&query, json!({ "id": shared })).await.at("/node/published/targets");
    assert_eq!(made["versions"][0]["targets"], original);
    assert_eq!(manager.refused("copyPolicy", copy.clone()).await, one("TAKEN", "code"));

    let hours = json!({ "ownerId": agency("NNDSJ"), "code": "NN-AM", "name": "上午", "weekly": weekdays() });
    let hours = manager.must("createCalendar", hours, "calendar { id }").await["calendar"]["id"].clone();
    let target = |metric: &str| {
        json!({ "metric": metric, "priority": "P1", "durationKind": "WORKING", "duration": 3_600,
            "calendarId": hours, "pausable": false })
    };
    let own = json!({ "ownerId": agency("NNDSJ"), "code": "NN-OWN", "name": "自有", "targets": [target("RESPONSE"), target("RESOLVE")] });
    let own = manager.must("createPolicy", own, "policy { id versions { id } }").await["policy"].clone();
    let mut up =
        json!({ "versionId": own["versions"][0]["id"], "ownerId": agency("GXDSJ"), "code": "GX-COPY", "name": "全区" });
    let unreadable = [one("NOT_FOUND", "targets"), one("NOT_FOUND", "targets")].concat();
    assert_eq!(regional.refused("copyPolicy", up.clone()).await, unreadable, "each target is named");
    up["ownerId"] = json!(agency("NNDSJ"));
    manager.must("copyPolicy", up, "").await;
    let mut stranger = copy.clone();
    stranger["ownerId"] = json!(agency("LZDSJ"));
    stranger["policyId"] = own["id"].clone();
    stranger["code"] = json!("LZ-COPY");
    assert_eq!(world.as_("lz_manager").refused("copyPolicy", stranger).await, one("NOT_FOUND", "policyId"));
    assert_eq!(world.as_("engineer").refused("copyPolicy", copy).await[0].0, "FORBIDDEN");
}

/// Of each template one deadline that a person has reckoned: raised on Monday, 2 March 2026 at nine in Nanning.
const KNOWN: [(&str, &str, &str, u32, &str); 9] = [
    ("OM-DEFAULT", "P3", "RESPONSE", 2, "03:00"),
    // The last closing of the second working day after that of the beginning.
    ("OM-DEFAULT", "P3", "RESTORE", 4, "10:00"),
    ("SOFTWARE-MAINTENANCE", "P1", "RESTORE", 2, "05:00"),
    ("DATABASE", "P2", "ARRIVAL", 2, "02:20"),
    ("FIVE-LEVELS", "P4", "RESPONSE", 3, "10:00"),
    ("GOVERNMENT-AV", "P3", "RESOLVE", 3, "01:00"),
    // Used up exactly at the noon closing.
    ("GOVERNMENT-ON-SITE", "P2", "RESTORE", 2, "04:00"),
    ("CLOUD-ABC", "P1", "RESPONSE", 2, "03:00"),
    // Six working hours on Monday, two on Tuesday.
    ("CLOUD-ABC", "P3", "RESPONSE", 3, "02:00"),
];

async fn each_template_makes_a_policy_that_promises_what_it_says(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let owner = global_id("Agency", world.agency("NNDSJ").0);
    let calendar = |role: &Value| {
        let code = if role == "AROUND_THE_CLOCK" { "7X24" } else { "GX-OFFICE" };
        let coverage = world.app.coverage();
        let row = coverage.calendars.values().find(|row| row.code == code).expect("a shipped calendar");
        json!({ "role": role, "calendarId": global_id("ServiceCalendar", row.id.0) })
    };
    let query = "{ policyTemplates { code name about source clockStart priorityRule warnPercent calendarRoles
        targets { metric priority siteClass duration { kind value } calendarRole pausable } } }";
    let templates = manager.gql(query, json!({})).await.at("/policyTemplates");
    let templates = templates.as_array().expect("templates");
    assert_eq!(templates.len(), 7);
    for (number, template) in templates.iter().enumerate() {
        let roles = template["calendarRoles"].as_array().expect("roles");
        let calendars: Vec<Value> = roles.iter().map(calendar).collect();
        let new = json!({ "templateCode": template["code"], "ownerId": owner, "code": format!("T-{number}"),
            "name": template["name"], "calendars": calendars });
        let fields =
            "policy { versions { id state targets { metric priority siteClass duration { kind value } pausable } } }";
        let made = manager.must("createPolicyFromTemplate", new, fields).await;
        let version = &made["policy"]["versions"][0];
        assert_eq!(version["state"], "DRAFT");
        let mut promised = template["targets"].as_array().expect("targets").clone();
        for target in &mut promised {
            target.as_object_mut().expect("a target").remove("calendarRole");
        }
        assert_eq!(version["targets"].as_array(), Some(&promised));
        let known: Vec<_> = KNOWN.iter().filter(|known| template["code"] == known.0).collect();
        assert!(!known.is_empty(), "{template} has no deadline that a person reckoned");
        for (code, priority, metric, day, time) in known {
            let question = json!({ "versionId": version["id"], "kind": "INCIDENT", "siteClass": "CITY",
                "priority": priority, "raisedAt": at(2, "01:00") });
            let found = preview(&manager, question, "clocks { metric dueAt }").await;
            let clocks = found["clocks"].as_array().expect("clocks");
            let due = clocks.iter().find(|clock| clock["metric"] == *metric).map(|clock| &clock["dueAt"]);
            assert_eq!(due, Some(&json!(at(*day, time).to_rfc3339())), "{code} {priority} {metric}");
        }
    }
    let with = |code: &str, calendars: Value| json!({ "templateCode": code, "ownerId": owner, "code": "T-X", "name": "x", "calendars": calendars });
    let (office, always) = (calendar(&json!("WORKING_HOURS")), calendar(&json!("AROUND_THE_CLOCK")));
    let refused =
        async |code: &str, calendars: Value| manager.refused("createPolicyFromTemplate", with(code, calendars)).await;
    assert_eq!(refused("NONE", json!([])).await, one("UNKNOWN_TEMPLATE", "templateCode"));
    let two = [one("REQUIRED", "calendars"), one("REQUIRED", "calendars")].concat();
    assert_eq!(refused("OM-DEFAULT", json!([])).await, two, "each role is named");
    let spare = json!([always.clone(), office]);
    assert_eq!(refused("DATABASE", spare).await, one("NOT_NEEDED", "calendars"));
    assert_eq!(refused("DATABASE", json!([always.clone(), always.clone()])).await, one("DUPLICATE", "calendars"));
    let input = with("DATABASE", json!([always]));
    assert_eq!(world.as_("lz_manager").refused("createPolicyFromTemplate", input.clone()).await[0].0, "NOT_FOUND");
    assert_eq!(world.as_("vendor_manager").refused("createPolicyFromTemplate", input).await[0].0, "FORBIDDEN");
}

both! {
    next_years_contract_is_a_copy,
    a_policy_is_copied_where_its_calendars_can_be_read,
    each_template_makes_a_policy_that_promises_what_it_says,
}

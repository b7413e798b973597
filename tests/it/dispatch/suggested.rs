//! Skills and certificates of a vendor's people, what each has to do, and whom a ticket might be given to.

use serde_json::{Value, json};

use crate::contracts::office::{Office, one};
use crate::routing::teams::team;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, global_id};

fn person(office: &Office, login: &str) -> Value {
    json!(global_id("User", office.story.world.user(login).0))
}

fn own(office: &Office, login: &str) -> Value {
    let vendor = global_id("Vendor", office.story.world.vendor("八桂运维").0);
    json!({ "vendorId": vendor, "engineerId": person(office, login) })
}

fn with(mut input: Value, more: Value) -> Value {
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

async fn certify(office: &Office, login: &str, name: &str, until: Option<&str>) {
    let more = json!({
        "name": name, "number": "ZS-001", "issuer": "工信部", "systemType": "公文交换", "validUntil": until,
    });
    office
        .as_("vendor_manager")
        .must("addEngineerCertificate", with(own(office, login), more), "engineer { user { id } }")
        .await;
}

async fn what_people_can_do_is_kept_by_their_vendor(backend: Backend) {
    let office = Office::open(backend).await;
    let manager = office.as_("vendor_manager");
    let skills = json!({ "systemTypes": ["公文交换", " 门户 ", "公文交换"], "technologies": ["PostgreSQL"] });
    let fields = "engineer { user { name } systemTypes technologies openTickets certificates { name } }";
    let set = manager.must("setEngineerSkills", with(own(&office, "engineer"), skills), fields).await;
    let expected = json!({
        "user": { "name": "engineer" }, "systemTypes": ["公文交换", "门户"], "technologies": ["PostgreSQL"],
        "openTickets": 0, "certificates": [],
    });
    assert_eq!(set["engineer"], expected);
    certify(&office, "engineer", "信息系统运维", Some("2026-03-20")).await;
    certify(&office, "engineer", "网络工程师", Some("2026-02-28")).await;
    certify(&office, "vendor_manager", "项目管理", None).await;
    let query = "query($days: Int) { engineerCertificates(expiringWithinDays: $days) { totalCount nodes {
        id name validUntil standing engineer { name } } } }";
    let list = async |days: Option<i32>| {
        let found = office.as_("engineer").gql(query, json!({ "days": days })).await.at("/engineerCertificates");
        found["nodes"].as_array().expect("nodes").clone()
    };
    let told = |rows: &[Value]| -> Vec<(Value, Value)> {
        rows.iter().map(|row| (row["name"].clone(), row["standing"].clone())).collect()
    };
    let all = list(None).await;
    let row = |name: &str, standing: &str| (json!(name), json!(standing));
    let expected = [row("网络工程师", "EXPIRED"), row("信息系统运维", "EXPIRING"), row("项目管理", "VALID")];
    assert_eq!(told(&all), expected, "those that end first before the others");
    assert_eq!(all[2]["validUntil"], json!(null));
    assert_eq!(told(&list(Some(30)).await), expected[..2]);
    assert_eq!(told(&list(Some(0)).await), expected[..1], "those that have ended");
    let page = "{ engineerCertificates(first: 1) { pageInfo { endCursor hasNextPage } } }";
    let cursor = office.as_("engineer").gql(page, json!({})).await.at("/engineerCertificates/pageInfo/endCursor");
    let next = "query($after: String) { engineerCertificates(first: 5, after: $after) { nodes { name } } }";
    let next = office.as_("engineer").gql(next, json!({ "after": cursor })).await;
    assert_eq!(next.at("/engineerCertificates/nodes/0/name"), json!("信息系统运维"));
    let id = json!({ "certificateId": all[0]["id"] });
    assert_eq!(office.as_("engineer").refused("withdrawEngineerCertificate", id.clone()).await[0].0, "FORBIDDEN");
    manager.must("withdrawEngineerCertificate", id.clone(), "").await;
    assert_eq!(manager.refused("withdrawEngineerCertificate", id).await[0].0, "NOT_FOUND");
    assert_eq!(list(None).await.len(), 2);
    // Not the vendor's people; not one's own vendor; and nobody of the agency looks into it.
    let skills = json!({ "systemTypes": ["x"], "technologies": [] });
    let stranger = with(own(&office, "lz_engineer"), skills.clone());
    assert_eq!(manager.refused("setEngineerSkills", stranger).await, one("NOT_FOUND", "engineerId"));
    let blank = with(own(&office, "engineer"), json!({ "systemTypes": [" "], "technologies": [] }));
    assert_eq!(manager.refused("setEngineerSkills", blank).await, one("REQUIRED", "systemTypes"));
    for who in ["engineer", "manager", "lz_engineer"] {
        let refused =
            office.as_(who).refused("setEngineerSkills", with(own(&office, "engineer"), skills.clone())).await;
        assert_eq!(refused[0].0, "FORBIDDEN", "{who}");
    }
    let people = "{ vendorEngineers { totalCount nodes { user { name } teams { code } } } }";
    assert_eq!(office.as_("engineer").gql(people, json!({})).await.at("/vendorEngineers/totalCount"), json!(2));
    assert_eq!(office.as_("lz_engineer").gql(people, json!({})).await.at("/vendorEngineers/totalCount"), json!(1));
    assert_eq!(office.as_("manager").gql(people, json!({})).await.code(), "FORBIDDEN");
}

async fn suggestions_come_with_their_reasons(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let net = team(&office, "NET").await;
    let serve = json!({ "contractId": office.contract, "teamId": net });
    let manager = office.as_("vendor_manager");
    manager.must("setContractTeam", serve, "").await;
    let skills = json!({ "systemTypes": ["公文交换"], "technologies": [] });
    manager.must("setEngineerSkills", with(own(&office, "engineer"), skills), "").await;
    certify(&office, "engineer", "信息系统运维", Some("2026-03-20")).await;
    certify(&office, "vendor_manager", "项目管理", Some("2026-02-28")).await;
    let duty = json!({
        "teamId": net, "engineerId": person(&office, "engineer"), "role": "PRIMARY", "from": "2026-03-02T00:00:00Z",
        "until": "2026-03-03T00:00:00Z",
    });
    manager.must("addDutyShift", duty, "").await;
    // One solved by the engineer, two still to do.
    let give = json!({ "engineerId": person(&office, "engineer") });
    let solved = &story.raise(P3).await;
    story.act("vendor_manager", "assignTicket", solved, give.clone()).await;
    story.solve(solved).await;
    story.act("clerk", "confirmTicket", solved, json!({})).await;
    for _ in 0..2 {
        let open = &story.raise(P3).await;
        story.act("vendor_manager", "assignTicket", open, give.clone()).await;
    }
    let ticket = &story.raise(P3).await;
    let query = "query($id: ID!) { dispatchSuggestions(ticketId: $id) { engineer { name } points
        reasons { reason points sentence } } }";
    let found = office.as_("engineer").gql(query, json!({ "id": ticket })).await.at("/dispatchSuggestions");
    let reason =
        |reason: &str, points: i64, sentence: &str| json!({ "reason": reason, "points": points, "sentence": sentence });
    let expected = json!([
        { "engineer": { "name": "engineer" }, "points": 86, "reasons": [
            reason("ON_DUTY", 40, "on duty now, called first"),
            reason("SAME_TEAM", 20, "in the ticket's team"),
            reason("SKILL", 20, "has the skill 公文交换"),
            reason("CERTIFICATE", 10, "certificate 信息系统运维 is valid"),
            reason("KNOWS_SYSTEM", 2, "knows the system: solved 1 before"),
            reason("LOAD", -6, "2 open tickets"),
        ] },
        { "engineer": { "name": "vendor_manager" }, "points": 0, "reasons": [
            reason("CERTIFICATE_EXPIRED", 0, "certificate 项目管理 has expired"),
            reason("LOAD", 0, "0 open tickets"),
        ] },
    ]);
    assert_eq!(found, expected);
    let load = "{ vendorEngineers { nodes { user { name } openTickets } } }";
    let load = office.as_("vendor_manager").gql(load, json!({})).await;
    assert_eq!(load.at("/vendorEngineers/nodes/0"), json!({ "user": { "name": "engineer" }, "openTickets": 2 }));
    // Whom a vendor sends is its own affair; and a suggestion decides nothing.
    assert_eq!(office.as_("operator").gql(query, json!({ "id": ticket })).await.code(), "FORBIDDEN");
    assert_eq!(office.as_("lz_engineer").gql(query, json!({ "id": ticket })).await.code(), "NOT_FOUND");
    assert_eq!(story.look("operator", ticket, "assignee { name }").await["assignee"], json!(null));
    story.end().await;
}

both! {
    what_people_can_do_is_kept_by_their_vendor,
    suggestions_come_with_their_reasons,
}

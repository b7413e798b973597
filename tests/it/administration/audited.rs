//! The audit administrator finds out who did something; nobody else does.

use std::collections::BTreeSet;

use api::graphql::{Language, told};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::access::stage::Stage;
use crate::contracts::office::Office;
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World, start_of_story};
use crate::tickets::story::{P2, Story, global_id};

both! {
    who_changed_a_contract_is_found,
    who_took_a_role_is_found,
    a_webhook_endpoint_is_named_by_what_it_is_for_or_its_host,
    the_log_is_searched_by_each_condition,
    a_page_takes_three_statements,
    whatever_was_done_is_told_in_chinese,
    nobody_else_reads_it,
}

const ENTRY: &str = "at by userId roles action actionText objectType objectId objectName sealed details { name value }
    changes { by fields { field from to } }";

async fn entries(client: &Client, filter: Value) -> Vec<Value> {
    let document = format!("query($filter: AuditFilter) {{ auditEntries(filter: $filter) {{ nodes {{ {ENTRY} }} }} }}");
    let nodes = client.gql(&document, json!({ "filter": filter })).await.at("/auditEntries/nodes");
    nodes.as_array().expect("entries").clone()
}

async fn actions(client: &Client, filter: Value) -> Vec<String> {
    let text = |entry: &Value| entry["action"].as_str().expect("an action").to_owned();
    entries(client, filter).await.iter().map(text).collect()
}

fn holds(list: &Value, wanted: &Value) -> bool {
    list.as_array().expect("a list").contains(wanted)
}

async fn who_changed_a_contract_is_found(backend: Backend) {
    let office = Office::open(backend).await;
    office.story.world.pass(TimeDelta::minutes(1));
    office.step("manager", "setContractKeyDates", json!({ "noticeDays": 60 })).await;
    let about = json!({ "objectId": office.contract, "from": start_of_story() });
    let found = entries(&office.as_("audit_admin"), about).await;
    let [entry] = found.as_slice() else { panic!("{found:?}") };
    let at: DateTime<Utc> = serde_json::from_value(entry["at"].clone()).expect("a time");
    assert_eq!(at, start_of_story() + TimeDelta::minutes(1));
    assert_eq!((&entry["by"], &entry["roles"]), (&json!("manager"), &json!(["CONTRACT_MANAGER"])));
    assert_eq!(entry["userId"], json!(global_id("User", office.story.world.user("manager").0)));
    assert_eq!(entry["action"], json!("contract.set_key_dates"));
    assert_eq!(entry["actionText"], json!("contract: set key dates"));
    assert_eq!((&entry["objectType"], &entry["objectId"]), (&json!("contract"), &json!(office.contract)));
    assert_eq!(entry["objectName"], json!("NN-2026"));
    assert!(holds(&entry["details"], &json!({ "name": "noticeDays", "value": "60" })), "{entry}");
    assert_eq!(entry["changes"][0]["by"], json!("manager"));
    let changed = json!({ "field": "noticeDays", "from": null, "to": "60" });
    assert!(holds(&entry["changes"][0]["fields"], &changed), "{entry}");
}

async fn who_took_a_role_is_found(backend: Backend) {
    let world = World::new(backend).await;
    world.pass(TimeDelta::minutes(1));
    let grant = world.app.directory().users[&world.user("engineer")].grants[0].id;
    let asked = json!({ "grantId": global_id("RoleGrant", grant.0) });
    world.as_("security_admin").must("withdrawRole", asked, "").await;
    let found = entries(&world.as_("audit_admin"), json!({ "action": "role", "from": start_of_story() })).await;
    let [entry] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&entry["by"], &entry["roles"]), (&json!("security_admin"), &json!(["SECURITY_ADMIN"])));
    assert_eq!((&entry["action"], &entry["objectName"]), (&json!("role.withdraw"), &json!("engineer")));
    assert!(holds(&entry["details"], &json!({ "name": "role", "value": "VENDOR_ENGINEER" })), "{entry}");
    assert_eq!(entry["changes"].as_array().map(Vec::len), Some(1), "{entry}");
}

async fn a_webhook_endpoint_is_named_by_what_it_is_for_or_its_host(backend: Backend) {
    let world = World::new(backend).await;
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    for description in [Value::Null, json!("监控大屏")] {
        world.pass(TimeDelta::minutes(1));
        let url = "https://hooks.example.gov.cn/in?key=of-the-receiver";
        let new = json!({ "agencyId": agency, "url": url, "description": description });
        world.as_("security_admin").must("createWebhookEndpoint", new, "").await;
    }
    let found = entries(&world.as_("audit_admin"), json!({ "objectType": "webhook_endpoint" })).await;
    let named: Vec<&Value> = found.iter().map(|entry| &entry["objectName"]).collect();
    assert_eq!(named, ["监控大屏", "hooks.example.gov.cn"]);
}

async fn the_log_is_searched_by_each_condition(backend: Backend) {
    let story = Story::open(backend).await;
    let audit = story.world.as_("audit_admin");
    let clerk = story.world.as_("clerk");
    let raised = clerk.must("raiseTicket", story.request("NN-OA", "公文收不到", P2), "ticket { id number }").await;
    let actor = global_id("User", story.world.user("clerk").0);
    let found = entries(&audit, json!({ "actorId": actor, "objectType": "ticket" })).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let told = ["action", "objectName", "objectId"].map(|part| found[0][part].clone());
    assert_eq!(told, [json!("ticket.raise"), raised["ticket"]["number"].clone(), raised["ticket"]["id"].clone()]);
    assert_eq!(found[0]["changes"], json!([]), "its events tell");
    for part in ["clerk", "LER"] {
        assert_eq!(entries(&audit, json!({ "by": part, "objectType": "ticket" })).await, found, "{part}");
    }
    for part in ["engineer", "c%k", "cl_rk"] {
        assert_eq!(actions(&audit, json!({ "by": part, "objectType": "ticket" })).await, [""; 0], "{part}");
    }
    let since = start_of_story();
    assert_eq!(actions(&audit, json!({ "from": since })).await, ["ticket.raise"]);
    assert_eq!(actions(&audit, json!({ "from": since, "action": "ticket.raise" })).await, ["ticket.raise"]);
    for typed in ["ticket_raise", "ticke_", "tick%", "%"] {
        assert_eq!(actions(&audit, json!({ "from": since, "action": typed })).await, [""; 0], "{typed} is no pattern");
    }
    assert_eq!(actions(&audit, json!({ "from": since, "before": since })).await, [""; 0]);
    let granted = entries(&audit, json!({ "job": "test", "action": "role.grant" })).await;
    assert!(granted.len() >= PEOPLE.len(), "{granted:?}");
    let platform = |entry: &Value| entry["by"] == "system: test" && entry["userId"].is_null();
    assert!(granted.iter().all(platform), "{granted:?}");
    for (field, id) in [("actorId", raised["ticket"]["id"].clone()), ("objectId", json!("nothing"))] {
        let document = "query($filter: AuditFilter) { auditEntries(filter: $filter) { totalCount } }";
        let answer = audit.gql(document, json!({ "filter": { field: id } })).await;
        assert_eq!(answer.code(), "NOT_FOUND", "{field}");
    }
}

async fn a_page_takes_three_statements(backend: Backend) {
    let story = Story::open(backend).await;
    story.world.pass(TimeDelta::minutes(1));
    let clerk = story.world.as_("clerk");
    clerk.must("raiseTicket", story.request("NN-OA", "公文收不到", P2), "").await;
    let counted = Counted::of(&story.world, "audit_admin");
    let whole = "query { auditEntries(first: 1) { totalCount } }";
    let total = counted.client.gql(whole, json!({})).await.at("/auditEntries/totalCount");
    let document = format!(
        "query($after: String) {{ auditEntries(first: 40, after: $after) {{
            nodes {{ {ENTRY} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut times, mut after, mut more) = (Vec::<DateTime<Utc>>::new(), Value::Null, true);
    while more {
        let answer = counted.client.gql(&document, json!({ "after": after })).await;
        // The entries, what changed with them, and the numbers of tickets if any is among them.
        assert_eq!(counted.last(), if times.is_empty() { 3 } else { 2 });
        let page = answer.at("/auditEntries");
        let nodes = page["nodes"].as_array().expect("entries").iter();
        times.extend(nodes.map(|entry| serde_json::from_value::<DateTime<Utc>>(entry["at"].clone()).expect("a time")));
        (after, more) = (page["pageInfo"]["endCursor"].clone(), page["pageInfo"]["hasNextPage"] == json!(true));
    }
    assert_eq!(json!(times.len()), total);
    assert!(times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
}

async fn whatever_was_done_is_told_in_chinese(backend: Backend) {
    let stage = Stage::new(backend).await;
    let audit = stage.world.as_("audit_admin");
    let document = "query($after: String) { auditEntries(first: 100, after: $after) {
        nodes { action } pageInfo { hasNextPage endCursor } } }";
    let (mut done, mut after, mut more) = (BTreeSet::<String>::new(), Value::Null, true);
    while more {
        let page = audit.gql(document, json!({ "after": after })).await.at("/auditEntries");
        let nodes = page["nodes"].as_array().expect("entries").iter();
        done.extend(nodes.map(|entry| entry["action"].as_str().expect("an action").to_owned()));
        (after, more) = (page["pageInfo"]["endCursor"].clone(), page["pageInfo"]["hasNextPage"] == json!(true));
    }
    assert!(done.contains("ticket.raise"), "{done:?}");
    done.retain(|action| told(action, Language::Zh).contains(|letter: char| letter.is_ascii_alphabetic()));
    assert_eq!(done, BTreeSet::new());
}

async fn nobody_else_reads_it(backend: Backend) {
    let world = World::new(backend).await;
    for (login, ..) in PEOPLE.iter().filter(|(login, ..)| *login != "audit_admin") {
        let answer = world.as_(login).gql("{ auditEntries { nodes { by } } }", json!({})).await;
        assert_eq!(answer.code(), "FORBIDDEN", "{login}");
    }
    assert_eq!(world.nobody().gql("{ auditEntries { nodes { by } } }", json!({})).await.code(), "UNAUTHENTICATED");
}

//! The region lets Nanning try a stricter version of its policy for a quarter, and gives it up.

use serde_json::{Value, json};

use super::desk::{target, text};
use crate::setup::previews::{preview, refused};
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P3, Story, global_id};

pub const UNTIL: &str = "2026-06-01T00:00:00Z";

/// A draft of the region's policy that promises an answer within half an hour: its global id.
pub async fn draft(world: &World) -> String {
    let manager = world.as_("region_manager");
    let found = manager.gql("{ calendars(first: 50) { nodes { id code } } }", json!({})).await.at("/calendars/nodes");
    let shared = found.as_array().expect("calendars");
    let hours = shared.iter().find(|of| of["code"] == "CN-OFFICE").unwrap_or(&shared[0]);
    let policy = global_id("SlaPolicy", world.policy("GX-SLA").0);
    let targets = json!([target("RESPONSE", "P3", 1_800, &text(&hours["id"]))]);
    let added = manager
        .must("addPolicyVersion", json!({ "policyId": policy, "targets": targets }), "policy { versions { id } }")
        .await;
    text(&added["policy"]["versions"].as_array().expect("versions").last().expect("the draft")["id"])
}

/// What `startPilot` takes.
pub fn at(world: &World, version: &str, agencies: &[&str]) -> Value {
    let agencies: Vec<String> = agencies.iter().map(|code| global_id("Agency", world.agency(code).0)).collect();
    json!({ "policyVersionId": version, "agencyIds": agencies, "until": UNTIL, "reason": "先试点，后推广" })
}

pub async fn start(manager: &Client, input: Value) -> Value {
    let fields = "pilot { id state from until availableActions agencies { shortCode } version { id number state } }";
    manager.must("startPilot", input, fields).await["pilot"].clone()
}

/// The version that binds a ticket, and what is said of it.
async fn bound(story: &Story, ticket: &str) -> (Value, Value, String) {
    let fields = "binding { policyVersionId pilot { id } sentences } clocks { metric dueAt }";
    let found = story.look("region_manager", ticket, fields).await;
    let binding = &found["binding"];
    let said = binding["sentences"].as_array().expect("sentences").iter().map(text).collect::<Vec<_>>().join(" ");
    (binding["policyVersionId"].clone(), binding["pilot"]["id"].clone(), said)
}

fn coded(code: &str, field: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(field.to_owned()))]
}

async fn a_pilot_binds_its_agencies_and_those_below_until_it_is_withdrawn(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let manager = world.as_("region_manager");
    let earlier = story.raise(P3).await;
    let version = draft(world).await;
    let pilot = start(&manager, at(world, &version, &["NNDSJ"])).await;
    assert_eq!((&pilot["state"], &pilot["from"]), (&json!("RUNNING"), &json!("2026-03-02T01:00:00+00:00")));
    assert_eq!(pilot["availableActions"], json!(["WITHDRAW", "PROMOTE"]));
    assert_eq!(pilot["agencies"], json!([{ "shortCode": "NNDSJ" }]));
    assert_eq!(pilot["version"], json!({ "id": version, "number": 2, "state": "PILOT" }));

    story.pass_minutes(1);
    let city = story.raise(P3).await;
    let county = story.raise_as("county_clerk", story.request("QX-HALL", "叫号机不响", P3)).await;
    let liuzhou = story.raise_as("lz_operator", story.request("LZ-OA", "公文收不到", P3)).await;
    let published = bound(&story, &earlier).await.0;
    for ticket in [&city, &county] {
        let (by, of, said) = bound(&story, ticket).await;
        assert_eq!((by, of), (json!(version), pilot["id"].clone()));
        assert!(said.contains("version 2 was piloted"), "{said}");
    }
    for ticket in [&earlier, &liuzhou] {
        let (by, of, said) = bound(&story, ticket).await;
        assert_eq!((by, of), (published.clone(), Value::Null), "{said}");
        assert!(said.contains("version 1 was published"), "{said}");
    }
    let due = story.clock(&city, "RESPONSE").await.due_at;
    assert_eq!(due, Some(crate::tickets::story::at(2, "01:31")), "half an hour and not two");

    // Frozen as when published.
    let terms = json!({ "versionId": version, "targets": [] });
    assert_eq!(manager.refused("updatePolicyVersion", terms).await, coded("WRONG_STATE", "versionId"));
    let publish = json!({ "versionId": version });
    assert_eq!(manager.refused("publishPolicyVersion", publish).await, coded("WRONG_STATE", "versionId"));

    let withdraw = json!({ "pilotId": pilot["id"], "reason": "服务商人手不足" });
    let withdrawn = manager
        .must("withdrawPilot", withdraw.clone(), "pilot { state decisionReason availableActions version { state } }")
        .await;
    let expected = json!({ "state": "WITHDRAWN", "decisionReason": "服务商人手不足", "availableActions": [],
        "version": { "state": "RETIRED" } });
    assert_eq!(withdrawn["pilot"], expected);
    let later = story.raise(P3).await;
    assert_eq!(bound(&story, &later).await.0, published, "the published version binds again");
    assert_eq!(bound(&story, &city).await.0, json!(version), "what was bound keeps its version");
    story.act("engineer", "acknowledgeTicket", &city, Value::Null).await;
    story.solve(&city).await;
    assert_eq!(story.clock(&city, "RESPONSE").await.due_at, due);
    assert_eq!(manager.refused("withdrawPilot", withdraw).await, coded("WRONG_STATE", "pilotId"));
    assert_eq!(
        manager.refused("promotePilot", json!({ "pilotId": pilot["id"] })).await,
        coded("WRONG_STATE", "pilotId")
    );
    story.end().await;

    let ledger = Ledger::of(world).await;
    let sql = "SELECT topic FROM outbox WHERE topic LIKE 'pilot.%' ORDER BY topic";
    assert_eq!(ledger.texts(sql).await, ["pilot.started", "pilot.withdrawn"]);
}

async fn what_a_pilot_may_not_be(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let manager = world.as_("region_manager");
    let version = draft(world).await;
    let with = |changes: Value| {
        let mut input = at(world, &version, &["NNDSJ"]);
        for (name, value) in changes.as_object().expect("changes") {
            input[name] = value.clone();
        }
        input
    };
    let refused = async |input: Value| manager.refused("startPilot", input).await;
    assert_eq!(refused(with(json!({ "from": "2026-03-02T00:59:59Z" }))).await, coded("IN_PAST", "from"));
    assert_eq!(refused(with(json!({ "until": "2026-03-02T01:00:00Z" }))).await, coded("PERIOD", "until"));
    assert_eq!(refused(with(json!({ "until": "2027-03-03T01:00:01Z" }))).await, coded("PERIOD", "until"));
    assert_eq!(refused(with(json!({ "agencyIds": [] }))).await, coded("REQUIRED", "agencyIds"));
    assert_eq!(refused(with(json!({ "reason": " " }))).await, coded("REQUIRED", "reason"));
    let nobody = global_id("Agency", uuid::Uuid::nil());
    assert_eq!(refused(with(json!({ "agencyIds": [nobody] }))).await, coded("NOT_FOUND", "agencyIds"));
    for (who, code) in [("operator", "FORBIDDEN"), ("manager", "FORBIDDEN"), ("lz_manager", "FORBIDDEN")] {
        assert_eq!(world.as_(who).refused("startPilot", with(json!({}))).await[0].0, code, "{who}");
    }

    let first = start(&manager, with(json!({ "from": "2026-04-01T00:00:00Z" }))).await;
    assert_eq!((&first["state"], &first["availableActions"]), (&json!("PLANNED"), &json!(["WITHDRAW"])));
    assert_eq!(refused(with(json!({}))).await, coded("WRONG_STATE", "policyVersionId"), "a version is piloted once");
    let second = draft(world).await;
    let overlapping = async |agency: &str| {
        let input = at(world, &second, &[agency]);
        manager.refused("startPilot", input).await
    };
    for agency in ["NNDSJ", "NNQX", "GXDSJ"] {
        assert_eq!(overlapping(agency).await, coded("OVERLAPPING_PILOT", "agencyIds"), "{agency}");
    }
    let mut before = at(world, &second, &["NNQX"]);
    before["until"] = json!("2026-04-01T00:00:00Z");
    assert_eq!(start(&manager, before).await["state"], "RUNNING", "one after the other");

    // Whoever sees the policy sees its pilots, and of the agencies those that they see.
    let query = "{ pilots { totalCount nodes { state agencies { shortCode } availableActions } } }";
    let seen = world.as_("lz_operator").gql(query, json!({})).await.at("/pilots");
    assert_eq!(seen["totalCount"], 2);
    assert_eq!(seen["nodes"][0], json!({ "state": "PLANNED", "agencies": [], "availableActions": [] }));
}

/// What a preview says of a P3 incident at a system: its version, and when the response is due.
async fn previewed(story: &Story, who: &str, system: &str, agency: Option<&str>) -> (Value, Value) {
    let world = &story.world;
    let input = json!({
        "systemId": global_id("ManagedSystem", world.system(system).0), "kind": "INCIDENT", "priority": "P3",
        "agencyId": agency.map(|code| global_id("Agency", world.agency(code).0)), "raisedAt": world.app.clock().now(),
    });
    let told = preview(&world.as_(who), input, "policyVersionId clocks { metric dueAt }").await;
    (told["policyVersionId"].clone(), told["clocks"][0]["dueAt"].clone())
}

async fn a_preview_tells_of_the_pilot_at_the_agency_that_asks(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let version = draft(world).await;
    start(&world.as_("region_manager"), at(world, &version, &["NNQX"])).await;
    story.pass_minutes(1);
    let piloted = (json!(version), json!("2026-03-02T01:31:00+00:00"));
    assert_eq!(previewed(&story, "county_clerk", "NN-OA", None).await, piloted, "its own county's");
    assert_eq!(previewed(&story, "operator", "QX-HALL", None).await, piloted, "the owner's");
    assert_eq!(previewed(&story, "operator", "NN-OA", Some("NNQX")).await, piloted);
    let (published, due) = previewed(&story, "operator", "NN-OA", None).await;
    assert_ne!(published, json!(version));
    assert_eq!(due, json!("2026-03-02T03:01:00+00:00"));
    let county = story.raise_as("county_clerk", story.request("NN-OA", "公文收不到", P3)).await;
    assert_eq!(bound(&story, &county).await.0, json!(version), "as it was told");

    let not_found = [("NOT_FOUND".to_owned(), "agencyId".to_owned())];
    for who in ["operator", "region_manager"] {
        let input = json!({
            "systemId": global_id("ManagedSystem", world.system("NN-OA").0), "kind": "INCIDENT", "priority": "P3",
            "agencyId": global_id("Agency", world.agency("LZDSJ").0), "raisedAt": world.app.clock().now(),
        });
        assert_eq!(refused(&world.as_(who), input).await, not_found, "{who}: neither above nor below the owner");
    }
    story.end().await;
}

both! {
    a_preview_tells_of_the_pilot_at_the_agency_that_asks,
    a_pilot_binds_its_agencies_and_those_below_until_it_is_withdrawn,
    what_a_pilot_may_not_be,
}

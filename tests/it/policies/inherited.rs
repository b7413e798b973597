//! A city's policy on the base of the region's.

use serde_json::{Value, json};

use super::desk::{Desk, HOUR};
use crate::support::both;
use crate::support::db::Backend;

const TABLE: &str = "base { code } versions { number state baseOutdated baseVersion { number }
    clockStart priorityRule reopeningRule { mode windowDays }
    removedTargets { metric priority guard reason }
    targets { metric priority duration { value } origin overrideReason baseTarget { duration { value } } } }";

/// Nanning's policy: answers within twenty minutes, and asks for no reports.
async fn city(desk: &Desk) -> Value {
    json!({
        "ownerId": desk.agency("NNDSJ"), "code": "NN-OM", "name": "南宁加严", "basePolicyId": desk.policy("GX-SLA"),
        "targets": [desk.target("RESPONSE", 1_200, json!({ "reason": "市本级业务量大" }))],
        "removed": [{ "metric": "UPDATE", "priority": "P2", "reason": "另有通报机制" }],
    })
}

fn figure(version: &Value, metric: &str) -> Value {
    let of_metric = |target: &&Value| target["metric"] == json!(metric) && target["priority"] == json!("P2");
    version["targets"].as_array().expect("targets").iter().find(of_metric).cloned().unwrap_or_default()
}

async fn a_city_states_what_differs_and_why(backend: Backend) {
    let desk = Desk::open(backend).await;
    let manager = desk.story.world.as_("manager");
    manager.must("createPolicy", city(&desk).await, "").await;
    let seen = desk.look("manager", "NN-OM", TABLE).await;
    let draft = &seen["versions"][0];
    assert_eq!((&seen["base"]["code"], &draft["state"]), (&json!("GX-SLA"), &json!("DRAFT")));
    assert_eq!(draft["targets"].as_array().map(Vec::len), Some(9), "ten of the region, less one");
    let response = figure(draft, "RESPONSE");
    assert_eq!((&response["origin"], &response["duration"]["value"]), (&json!("OVERRIDDEN"), &json!(1_200)));
    assert_eq!(response["baseTarget"]["duration"]["value"], json!(1_800));
    assert_eq!(response["overrideReason"], json!("市本级业务量大"));
    assert_eq!(figure(draft, "RESTORE")["origin"], json!("INHERITED"));
    assert_eq!(figure(draft, "UPDATE"), Value::Null);
    let removed = json!([{ "metric": "UPDATE", "priority": "P2", "guard": false, "reason": "另有通报机制" }]);
    assert_eq!(draft["removedTargets"], removed);
    assert_eq!((&draft["baseOutdated"], &draft["baseVersion"]["number"]), (&json!(false), &json!(1)));
    let node = "query($id: ID!) { node(id: $id) { id } }";
    let beside = desk.story.world.as_("lz_manager").gql(node, json!({ "id": desk.policy("NN-OM") })).await;
    assert_eq!(beside.code(), "NOT_FOUND", "beside Nanning it is not there");
}

async fn e14_a_newer_base_changes_nothing_until_the_city_publishes_again(backend: Backend) {
    let desk = Desk::open(backend).await;
    let manager = desk.story.world.as_("manager");
    let first = manager.must("createPolicy", city(&desk).await, "policy { versions { id } }").await;
    let first = first["policy"]["versions"][0]["id"].as_str().expect("an id").to_owned();
    desk.publish("manager", &first).await;
    let terms = json!({ "targets": [desk.target("RESPONSE", 900, json!({ "reason": "再加严" }))] });
    let second = desk.drafted("manager", "NN-OM", terms).await;
    let rules = json!({ "reopeningRule": { "windowDays": 30 }, "priorityRule": "RETROACTIVE" });
    desk.agreed(desk.usual(rules)).await;

    let seen = desk.look("manager", "NN-OM", TABLE).await;
    let (old, draft) = (&seen["versions"][0], &seen["versions"][1]);
    assert_eq!((&old["baseOutdated"], &draft["baseOutdated"]), (&json!(true), &json!(true)));
    assert_eq!(old["targets"].as_array().map(Vec::len), Some(9), "what is published never changes");
    assert_eq!(old["priorityRule"], json!("FROM_CHANGE"));
    desk.publish("manager", &second).await;
    let seen = desk.look("manager", "NN-OM", TABLE).await;
    let new = &seen["versions"][1];
    assert_eq!((&new["state"], &new["baseVersion"]["number"]), (&json!("PUBLISHED"), &json!(2)));
    assert_eq!((&new["baseOutdated"], &seen["versions"][0]["state"]), (&json!(false), &json!("RETIRED")));
    assert_eq!(new["targets"].as_array().map(Vec::len), Some(3), "the table is made of what the base says now");
    assert_eq!(figure(new, "RESPONSE")["duration"]["value"], json!(900));
    assert_eq!(new["priorityRule"], json!("RETROACTIVE"), "a rule that the city leaves out is the region's");
    assert_eq!(new["reopeningRule"], json!({ "mode": "NEW_CYCLE", "windowDays": 30 }));
}

async fn what_makes_no_sense_on_its_base_is_refused_by_name(backend: Backend) {
    let desk = Desk::open(backend).await;
    let manager = desk.story.world.as_("manager");
    let with = |more: Value| {
        let mut input = json!({
            "ownerId": desk.agency("NNDSJ"), "code": "NN-OM", "name": "南宁", "basePolicyId": desk.policy("GX-SLA"),
        });
        super::desk::merge(&mut input, more);
        input
    };
    let one = |code: &str, field: &str| vec![(code.to_owned(), Some(field.to_owned()))];
    let silent = with(json!({ "targets": [desk.target("RESPONSE", 60, json!({}))] }));
    assert_eq!(manager.refused("createPolicy", silent).await, one("REQUIRED", "targets"));
    let nothing = with(json!({
        "targets": [], "removed": [{ "metric": "UPDATE", "priority": "P1", "reason": "无" }],
    }));
    assert_eq!(manager.refused("createPolicy", nothing).await, one("INVALID", "removed"));
    let longer = with(json!({ "targets": [desk.target("RESPONSE", 9 * HOUR, json!({ "reason": "人手不足" }))] }));
    let answer = manager.mutate("createPolicy", longer, "").await;
    let error = &answer.body["data"]["createPolicy"]["errors"][0];
    assert_eq!(error["code"], json!("CONTRADICTION"));
    let said = "target 1 (RESPONSE P2) has longer than the inherited target (RESTORE P2), which comes after it";
    assert_eq!(error["message"], json!(said));

    // Liuzhou may not rest on what belongs to Nanning, and no chain is longer than five.
    manager.must("createPolicy", with(json!({ "targets": [] })), "policy { id }").await;
    let beside = json!({
        "ownerId": desk.agency("LZDSJ"), "code": "LZ-OM", "name": "柳州", "basePolicyId": desk.policy("NN-OM"), "targets": [],
    });
    let refused = desk.story.world.as_("lz_manager").refused("createPolicy", beside).await;
    assert_eq!(refused, one("NOT_FOUND", "basePolicyId"));
    let mut base = "NN-OM".to_owned();
    let unpublished = with(json!({ "code": "NN-2", "basePolicyId": desk.policy(&base), "targets": [] }));
    assert_eq!(manager.refused("createPolicy", unpublished).await[0].0, "NO_POLICY");
    for code in ["NN-2", "NN-3", "NN-4", "NN-5"] {
        let version = desk.look("manager", &base, "versions { id }").await["versions"][0]["id"].clone();
        desk.publish("manager", version.as_str().expect("an id")).await;
        let next = with(json!({ "code": code, "basePolicyId": desk.policy(&base), "targets": [] }));
        if code == "NN-5" {
            assert_eq!(manager.refused("createPolicy", next).await, one("TOO_LONG", "basePolicyId"));
            break;
        }
        manager.must("createPolicy", next, "").await;
        base = code.to_owned();
    }
}

async fn a_draft_is_taken_back_and_never_published(backend: Backend) {
    let desk = Desk::open(backend).await;
    let draft = desk.drafted("region_manager", "GX-SLA", desk.usual(json!({}))).await;
    let version = json!({ "versionId": draft });
    let refused = desk.story.world.as_("manager").refused("withdrawPolicyVersion", version.clone()).await;
    assert_eq!(refused[0].0, "FORBIDDEN", "the city reads the region's policy");
    let regional = desk.story.world.as_("region_manager");
    regional.must("withdrawPolicyVersion", version.clone(), "").await;
    let wrong = vec![("WRONG_STATE".to_owned(), Some("versionId".to_owned()))];
    assert_eq!(regional.refused("publishPolicyVersion", version.clone()).await, wrong);
    assert_eq!(regional.refused("withdrawPolicyVersion", version).await, wrong);
    let seen = desk.look("region_manager", "GX-SLA", "published { number } versions { number state }").await;
    let versions = json!([{ "number": 1, "state": "PUBLISHED" }, { "number": 2, "state": "WITHDRAWN" }]);
    assert_eq!((&seen["versions"], &seen["published"]["number"]), (&versions, &json!(1)));
    desk.agreed(desk.usual(json!({}))).await;
    let seen = desk.look("region_manager", "GX-SLA", "published { number }").await;
    assert_eq!(seen["published"]["number"], json!(3), "its number is not used again");
}

both! {
    a_city_states_what_differs_and_why,
    e14_a_newer_base_changes_nothing_until_the_city_publishes_again,
    what_makes_no_sense_on_its_base_is_refused_by_name,
    a_draft_is_taken_back_and_never_published,
}

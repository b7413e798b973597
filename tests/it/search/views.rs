//! Saved views: a name for a question, a filter and an order, one's own or an organisation's.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::global_id;

both! {
    a_view_is_saved_changed_and_forgotten,
    a_shared_view_is_seen_by_the_organisation_and_changed_by_its_owner,
    everybody_begins_with_their_own_view,
    what_is_wrong_with_a_view_is_named,
}

const SHOWN: &str =
    "view { id name words orderBy isDefault mine filter { states open agency { name } contract { number } } }";

async fn names(world: &World, who: &str) -> Vec<String> {
    let document = "{ savedViews { nodes { name isDefault } } }";
    let found = world.as_(who).gql(document, json!({})).await.at("/savedViews/nodes");
    let name = |view: &Value| {
        let star = if view["isDefault"] == json!(true) { "*" } else { "" };
        format!("{}{star}", view["name"].as_str().expect("a name"))
    };
    found.as_array().expect("nodes").iter().map(name).collect()
}

async fn save(world: &World, who: &str, input: Value) -> Value {
    world.as_(who).must("saveView", input, SHOWN).await["view"].clone()
}

async fn a_view_is_saved_changed_and_forgotten(backend: Backend) {
    let world = World::new(backend).await;
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    let filter = json!({ "states": ["NEW"], "open": true, "agencyId": agency, "contractId": contract });
    let input = json!({ "name": " 今日待办 ", "words": "断网", "filter": filter, "orderBy": "DUE_ASC" });
    let view = save(&world, "operator", input).await;
    let expected = json!({
        "id": view["id"], "name": "今日待办", "words": "断网", "orderBy": "DUE_ASC", "isDefault": false, "mine": true,
        "filter": { "states": ["NEW"], "open": true, "agency": { "name": "南宁市大数据发展局" },
            "contract": { "number": "NN-2026" } },
    });
    assert_eq!(view, expected);
    save(&world, "operator", json!({ "name": "全部" })).await;
    assert_eq!(names(&world, "operator").await, ["今日待办", "全部"]);
    assert_eq!(names(&world, "clerk").await, [""; 0], "a view is one's own");

    let change = json!({ "viewId": view["id"], "name": "明日待办", "words": "" });
    let changed = world.as_("operator").must("updateView", change, SHOWN).await["view"].clone();
    assert_eq!((&changed["name"], &changed["words"]), (&json!("明日待办"), &Value::Null));
    assert_eq!((&changed["filter"], &changed["orderBy"]), (&view["filter"], &json!("DUE_ASC")), "the rest stays");
    let change = json!({ "viewId": view["id"], "filter": { "open": false } });
    let changed = world.as_("operator").must("updateView", change, SHOWN).await["view"].clone();
    assert_eq!(changed["filter"], json!({ "states": [], "open": false, "agency": null, "contract": null }));

    let gone = world.as_("operator").must("deleteView", json!({ "viewId": view["id"] }), "deletedId").await;
    assert_eq!(gone["deletedId"], view["id"]);
    assert_eq!(names(&world, "operator").await, ["全部"]);
    let again = world.as_("operator").refused("deleteView", json!({ "viewId": view["id"] })).await;
    assert_eq!(again, [("NOT_FOUND".to_owned(), None)]);
}

async fn a_shared_view_is_seen_by_the_organisation_and_changed_by_its_owner(backend: Backend) {
    let world = World::new(backend).await;
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    let filter = json!({ "contractId": contract });
    let input = json!({ "name": "本局合同", "filter": filter, "organisationId": agency });
    let view = save(&world, "operator", input).await;
    for (who, seen) in [
        ("clerk", true),
        ("manager", true),
        ("county_clerk", false),
        ("region_manager", false),
        ("engineer", false),
        ("lz_operator", false),
    ] {
        assert_eq!(names(&world, who).await, if seen { vec!["本局合同"] } else { vec![] }, "{who}");
        let node = world.as_(who).gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": view["id"] })).await;
        assert_eq!(node.body.get("errors").is_none(), seen, "{who}: {}", node.body);
    }
    // A view shows nobody more than they may see: a clerk sees no contract.
    let document =
        "query($id: ID!) { node(id: $id) { ... on SavedView { mine owner { name } filter { contract { number } } } } }";
    let shown = world.as_("clerk").gql(document, json!({ "id": view["id"] })).await.at("/node");
    assert_eq!(shown, json!({ "mine": false, "owner": { "name": "operator" }, "filter": { "contract": null } }));
    for (mutation, more) in [("updateView", json!({ "name": "别的" })), ("deleteView", json!({}))] {
        let mut input = more;
        input["viewId"] = view["id"].clone();
        assert_eq!(world.as_("clerk").refused(mutation, input.clone()).await[0].0, "FORBIDDEN");
        assert_eq!(world.as_("lz_operator").refused(mutation, input).await[0].0, "NOT_FOUND");
    }
    let private = json!({ "viewId": view["id"], "private": true });
    world.as_("operator").must("updateView", private, "view { agency { name } }").await;
    assert_eq!(names(&world, "clerk").await, [""; 0]);
    let vendor = global_id("Vendor", world.vendor("八桂运维").0);
    save(&world, "vendor_manager", json!({ "name": "本公司", "organisationId": vendor })).await;
    assert_eq!(names(&world, "engineer").await, ["本公司"]);
}

async fn everybody_begins_with_their_own_view(backend: Backend) {
    let world = World::new(backend).await;
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let shared = save(&world, "operator", json!({ "name": "共享", "organisationId": agency })).await;
    let own = save(&world, "clerk", json!({ "name": "自己的" })).await;
    let set = async |who: &str, view: &Value| {
        world.as_(who).must("setDefaultView", json!({ "viewId": view }), "view { isDefault }").await["view"].clone()
    };
    assert_eq!(set("clerk", &shared["id"]).await, json!({ "isDefault": true }));
    assert_eq!(names(&world, "clerk").await, ["共享*", "自己的"]);
    assert_eq!(names(&world, "operator").await, ["共享"]);
    set("clerk", &own["id"]).await;
    assert_eq!(names(&world, "clerk").await, ["共享", "自己的*"]);
    assert_eq!(set("clerk", &Value::Null).await, Value::Null);
    assert_eq!(names(&world, "clerk").await, ["共享", "自己的"]);
    let refused = world.as_("lz_operator").refused("setDefaultView", json!({ "viewId": shared["id"] })).await;
    assert_eq!(refused[0].0, "NOT_FOUND");
    // A view that somebody begins with can be forgotten.
    set("clerk", &shared["id"]).await;
    world.as_("operator").must("deleteView", json!({ "viewId": shared["id"] }), "deletedId").await;
    assert_eq!(names(&world, "clerk").await, ["自己的"]);
}

async fn what_is_wrong_with_a_view_is_named(backend: Backend) {
    let world = World::new(backend).await;
    save(&world, "operator", json!({ "name": "待办" })).await;
    let refused = async |input: Value| {
        let errors = world.as_("operator").refused("saveView", input).await;
        errors.into_iter().map(|(code, field)| format!("{code} {}", field.unwrap_or_default())).collect::<Vec<_>>()
    };
    let liuzhou = global_id("Agency", world.agency("LZDSJ").0);
    assert_eq!(refused(json!({ "name": "待办" })).await, ["TAKEN name"]);
    assert_eq!(
        refused(json!({ "name": " ", "words": "，", "organisationId": liuzhou })).await,
        ["REQUIRED name", "REQUIRED words", "NOT_FOUND organisationId"]
    );
    assert_eq!(
        refused(json!({ "name": "x".repeat(101), "words": "网".repeat(201) })).await,
        ["TOO_LONG name", "TOO_LONG words"]
    );
    assert_eq!(refused(json!({ "name": "x", "filter": { "agencyId": "nonsense" } })).await.len(), 1);
    assert_eq!(world.as_("system_admin").refused("saveView", json!({ "name": "x" })).await[0].0, "FORBIDDEN");
    save(&world, "clerk", json!({ "name": "待办" })).await;
    assert_eq!(names(&world, "clerk").await, ["待办"], "another's name is free");
}

//! What can be asked for, and what has to be said when it is.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P4, Story, global_id};

both! {
    an_item_is_asked_for_with_typed_answers,
    a_ticket_keeps_the_version_that_it_answered,
    the_catalogue_is_read_down_the_tree_and_written_at_its_owner,
}

/// An item that opens an account, with a field of every type.
fn account(story: &Story, owner: &str, code: &str) -> Value {
    let field = |key: &str, of: &str| json!({ "key": key, "label": format!("字段 {key}"), "type": of });
    let mut fields = vec![
        field("person", "TEXT"),
        field("why", "LONG_TEXT"),
        field("count", "NUMBER"),
        field("from", "DATE"),
        field("what", "CHOICE"),
        field("agreed", "CHECKBOX"),
    ];
    (fields[0]["required"], fields[0]["max"]) = (json!(true), json!(10));
    (fields[2]["min"], fields[2]["max"], fields[2]["help"]) = (json!(1), json!(20), json!("账号个数"));
    (fields[4]["choices"], fields[4]["required"]) = (json!(["开通", "注销"]), json!(true));
    json!({
        "ownerId": global_id("Agency", story.world.agency(owner).0), "code": code, "name": "办公账号", "kind": "REQUEST",
        "impact": "LOW", "urgency": "LOW", "descriptionTemplate": "请注明部门", "fields": fields,
    })
}

async fn create(story: &Story, who: &str, item: Value) -> String {
    let made = story.world.as_(who).must("createServiceItem", item, "serviceItem { id }").await;
    made["serviceItem"]["id"].as_str().expect("an id").to_owned()
}

fn request(story: &Story, system: &str, item: &str, answers: &[(&str, &str)]) -> Value {
    let mut request = story.request(system, "申请办公账号", P4);
    request["kind"] = json!("REQUEST");
    request["serviceItemId"] = json!(item);
    let answer = |(field, value): &(&str, &str)| json!({ "field": field, "value": value });
    request["answers"] = answers.iter().map(answer).collect();
    request
}

/// Code and field of each refusal.
async fn refused(story: &Story, who: &str, input: Value) -> Vec<(String, String)> {
    let errors = story.world.as_(who).refused("raiseTicket", input).await;
    errors.into_iter().map(|(code, field)| (code, field.unwrap_or_default())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(code, field)| ((*code).to_owned(), (*field).to_owned())).collect()
}

const ASKED: &str = "description serviceItem { serviceItemId code version { number name fields { key type required } }
    answers { field { key } value } }";

async fn an_item_is_asked_for_with_typed_answers(backend: Backend) {
    let story = Story::open(backend).await;
    let item = &create(&story, "manager", account(&story, "NNDSJ", "ACCOUNT")).await;
    let query = "{ serviceItems(active: true) { totalCount nodes { code active version { number kind impact fields {
        key label type required choices min max help } } } } }";
    let listed = story.world.as_("clerk").gql(query, json!({})).await.at("/serviceItems");
    assert_eq!(listed["totalCount"], json!(1));
    let count = json!({ "key": "count", "label": "字段 count", "type": "NUMBER", "required": false, "choices": [],
        "min": 1, "max": 20, "help": "账号个数" });
    assert_eq!(listed["nodes"][0]["version"]["fields"][2], count);

    let wrong = request(
        &story,
        "NN-OA",
        item,
        &[
            ("person", "一个超过十个字符的很长的名字"),
            ("count", "20.5"),
            ("from", "明天"),
            ("salary", "1"),
            ("agreed", "yes"),
        ],
    );
    let expected = [
        ("TOO_LONG", "answers.0.value"),
        ("INVALID", "answers.1.value"),
        ("INVALID", "answers.2.value"),
        ("NOT_FOUND", "answers.3.field"),
        ("INVALID", "answers.4.value"),
        ("REQUIRED", "answers"),
    ];
    assert_eq!(refused(&story, "clerk", wrong).await, pairs(&expected));
    let mut other_kind = request(&story, "NN-OA", item, &[("person", "韦芳"), ("what", "开通")]);
    (other_kind["kind"], other_kind["title"]) = (json!("INCIDENT"), json!(" "));
    assert_eq!(refused(&story, "clerk", other_kind).await, pairs(&[("REQUIRED", "title"), ("INVALID", "kind")]));
    let mut no_item = request(&story, "NN-OA", item, &[("person", "韦芳")]);
    no_item["serviceItemId"] = Value::Null;
    assert_eq!(refused(&story, "clerk", no_item).await, pairs(&[("INVALID", "answers")]));
    let uncovered = request(&story, "NN-OLD", item, &[("person", "韦芳"), ("what", "开通")]);
    assert_eq!(refused(&story, "clerk", uncovered).await, pairs(&[("NOT_COVERED", "systemId")]));

    let good = request(&story, "NN-OA", item, &[("what", "开通"), ("person", " 韦芳 "), ("count", "2"), ("why", "")]);
    let ticket = &story.raise_as("clerk", good).await;
    for who in ["clerk", "engineer", "region_manager"] {
        let seen = story.look(who, ticket, ASKED).await;
        assert_eq!((&seen["description"], &seen["serviceItem"]["code"]), (&json!("请注明部门"), &json!("ACCOUNT")));
        let answers = json!([{ "field": { "key": "person" }, "value": "韦芳" }, { "field": { "key": "count" },
            "value": "2" }, { "field": { "key": "what" }, "value": "开通" }]);
        assert_eq!(seen["serviceItem"]["answers"], answers, "{who}");
    }
    let plain = &story.raise(P4).await;
    assert_eq!(story.look("clerk", plain, ASKED).await["serviceItem"], Value::Null);
    story.end().await;
}

async fn a_ticket_keeps_the_version_that_it_answered(backend: Backend) {
    let story = Story::open(backend).await;
    let item = &create(&story, "manager", account(&story, "NNDSJ", "ACCOUNT")).await;
    let answers = [("person", "韦芳"), ("what", "开通")];
    let ticket = &story.raise_as("clerk", request(&story, "NN-OA", item, &answers)).await;
    let manager = story.world.as_("manager");
    let mut next = account(&story, "NNDSJ", "ACCOUNT");
    let content = next.as_object_mut().expect("an object");
    content.retain(|key, _| !["ownerId", "code"].contains(&key.as_str()));
    content.insert("serviceItemId".to_owned(), json!(item));
    content.insert("version".to_owned(), json!(1));
    content.insert("name".to_owned(), json!("办公账号（新）"));
    content["fields"] = json!([{ "key": "person", "label": "使用人", "type": "TEXT", "required": true }]);
    let revised = manager.must("reviseServiceItem", next.clone(), "serviceItem { version { number name } }").await;
    assert_eq!(revised["serviceItem"]["version"], json!({ "number": 2, "name": "办公账号（新）" }));
    assert_eq!(manager.refused("reviseServiceItem", next.clone()).await[0].0, "CONFLICT", "somebody was quicker");
    next["fields"] = json!([{ "key": "Person", "label": "", "type": "CHOICE" }]);
    let wrong = manager.refused("reviseServiceItem", next).await;
    let fields: Vec<_> = wrong.iter().filter_map(|(_, field)| field.as_deref()).collect();
    assert_eq!(fields, ["fields.0.key", "fields.0.label", "fields.0.choices"]);

    let seen = story.look("clerk", ticket, ASKED).await;
    let version = &seen["serviceItem"]["version"];
    assert_eq!((&version["number"], &version["name"]), (&json!(1), &json!("办公账号")));
    assert_eq!(version["fields"].as_array().map(Vec::len), Some(6));
    let gone = refused(&story, "clerk", request(&story, "NN-OA", item, &answers)).await;
    assert_eq!(gone, pairs(&[("NOT_FOUND", "answers.1.field")]), "the new version does not ask for it");
    let newer = &story.raise_as("clerk", request(&story, "NN-OA", item, &answers[..1])).await;
    assert_eq!(story.look("clerk", newer, ASKED).await["serviceItem"]["version"]["number"], json!(2));

    manager.must("setServiceItemActive", json!({ "serviceItemId": item, "active": false }), "").await;
    let retired = refused(&story, "clerk", request(&story, "NN-OA", item, &answers[..1])).await;
    assert_eq!(retired, pairs(&[("NOT_FOUND", "serviceItemId")]));
    assert_eq!(
        story.look("engineer", newer, ASKED).await["serviceItem"]["code"],
        json!("ACCOUNT"),
        "it stays readable"
    );
    let ledger = story.ledger().await;
    for table in ["service_item_version", "ticket_service_item"] {
        let error = ledger.run(&format!("DELETE FROM {table}")).await.expect_err("append-only").to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    story.end().await;
}

async fn the_catalogue_is_read_down_the_tree_and_written_at_its_owner(backend: Backend) {
    let story = Story::open(backend).await;
    let region = &create(&story, "region_manager", account(&story, "GXDSJ", "ACCOUNT")).await;
    create(&story, "manager", account(&story, "NNDSJ", "ACCOUNT")).await;
    let taken = story.world.as_("manager").refused("createServiceItem", account(&story, "NNDSJ", "ACCOUNT")).await;
    assert_eq!(taken, [("TAKEN".to_owned(), Some("code".to_owned()))]);
    let above = story.world.as_("manager").refused("createServiceItem", account(&story, "GXDSJ", "OTHER")).await;
    assert_eq!(above[0].0, "FORBIDDEN");
    let elsewhere = story.world.as_("lz_manager").refused("createServiceItem", account(&story, "NNDSJ", "OTHER")).await;
    assert_eq!(elsewhere[0].0, "NOT_FOUND");
    let retire = json!({ "serviceItemId": region, "active": false });
    assert_eq!(story.world.as_("manager").refused("setServiceItemActive", retire).await[0].0, "FORBIDDEN");

    let seen = async |who: &str| {
        let found = story.world.as_(who).gql("{ serviceItems { nodes { id code ownerId } } }", json!({})).await;
        found.at("/serviceItems/nodes").as_array().map(Vec::len).expect("a list")
    };
    assert_eq!((seen("county_clerk").await, seen("region_manager").await, seen("lz_manager").await), (2, 2, 1));
    assert_eq!(seen("engineer").await, 0, "a vendor sees what its tickets ask for");
    let answers = [("person", "韦芳"), ("what", "开通")];
    let ticket = &story.raise_as("county_clerk", request(&story, "QX-HALL", region, &answers)).await;
    assert_eq!(story.look("engineer", ticket, ASKED).await["serviceItem"]["code"], json!("ACCOUNT"));
    let page = "query($after: String) { serviceItems(first: 1, after: $after) { nodes { id } pageInfo { endCursor
        hasNextPage } } }";
    let first = story.world.as_("manager").gql(page, json!({})).await.at("/serviceItems");
    assert_eq!(first["pageInfo"]["hasNextPage"], json!(true));
    let next = json!({ "after": first["pageInfo"]["endCursor"] });
    let second = story.world.as_("manager").gql(page, next).await.at("/serviceItems");
    assert_ne!(second["nodes"][0]["id"], first["nodes"][0]["id"]);
    assert_eq!(second["pageInfo"]["hasNextPage"], json!(false));
    story.end().await;
}

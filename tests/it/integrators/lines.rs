//! How the histories of some objects begin, and what is the last line of others.

use serde_json::{Value, json};

use super::set_up::{codes, errors, history, line, told};
use crate::contracts::office::Office;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{Story, global_id};

/// What the audit administrator reads of an object: all of it.
async fn audited(story: &Story, id: &Value) -> Vec<(i64, String, Vec<[String; 3]>)> {
    let document = "query($id: ID!) { objectHistory(id: $id) { nodes { version by fields { field from to } } } }";
    let answer = story.world.as_("audit_admin").gql(document, json!({ "id": id })).await;
    told(&answer.at("/objectHistory/nodes"))
}

async fn an_expert_and_a_policy_version_begin_with_who_made_them(backend: Backend) {
    let story = Story::open(backend).await;
    let security = story.world.as_("security_admin");
    let user = global_id("User", story.world.user("assessor").0);
    let entry = json!({ "userId": user, "organisation": "自治区", "specialities": ["审计"] });
    let fields = "expert { version fieldHistory { nodes { version by fields { field from to } } } }";
    let added = security.must("addExpert", entry, fields).await;
    assert_eq!(added["expert"]["version"], json!(1));
    let listed = [
        ["active", "-", "true"],
        ["organisation", "-", "自治区"],
        ["specialities", "-", "[\"审计\"]"],
        ["user", "-", "assessor"],
    ];
    let listed = line(1, "security_admin", &listed);
    assert_eq!(told(&added["expert"]["fieldHistory"]["nodes"]), std::slice::from_ref(&listed));
    let off = json!({ "userId": user, "active": false, "expectedVersion": 1 });
    let changed = security.must("updateExpert", off, fields).await;
    let struck = line(2, "security_admin", &[["active", "true", "false"]]);
    assert_eq!(told(&changed["expert"]["fieldHistory"]["nodes"]), [listed, struck]);

    let manager = story.world.as_("region_manager");
    story.publish_response(&manager, 600).await;
    let document = "query($id: ID!) { node(id: $id) { ... on SlaPolicy { versions { id state } } } }";
    let policy = global_id("SlaPolicy", story.world.policy("GX-SLA").0);
    let versions = manager.gql(document, json!({ "id": policy })).await.at("/node/versions");
    let mut versions = versions.as_array().expect("versions").iter();
    let version = versions.find(|version| version["state"] == "PUBLISHED").expect("one is published");
    let read = audited(&story, &version["id"]).await;
    assert_eq!(read.len(), 2, "{read:?}");
    assert_eq!((read[0].0, read[0].1.as_str()), (1, "region_manager"), "who drafted it");
    assert!(read[0].2.contains(&["state", "-", "DRAFT"].map(str::to_owned)), "{read:?}");
    let published = [["publishedAt", "-", "2026-03-02T01:00:00Z"], ["state", "DRAFT", "PUBLISHED"]];
    assert_eq!(read[1], line(2, "region_manager", &published));
}

async fn a_milestone_that_another_plan_replaces_says_so(backend: Backend) {
    let office = Office::open(backend).await;
    let plan = |version: i32, name: &str| {
        let milestone = json!({ "number": 1, "name": name, "dueOn": "2026-06-30", "requirement": "验收单" });
        json!({ "contractId": office.contract, "version": version, "milestones": [milestone] })
    };
    let manager = office.as_("manager");
    let fields = "contract { paymentPlan { milestones { id } } }";
    let first = manager.must("setPaymentPlan", plan(0, "首付款"), fields).await;
    let milestone = &first["contract"]["paymentPlan"]["milestones"][0]["id"];
    assert_eq!(audited(&office.story, milestone).await, [], "its plan tells of its making");
    manager.must("setPaymentPlan", plan(1, "一次付清"), fields).await;
    let replaced = line(2, "manager", &[["state", "PLANNED", "REPLACED"]]);
    assert_eq!(audited(&office.story, milestone).await, [replaced]);
}

async fn an_amendment_says_which_systems_it_covers(backend: Backend) {
    let office = Office::open(backend).await;
    let world = &office.story.world;
    let mut covered = [("NN-OLD", world.system("NN-OLD")), ("NN-OA", world.system("NN-OA"))];
    let named = covered.map(|(_, id)| global_id("ManagedSystem", id.0));
    let amendment = json!({ "reason": "扩容", "effectiveOn": "2026-04-01", "systemIds": named });
    let input = office.input(amendment).await;
    office.as_("manager").must("createContractAmendment", input, "contract { id }").await;
    covered.sort_by_key(|(_, id)| id.0);
    let directory = world.app.directory();
    let names: Vec<&str> = covered.iter().map(|(_, id)| directory.systems[id].name.as_str()).collect();
    let read = history(&office.story, "supervisor", "ServiceContract", &office.contract).await.expect("a history");
    let last = read.last().expect("a line");
    let systems = last.2.iter().find(|field| field[0] == "amendment 2 systems");
    let told = ["amendment 2 systems".to_owned(), "-".to_owned(), json!(names).to_string()];
    assert_eq!((last.1.as_str(), systems), ("manager", Some(&told)));
}

async fn of_two_that_delete_a_view_one_is_told_that_there_is_none(backend: Backend) {
    let story = Story::open(backend).await;
    let saved = story.world.as_("operator").must("saveView", json!({ "name": "我的工单" }), "view { id }").await;
    let gone = json!({ "viewId": saved["view"]["id"] });
    let (one, other) = tokio::join!(
        errors(&story, "operator", "deleteView", gone.clone()),
        errors(&story, "operator", "deleteView", gone)
    );
    let mut answers = [codes(&one), codes(&other)];
    answers.sort_unstable();
    assert_eq!(answers, [vec![], vec![("NOT_FOUND".to_owned(), "-".to_owned())]]);
    let deleted = "SELECT action FROM audit_entry WHERE action = 'view.delete'";
    assert_eq!(story.ledger().await.texts(deleted).await, ["view.delete"]);
}

both! {
    an_expert_and_a_policy_version_begin_with_who_made_them,
    a_milestone_that_another_plan_replaces_says_so,
    an_amendment_says_which_systems_it_covers,
    of_two_that_delete_a_view_one_is_told_that_there_is_none,
}

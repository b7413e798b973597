//! Plans are written at their agency and read by whom they concern.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

both! { a_plan_is_written_at_its_agency_and_read_by_whom_it_concerns }

async fn titles(desk: &Desk, who: &str) -> Vec<String> {
    let found = desk.as_(who).gql("{ inspectionPlans { nodes { title } } }", json!({})).await;
    let nodes = found.at("/inspectionPlans/nodes").as_array().expect("nodes").clone();
    nodes.iter().map(|node| node["title"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn a_plan_is_written_at_its_agency_and_read_by_whom_it_concerns(backend: Backend) {
    let desk = Desk::open(backend).await;
    let own = desk.plan(desk.new_plan("FREQ=WEEKLY", "SKIP")).await;
    let mut county = desk.new_plan("FREQ=WEEKLY", "SKIP");
    (county["title"], county["systemIds"]) = (json!("大厅巡检"), json!([desk.system("QX-HALL")]));
    desk.plan(county).await;
    let mut uncovered = desk.new_plan("FREQ=WEEKLY", "SKIP");
    (uncovered["title"], uncovered["systemIds"]) = (json!("旧门户巡检"), json!([desk.system("NN-OLD")]));
    desk.plan(uncovered).await;
    // The newest first.
    let all = ["旧门户巡检", "大厅巡检", "机房巡检"];
    for who in ["clerk", "operator", "manager", "region_manager", "supervisor", "regulator"] {
        assert_eq!(titles(&desk, who).await, all, "{who}");
    }
    assert_eq!(titles(&desk, "county_clerk").await, ["大厅巡检"], "what inspects its own system");
    for who in ["vendor_manager", "engineer"] {
        assert_eq!(titles(&desk, who).await, ["大厅巡检", "机房巡检"], "{who}: what its contract covers");
    }
    for who in ["lz_operator", "lz_engineer"] {
        assert_eq!(titles(&desk, who).await, [""; 0], "{who}");
    }
    // A plan for systems of several contracts names to each vendor its own.
    let mut both = desk.new_plan("FREQ=WEEKLY", "SKIP");
    both["systemIds"] = json!([desk.system("NN-OA"), desk.system("NN-OLD")]);
    let both = desk.plan(both).await;
    let systems = async |who: &str| -> Value {
        let document = "query($id: ID!) { node(id: $id) { ... on InspectionPlan { terms { systems { code } } } } }";
        desk.as_(who).gql(document, json!({ "id": both })).await.at("/node/terms/systems")
    };
    assert_eq!(systems("manager").await.as_array().map(Vec::len), Some(2));
    assert_eq!(systems("engineer").await, json!([{ "code": "NN-OA" }]));
    let forbidden = desk.as_("system_admin").gql("{ inspectionPlans { nodes { title } } }", json!({})).await;
    assert_eq!(forbidden.code(), "FORBIDDEN");

    let plan = || desk.new_plan("FREQ=WEEKLY", "SKIP");
    for (who, code) in [
        ("clerk", "FORBIDDEN"),
        ("engineer", "FORBIDDEN"),
        ("supervisor", "FORBIDDEN"),
        ("region_manager", "FORBIDDEN"),
        ("lz_operator", "NOT_FOUND"),
    ] {
        assert_eq!(desk.as_(who).refused("createInspectionPlan", plan()).await[0].0, code, "{who}");
        let end = json!({ "planId": own, "expectedVersion": 1, "reason": "x" });
        assert_eq!(desk.as_(who).refused("endInspectionPlan", end).await[0].0, code, "{who}");
    }
    let actions = async |who: &str| -> Value {
        let document = "query($id: ID!) { node(id: $id) { ... on InspectionPlan { availableActions } } }";
        desk.as_(who).gql(document, json!({ "id": own })).await.at("/node/availableActions")
    };
    assert_eq!(actions("manager").await, json!(["CHANGE", "SUSPEND", "END"]));
    assert_eq!(actions("region_manager").await, json!([]));
    assert_eq!(actions("engineer").await, json!([]));
    // Nanning does not plan what is Liuzhou's.
    let mut elsewhere = plan();
    elsewhere["agencyId"] = json!(global_id("Agency", desk.story.world.agency("LZDSJ").0));
    assert_eq!(desk.as_("operator").refused("createInspectionPlan", elsewhere).await[0].0, "NOT_FOUND");
}

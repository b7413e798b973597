//! Plans are checked as a whole, previewed, changed from now on, halted and ended.

use serde_json::{Value, json};

use super::desk::{Desk, one, text};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;

both! {
    every_mistake_of_a_plan_is_named_at_once,
    a_preview_says_where_each_date_comes_to_lie,
    a_plan_is_changed_on_the_version_that_was_read,
    a_checklist_goes_on_by_versions,
}

async fn every_mistake_of_a_plan_is_named_at_once(backend: Backend) {
    let desk = Desk::open(backend).await;
    let operator = desk.as_("operator");
    let ledger = desk.story.ledger().await;
    let before = ledger.contents().await;
    let mut wrong = desk.new_plan("FREQ=HOURLY", "SKIP");
    (wrong["title"], wrong["timeOfDay"], wrong["windowDays"]) = (json!(" "), json!("9:30"), json!(0));
    (wrong["validUntil"], wrong["systemIds"]) = (json!("2026-03-01"), json!([desk.system("LZ-OA")]));
    let mut expected = one("REQUIRED", "title");
    expected.extend(one("NOT_FOUND", "systemIds"));
    for field in ["timeOfDay", "windowDays", "validUntil"] {
        expected.extend(one("INVALID", field));
    }
    expected.extend(one("SUB_DAILY", "recurrence"));
    assert_eq!(operator.refused("createInspectionPlan", wrong).await, expected);
    for (rule, code) in [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "NEVER_OCCURS"),
        ("FREQ=MONTHLY;BYHOUR=8", "INVALID"),
        ("每周一", "INVALID"),
    ] {
        let refused = operator.refused("createInspectionPlan", desk.new_plan(rule, "SKIP")).await;
        assert_eq!(refused, one(code, "recurrence"), "{rule}");
    }
    let mut ancient = desk.new_plan("FREQ=DAILY", "SKIP");
    ancient["validFrom"] = json!("1026-03-02");
    assert_eq!(operator.refused("createInspectionPlan", ancient).await, one("INVALID", "validFrom"));
    let mut unknown = desk.new_plan("FREQ=WEEKLY", "SKIP");
    (unknown["inspectionChecklistId"], unknown["checklistVersion"]) = (json!(desk.checklist), json!(2));
    assert_eq!(operator.refused("createInspectionPlan", unknown).await, one("NOT_FOUND", "checklistVersion"));
    Ledger::assert_same(&before, &ledger.contents().await, "refused");
}

/// The dates of 2026: 4 to 6 April are off (清明), and 1 to 5 May with 9 May worked in (劳动节).
async fn a_preview_says_where_each_date_comes_to_lie(backend: Backend) {
    let desk = Desk::open(backend).await;
    let fields = "nominalOn plannedOn placing skipped provisional lastOn";
    let preview = async |off_day: &str| -> Value {
        let plan = desk.new_plan("FREQ=MONTHLY;BYMONTHDAY=5", off_day);
        let document = format!(
            "query($plan: CreateInspectionPlanInput!) {{ previewInspectionDates(plan: $plan, first: 3) {{ {fields} }} }}"
        );
        desk.as_("operator").gql(&document, json!({ "plan": plan })).await.at("/previewInspectionDates")
    };
    let told = |found: &Value| -> Vec<[String; 3]> {
        let word = |of: &Value, name: &str| of[name].as_str().unwrap_or("-").to_owned();
        let row = |of: &Value| ["nominalOn", "plannedOn", "placing"].map(|name| word(of, name));
        found.as_array().expect("dates").iter().map(row).collect()
    };
    let rows = |expected: [[&str; 3]; 3]| expected.map(|row| row.map(str::to_owned)).to_vec();
    // 5 March is a Thursday.
    let next = preview("NEXT_WORKING_DAY").await;
    let expected = [
        ["2026-03-05", "2026-03-05", "ON_DAY"],
        ["2026-04-05", "2026-04-07", "LATER"],
        ["2026-05-05", "2026-05-06", "LATER"],
    ];
    assert_eq!(told(&next), rows(expected));
    assert_eq!((&next[0]["lastOn"], &next[0]["provisional"]), (&json!("2026-03-06"), &json!(false)));
    let previous = preview("PREVIOUS_WORKING_DAY").await;
    let expected = [
        ["2026-03-05", "2026-03-05", "ON_DAY"],
        ["2026-04-05", "2026-04-03", "EARLIER"],
        ["2026-05-05", "2026-04-30", "EARLIER"],
    ];
    assert_eq!(told(&previous), rows(expected));
    let skip = preview("SKIP").await;
    let causes: Vec<_> = skip.as_array().expect("dates").iter().map(|of| of["skipped"].as_str()).collect();
    assert_eq!(causes, [None, Some("OFF_DAY"), Some("OFF_DAY")]);
    // The plan itself says the same.
    let plan = desk.plan(desk.new_plan("FREQ=MONTHLY;BYMONTHDAY=5", "NEXT_WORKING_DAY")).await;
    let document = format!("query($id: ID!) {{ previewInspectionPlan(planId: $id, first: 3) {{ {fields} }} }}");
    let of_plan = desk.as_("engineer").gql(&document, json!({ "id": plan })).await.at("/previewInspectionPlan");
    assert_eq!(of_plan, next);
    let document = "query($id: ID!) { node(id: $id) { ... on InspectionPlan { nextOn nextProvisional } } }";
    let found = desk.as_("manager").gql(document, json!({ "id": plan })).await.at("/node");
    assert_eq!(found, json!({ "nextOn": "2026-03-05", "nextProvisional": false }));
}

async fn a_plan_is_changed_on_the_version_that_was_read(backend: Backend) {
    let desk = Desk::open(backend).await;
    let plan = &desk.plan(desk.new_plan("FREQ=WEEKLY;BYDAY=TU", "SKIP")).await;
    let manager = desk.as_("manager");
    let change = |version: i64, rule: &str| {
        let mut content = desk.content(rule, "SKIP");
        (content["planId"], content["expectedVersion"]) = (json!(plan), json!(version));
        content
    };
    let fields = "inspectionPlan { version state availableActions terms { number recurrence timeOfDay } }";
    let changed = manager.must("changeInspectionPlan", change(1, "freq=weekly;byday=we"), fields).await;
    let expected = json!({
        "version": 2, "state": "ACTIVE", "availableActions": ["CHANGE", "SUSPEND", "END"],
        "terms": { "number": 2, "recurrence": "FREQ=WEEKLY;BYDAY=WE", "timeOfDay": "09:30" },
    });
    assert_eq!(changed["inspectionPlan"], expected);
    let stale = manager.refused("changeInspectionPlan", change(1, "FREQ=DAILY")).await;
    assert_eq!(stale, [("CONFLICT".to_owned(), None)]);
    // Tuesday's is no more, Wednesday's is.
    desk.until("2026-03-04 12:00");
    assert_eq!(desk.raise().await.raised, 1);
    let nominal = desk.inspections("manager", "nominalOn termsNumber", json!({})).await;
    assert_eq!(nominal, [json!({ "nominalOn": "2026-03-04", "termsNumber": 2 })]);
    // The session of before has run out.
    let manager = desk.as_("manager");
    let reasonless = json!({ "planId": plan, "expectedVersion": 2, "reason": " " });
    assert_eq!(manager.refused("suspendInspectionPlan", reasonless).await, one("REQUIRED", "reason"));
    desk.step("suspendInspectionPlan", plan, 2, "机房搬迁").await;
    let twice = json!({ "planId": plan, "expectedVersion": 3, "reason": "再停" });
    assert_eq!(manager.refused("suspendInspectionPlan", twice).await, one("WRONG_STATE", "planId"));
    desk.step("resumeInspectionPlan", plan, 3, "").await;
    desk.step("endInspectionPlan", plan, 4, "合同到期").await;
    let document = "query($id: ID!) { node(id: $id) { ... on InspectionPlan { state nextOn availableActions
        allTerms { number } history { version step reason actorName } } } }";
    let found = desk.as_("manager").gql(document, json!({ "id": plan })).await.at("/node");
    assert_eq!((&found["state"], &found["availableActions"]), (&json!("ENDED"), &json!([])));
    let steps: Vec<(String, String)> = found["history"]
        .as_array()
        .expect("a history")
        .iter()
        .map(|step| (text(&step["step"]), text(&step["actorName"])))
        .collect();
    let steps: Vec<(&str, &str)> = steps.iter().map(|(step, who)| (step.as_str(), who.as_str())).collect();
    let expected = [
        ("CREATE", "operator"),
        ("CHANGE", "manager"),
        ("SUSPEND", "manager"),
        ("RESUME", "manager"),
        ("END", "manager"),
    ];
    assert_eq!(steps, expected);
    desk.until("2026-04-01 12:00");
    assert_eq!(desk.raise().await.raised, 0, "nothing falls due any more");
}

async fn a_checklist_goes_on_by_versions(backend: Backend) {
    let desk = Desk::open(backend).await;
    let operator = desk.as_("operator");
    let item = json!({ "key": "fire", "label": "消防设施", "kind": "PASS_FAIL" });
    let revise = |version: i32, items: Value| json!({ "inspectionChecklistId": desk.checklist, "expectedVersion": version, "name": "机房巡检表", "items": items });
    let fields = "inspectionChecklist { version newestVersion items { key required critical } availableActions }";
    let revised = operator.must("reviseInspectionChecklist", revise(1, json!([item])), fields).await;
    let expected = json!({
        "version": 2, "newestVersion": 2,
        "availableActions": ["REVISE_INSPECTION_CHECKLIST", "SET_INSPECTION_CHECKLIST_ACTIVE"],
        "items": [{ "key": "fire", "required": true, "critical": false }],
    });
    assert_eq!(revised["inspectionChecklist"], expected);
    let stale = operator.refused("reviseInspectionChecklist", revise(1, json!([item]))).await;
    assert_eq!(stale, [("CONFLICT".to_owned(), None)]);
    let twice = operator.refused("reviseInspectionChecklist", revise(2, json!([item, item]))).await;
    assert_eq!(twice, one("INVALID", "items.1"));
    let bound = json!({ "key": "heat", "label": "温度", "kind": "NUMBER", "min": "很冷" });
    let refused = operator.refused("reviseInspectionChecklist", revise(2, json!([bound]))).await;
    assert_eq!(refused, one("INVALID", "items"));
    let retired = json!({ "inspectionChecklistId": desk.checklist, "active": false });
    operator.must("setInspectionChecklistActive", retired, "").await;
    let mut plan = desk.new_plan("FREQ=WEEKLY", "SKIP");
    plan["inspectionChecklistId"] = json!(desk.checklist);
    let refused = operator.refused("createInspectionPlan", plan).await;
    assert_eq!(refused, one("NOT_FOUND", "inspectionChecklistId"), "it is retired");
}

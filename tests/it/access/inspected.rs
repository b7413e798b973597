//! An inspection plan of Nanning with a checklist; its first inspection is raised.

use app::inspection::raise_inspections;
use serde_json::{Value, json};

use super::stage::global;
use crate::support::world::World;

/// Names that stand nowhere else.
pub const PLAN: &str = "青秀山机房日巡检";
pub const CHECKED: &str = "青秀山机房巡检表";

/// Writes them while it is nine o'clock in Nanning, when the first one falls due: their global ids, by the names that
/// arguments and input fields have.
pub async fn inspected(world: &World) -> Vec<(&'static str, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let operator = world.as_("operator");
    let item = json!({ "key": "door", "label": "机房门禁", "kind": "PASS_FAIL" });
    let agency = global("Agency", world.agency("NNDSJ").0);
    let new = json!({ "ownerId": agency, "code": "NN-ROOM", "name": CHECKED, "items": [item] });
    let made = operator.must("createInspectionChecklist", new, "inspectionChecklist { id }").await;
    let checklist = text(&made["inspectionChecklist"]["id"]);
    let coverage = world.app.coverage();
    let office = coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships");
    let plan = json!({
        "agencyId": agency, "validFrom": "2026-03-02", "title": PLAN, "recurrence": "FREQ=DAILY",
        "systemIds": [global("ManagedSystem", world.system("NN-OA").0)], "offDayRule": "SKIP", "timeOfDay": "09:00",
        "calendarId": global("ServiceCalendar", office.id.0), "windowDays": 3, "inspectionChecklistId": checklist,
    });
    let made = operator.must("createInspectionPlan", plan, "inspectionPlan { id }").await;
    let report = raise_inspections(&world.system_op()).await.expect("a run");
    assert_eq!(report.raised, 1, "{report:?}");
    let list = "{ inspections { nodes { id ticket { id } } } }";
    let found = operator.gql(list, json!({})).await.at("/inspections/nodes/0");
    let engineer = world.as_("engineer");
    let answer = json!({ "item": "door", "outcome": "PASS" });
    let answers = json!({ "ticketId": found["ticket"]["id"], "answers": [answer] });
    engineer.must("recordInspectionAnswers", answers, "").await;
    vec![
        ("inspectionChecklistId", checklist),
        ("planId", text(&made["inspectionPlan"]["id"])),
        ("inspectionId", text(&found["id"])),
    ]
}

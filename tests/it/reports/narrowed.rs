//! A standing order tells what it is narrowed to, so that it can be looked at and ordered anew.

use serde_json::{Value, json};

use super::orders::Orders;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

const FILTER: &str =
    "filter { contract { number } vendor { name } agency { shortCode } agencyAlone system { code } priority
    metric kind cause causeStated team { name } routed assignee { name } assigned clocksBy pausesBy workloadBy atLeast
    horizonHours }";

/// What an order says that is narrowed to nothing, but for what differs.
fn told(differs: Value) -> Value {
    let mut filter = json!({
        "contract": null, "vendor": null, "agency": null, "agencyAlone": false, "system": null, "priority": null,
        "metric": null, "kind": null, "cause": null, "causeStated": null, "team": null, "routed": null,
        "assignee": null, "assigned": null, "clocksBy": [], "pausesBy": [], "workloadBy": [], "atLeast": null,
        "horizonHours": null,
    });
    for (name, value) in differs.as_object().expect("an object") {
        filter[name] = value.clone();
    }
    filter
}

/// Orders a report: its id, and what it says of its filter.
async fn ordered(orders: &Orders, who: &str, name: &str, report: Value) -> (Value, Value) {
    let input = json!({
        "name": name, "report": report, "format": "CSV", "language": "ZH", "cadence": { "weekday": "MONDAY" }, "hour": 7,
    });
    let fields = format!("schedule {{ id {FILTER} }}");
    let mut made = orders.world.as_(who).must("createReportSchedule", input, &fields).await;
    (made["schedule"]["id"].take(), made["schedule"]["filter"].take())
}

async fn an_order_tells_what_it_is_narrowed_to(backend: Backend) {
    let orders = Orders::open(backend).await;
    let world = &orders.world;
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let vendor = global_id("Vendor", world.vendor("八桂运维").0);
    let system = global_id("ManagedSystem", world.system("NN-OA").0);
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    let filter = async |name: &str, report| ordered(&orders, "manager", name, report).await.1;
    let month = filter("月报", json!({ "contractId": contract })).await;
    assert_eq!(month, told(json!({ "contract": { "number": "NN-2026" } })));
    let narrow = json!({
        "agencyId": agency, "agencyAlone": true, "vendorId": vendor, "systemId": system, "priority": "P2",
        "metric": "RESPONSE", "kind": "INCIDENT", "cause": "光缆中断", "routed": false, "assigned": true,
    });
    let sla = json!({ "sla": { "filter": narrow, "groupBy": ["METRIC", "CAUSE"] } });
    let (id, sla) = ordered(&orders, "manager", "达成率", sla).await;
    let expected = json!({
        "agency": { "shortCode": "NNDSJ" }, "agencyAlone": true, "vendor": { "name": "八桂运维" },
        "system": { "code": "NN-OA" }, "priority": "P2", "metric": "RESPONSE", "kind": "INCIDENT", "cause": "光缆中断",
        "routed": false, "assigned": true, "clocksBy": ["METRIC", "CAUSE"],
    });
    assert_eq!(sla, told(expected.clone()));
    let pauses = json!({ "pauses": { "filter": { "vendorId": vendor }, "groupBy": ["REASON"] } });
    let expected_pauses = told(json!({ "vendor": { "name": "八桂运维" }, "pausesBy": ["REASON"] }));
    assert_eq!(filter("挂起", pauses).await, expected_pauses);
    let work = json!({ "workload": { "filter": { "systemId": system }, "groupBy": ["ENGINEER", "KIND"] } });
    let expected_work = told(json!({ "system": { "code": "NN-OA" }, "workloadBy": ["ENGINEER", "KIND"] }));
    assert_eq!(filter("工作量", work).await, expected_work);
    let faults = json!({ "faults": { "filter": { "agencyId": agency }, "atLeast": 5 } });
    let expected_faults = told(json!({ "agency": { "shortCode": "NNDSJ" }, "atLeast": 5 }));
    assert_eq!(filter("故障", faults).await, expected_faults);
    let ahead = json!({ "forecast": { "filter": { "metric": "RESOLVE", "priority": "P1" }, "horizonHours": 48 } });
    let expected_ahead = told(json!({ "metric": "RESOLVE", "priority": "P1", "horizonHours": 48 }));
    assert_eq!(filter("预测", ahead).await, expected_ahead);
    // The same in the list; and after a change, what it is about from then on.
    let document = format!("{{ reportSchedules {{ nodes {{ id {FILTER} }} }} }}");
    let list = world.as_("manager").gql(&document, json!({})).await.at("/reportSchedules/nodes");
    let listed = list.as_array().expect("nodes").iter().find(|node| node["id"] == id).expect("the order");
    assert_eq!(listed["filter"], told(expected));
    let time = json!({ "time": { "filter": { "agencyId": agency }, "groupBy": ["SYSTEM"] } });
    let change = json!({ "scheduleId": id, "report": time });
    let fields = format!("schedule {{ report {FILTER} }}");
    let changed = world.as_("manager").must("changeReportSchedule", change, &fields).await["schedule"].take();
    assert_eq!(changed["report"], json!("TIME"));
    assert_eq!(changed["filter"], told(json!({ "agency": { "shortCode": "NNDSJ" }, "clocksBy": ["SYSTEM"] })));
}

async fn an_order_tells_no_names_that_its_owner_does_not_see(backend: Backend) {
    let orders = Orders::open(backend).await;
    let contract = global_id("ServiceContract", orders.world.contract("NN-2026").0);
    let system = global_id("ManagedSystem", orders.world.system("NN-OA").0);
    let engineer = global_id("User", orders.world.user("engineer").0);
    let narrow = json!({ "contractId": contract, "systemId": system, "assigneeId": engineer });
    let report = json!({ "sla": { "filter": narrow, "groupBy": [] } });
    assert_eq!(ordered(&orders, "lz_manager", "别处", report).await.1, told(json!({})));
}

both! {
    an_order_tells_what_it_is_narrowed_to,
    an_order_tells_no_names_that_its_owner_does_not_see,
}

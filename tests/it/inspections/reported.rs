//! The report counts every inspection of its period once, and each figure is a list.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

both! { each_figure_of_the_report_is_a_list }

const FIGURES: &str = "planId planTitle vendor { name } month planned doneInTime doneLate missed notRaised open skipped
     skippedByCause { cause number }";

async fn report(desk: &Desk, who: &str, group: &str, until: &str, filter: Value) -> Vec<Value> {
    let document = format!(
        "query($filter: InspectionFilter, $until: NaiveDate!) {{
            inspectionReport(from: \"2026-03-01\", until: $until, groupBy: {group}, filter: $filter) {{ {FIGURES} }} }}"
    );
    let variables = json!({ "filter": filter, "until": until });
    let found = desk.as_(who).gql(&document, variables).await.at("/inspectionReport");
    found.as_array().expect("rows").clone()
}

async fn each_figure_of_the_report_is_a_list(backend: Backend) {
    let desk = Desk::open(backend).await;
    let daily = desk.checked_plan("FREQ=DAILY", "SKIP").await;
    let mut other = desk.new_plan("FREQ=WEEKLY;BYDAY=TU", "SKIP");
    (other["title"], other["systemIds"]) =
        (json!("旧门户巡检"), json!([desk.system("NN-OLD"), desk.system("QX-HALL")]));
    let weekly = desk.plan(other).await;
    // Monday in time, Tuesday late, Wednesday missed, Thursday open; Saturday and Sunday are skipped.
    desk.until("2026-03-02 09:30");
    desk.raise().await;
    desk.inspect(&desk.tickets().await[0].clone()).await;
    desk.until("2026-03-03 09:30");
    desk.raise().await;
    desk.until("2026-03-04 09:30");
    desk.raise().await;
    desk.until("2026-03-06 09:30");
    desk.raise().await;
    desk.miss().await;
    let tuesday = json!({ "planId": daily, "nominalFrom": "2026-03-03", "nominalUntil": "2026-03-03" });
    let found = desk.inspections("engineer", "ticket { id }", tuesday).await;
    desk.inspect(found[0]["ticket"]["id"].as_str().expect("an id")).await;
    desk.until("2026-03-08 12:00");
    desk.raise().await;
    desk.miss().await;

    let rows = report(&desk, "manager", "PLAN", "2026-03-08", json!({})).await;
    let of = |plan: &str| rows.iter().find(|row| row["planId"] == json!(plan)).expect("a row").clone();
    let expected = json!({
        "planId": daily, "planTitle": "机房巡检", "vendor": null, "month": null,
        // Thursday's last day was Friday; Friday's is Monday.
        "planned": 7, "doneInTime": 1, "doneLate": 1, "missed": 2, "notRaised": 0, "open": 1, "skipped": 2,
        "skippedByCause": [{ "cause": "OFF_DAY", "number": 2 }],
    });
    assert_eq!(of(&daily), expected);
    let expected = json!({
        "planId": weekly, "planTitle": "旧门户巡检", "vendor": null, "month": null,
        "planned": 2, "doneInTime": 0, "doneLate": 0, "missed": 1, "notRaised": 0, "open": 0, "skipped": 1,
        "skippedByCause": [{ "cause": "NOT_COVERED", "number": 1 }],
    });
    assert_eq!(of(&weekly), expected);
    // Every figure is a list by the filter of its row.
    for (figure, states) in [
        ("planned", json!(["OPEN", "DONE", "DONE_LATE", "MISSED", "SKIPPED"])),
        ("doneInTime", json!(["DONE"])),
        ("doneLate", json!(["DONE_LATE"])),
        ("missed", json!(["MISSED"])),
        ("open", json!(["OPEN"])),
        ("skipped", json!(["SKIPPED"])),
    ] {
        let filter = json!({
            "planId": daily, "states": states, "nominalFrom": "2026-03-01", "nominalUntil": "2026-03-08",
        });
        let document = "query($filter: InspectionFilter) { inspections(filter: $filter) { totalCount } }";
        let listed = desk.as_("manager").gql(document, json!({ "filter": filter })).await;
        assert_eq!(listed.at("/inspections/totalCount"), of(&daily)[figure], "{figure}");
    }
    // By vendor: one row is for those that no contract covered.
    let rows = report(&desk, "manager", "VENDOR", "2026-03-08", json!({})).await;
    let sums: Vec<_> = rows.iter().map(|row| (row["vendor"]["name"].clone(), row["planned"].clone())).collect();
    // Days off belong to whoever has the contract.
    assert_eq!(sums, [(json!(null), json!(1)), (json!("八桂运维"), json!(8))]);
    let month = report(&desk, "region_manager", "MONTH", "2026-03-04", json!({ "planId": daily })).await;
    assert_eq!((&month[0]["month"], &month[0]["planned"], month.len()), (&json!("2026-03"), &json!(3), 1));
    // Each sees its own.
    assert_eq!(report(&desk, "lz_manager", "PLAN", "2026-03-08", json!({})).await, [json!(null); 0]);
    let county = report(&desk, "county_clerk", "PLAN", "2026-03-08", json!({})).await;
    assert_eq!((&county[0]["planId"], &county[0]["planned"], county.len()), (&json!(weekly), &json!(1), 1));
    let vendor = global_id("Vendor", desk.story.world.vendor("桂北信息").0);
    assert_eq!(report(&desk, "manager", "PLAN", "2026-03-08", json!({ "vendorId": vendor })).await, [json!(null); 0]);
}

//! What came, went and is left, whose work it was, and the tickets behind each figure.

use serde_json::{Value, json};

use super::work::{counts, every_figure_leads_to_its_tickets, window, workload};
use crate::dispatch::shed::Shed;
use crate::routing::teams::team;
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, P4, Story, at, global_id};

/// Writes down public work of the client that began then.
async fn log(client: &Client, ticket: &str, (day, began): (u32, &str), minutes: i32, more: Value) -> Value {
    let mut work = json!({
        "ticketId": ticket, "startedAt": at(day, began), "minutes": minutes, "summary": "更换光模块", "billable": false,
        "visibility": "PUBLIC",
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        work[name] = value.clone();
    }
    let logged = client.must("logWork", work, "ticket { workLog { id } }").await;
    logged.pointer("/ticket/workLog").and_then(Value::as_array).and_then(|log| log.last()).expect("an entry")["id"]
        .clone()
}

/// On the 2nd one is closed, one cancelled, and the county's stays; on the 3rd that is solved, and one more comes.
async fn two_days(story: &Story) {
    let engineer = json!({ "engineerId": global_id("User", story.world.user("engineer").0) });
    let closed = &story.raise(P2).await;
    let cancelled = &story.raise(P4).await;
    story.act("operator", "assignTicket", closed, engineer).await;
    story.until(2, "02:00");
    story.solve(closed).await;
    let (engineer, leader) = (story.world.as_("engineer"), story.world.as_("vendor_manager"));
    log(&engineer, closed, (2, "01:10"), 30, json!({ "billable": true })).await;
    log(&engineer, closed, (2, "01:40"), 20, json!({ "visibility": "VENDOR_INTERNAL" })).await;
    let mistaken = log(&leader, closed, (2, "01:00"), 45, json!({ "billable": true })).await;
    story.until(2, "03:00");
    story.act("clerk", "confirmTicket", closed, Value::Null).await;
    story.act("clerk", "cancelTicket", cancelled, json!({ "reason": "误报" })).await;
    let county = &story.raise_as("county_clerk", story.request("QX-HALL", "叫号机死机", P3)).await;
    story.act("operator", "assignTicket", county, json!({})).await;
    story.until(3, "02:00");
    let leader = story.world.as_("vendor_manager");
    let back = json!({ "entryId": mistaken, "reason": "记错工单" });
    leader.must("reverseWork", back, "").await;
    log(&leader, county, (3, "01:00"), 60, json!({})).await;
    story.act("vendor_manager", "resolveTicket", county, json!({ "cause": "主板", "solution": "更换" })).await;
    story.raise(P2).await;
}

async fn tickets_come_and_go_and_the_rest_is_left(backend: Backend) {
    let story = Story::open(backend).await;
    two_days(&story).await;
    let (manager, leader) = (story.world.as_("manager"), story.world.as_("vendor_manager"));
    let (first, second) = (window(2, 3), window(3, 4));
    let total = async |client: &Client, filter: &Value| workload(client, &[], filter).await["total"].clone();
    assert_eq!(total(&manager, &first).await, counts([0, 3, 1, 1, 1, 1], [30, 30]), "what was taken back is gone");
    assert_eq!(total(&manager, &second).await, counts([1, 1, 1, 0, 0, 2], [60, 0]));
    assert_eq!(total(&leader, &first).await, counts([0, 3, 1, 1, 1, 1], [50, 30]), "its own, what is internal as well");
    assert_eq!(total(&manager, &json!({})).await, counts([0, 4, 2, 1, 1, 2], [90, 30]), "all that ever was");
    assert_eq!(total(&story.world.as_("lz_manager"), &json!({})).await, counts([0; 6], [0; 2]));

    let by_agency = workload(&manager, &["AGENCY"], &first).await;
    let row = |name: &str, counts: Value| json!({ "agency": { "name": name }, "counts": counts });
    let rows = [
        row("南宁市大数据发展局", counts([0, 2, 1, 1, 1, 0], [30, 30])),
        row("青秀区数据局", counts([0, 1, 0, 0, 0, 1], [0, 0])),
    ];
    let shown = |row: &Value| json!({ "agency": { "name": row["agency"]["name"] }, "counts": row["counts"] });
    let found: Vec<_> = by_agency["rows"].as_array().expect("rows").iter().map(shown).collect();
    assert_eq!(found, rows);

    // Work counts for whoever did it, tickets for whoever is in charge; the rest are nobody's, and come last.
    let by_engineer = workload(&leader, &["ENGINEER"], &first).await;
    let told = |row: &Value| (row["engineer"]["name"].clone(), row["counts"].clone());
    let found: Vec<_> = by_engineer["rows"].as_array().expect("rows").iter().map(told).collect();
    let expected = [
        (json!("vendor_manager"), counts([0; 6], [0, 0])),
        (json!("engineer"), counts([0, 1, 1, 1, 0, 0], [50, 30])),
        (Value::Null, counts([0, 2, 0, 0, 1, 1], [0, 0])),
    ];
    assert_eq!(found, expected);

    let counted = Counted::of(&story.world, "manager");
    for by in [["VENDOR", "CONTRACT"], ["TEAM", "ENGINEER"]] {
        workload(&counted.client, &by, &first).await;
        assert_eq!(counted.last(), 1, "{by:?}");
    }

    let refused = async |by: &[&str], filter: &Value| {
        let document = "query($by: [WorkloadDimension!]!, $filter: WorkloadReportFilter) {
            workloadReport(groupBy: $by, filter: $filter) { total { raised } } }";
        manager.gql(document, json!({ "by": by, "filter": filter })).await.code()
    };
    assert_eq!(refused(&["KIND", "KIND"], &first).await, "DUPLICATE");
    assert_eq!(refused(&[], &window(3, 2)).await, "OUT_OF_ORDER");
    story.end().await;
}

async fn every_figure_of_a_report_of_work_is_listed(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let net = team(&shed.office, "NET").await;
    let serve = json!({ "contractId": shed.office.contract, "systemId": global_id("ManagedSystem", story.world.system("NN-OA").0),
            "teamId": net });
    shed.office.as_("vendor_manager").must("setContractTeam", serve, "").await;
    two_days(story).await;
    for who in ["manager", "vendor_manager"] {
        let client = shed.office.as_(who);
        for by in [
            ["AGENCY"].as_slice(),
            &["VENDOR", "CONTRACT"],
            &["SYSTEM", "KIND"],
            &["TEAM", "PRIORITY"],
            &["ENGINEER", "TEAM"],
        ] {
            for filter in [window(2, 3), window(3, 4), json!({})] {
                let listed = every_figure_leads_to_its_tickets(&client, by, &filter).await;
                assert!(listed > 3, "{who} {by:?}");
            }
        }
    }
}

async fn e28_work_counts_for_the_vendor_and_the_contract_under_which_it_was_done(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    story.until(2, "03:00");
    log(&shed.office.as_("engineer"), ticket, (2, "01:30"), 25, json!({})).await;
    shed.propose(ticket).await;
    story.until(2, "04:00");
    shed.accept(ticket).await;
    story.until(2, "06:00");
    // It began while the first vendor had the ticket still.
    log(&shed.office.as_("lz_engineer"), ticket, (2, "03:30"), 40, json!({})).await;
    let (manager, leader) = (shed.office.as_("manager"), shed.office.as_("vendor_manager"));
    let rows = async |client: &Client| {
        let report = workload(client, &["VENDOR", "CONTRACT"], &window(2, 3)).await;
        let told = |row: &Value| (row["contract"]["number"].clone(), row["counts"].clone());
        report["rows"].as_array().expect("rows").iter().map(told).collect::<Vec<_>>()
    };
    let first = (json!("NN-2026"), counts([0; 6], [25, 0]));
    // The promise goes on: the ticket is under its first contract still, and with the second vendor.
    let promised = (json!("NN-2026"), counts([0, 1, 0, 0, 0, 1], [0, 0]));
    let second = (json!("NN-NET-2026"), counts([0; 6], [40, 0]));
    assert_eq!(rows(&manager).await, [first.clone(), promised, second]);
    assert_eq!(rows(&leader).await, [first], "its own work, also on what it gave away");
    every_figure_leads_to_its_tickets(&manager, &["VENDOR", "CONTRACT"], &window(2, 3)).await;
    // Whose team has the ticket now is no matter of the first vendor's.
    let by_team = workload(&leader, &["TEAM"], &window(2, 3)).await;
    assert_eq!(by_team["rows"][0]["team"], Value::Null);
    story.end().await;
}

both! {
    tickets_come_and_go_and_the_rest_is_left,
    every_figure_of_a_report_of_work_is_listed,
    e28_work_counts_for_the_vendor_and_the_contract_under_which_it_was_done,
}

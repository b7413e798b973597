//! Every figure of the SLA report leads to its clocks, whatever the report is grouped by.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::desk::{FIGURES, every_figure_leads_to_its_clocks, listed, sla_report};
use crate::contracts::office::Office;
use crate::routing::teams::team;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, P4, at, global_id};

/// Tickets at 10:00 UTC of the 2nd, by their global ids.
struct Day {
    office: Office,
    /// Noticed half an hour too late.
    late: String,
    /// A problem of the county that nobody has noticed, in no team.
    problem: String,
    /// Runs past its response, which no sweep has found.
    overdue: String,
}

/// Beside those: one kept in all, one whose breach of RESTORE a dispute took out, one cancelled, one that has just begun.
async fn a_day(backend: Backend) -> Day {
    let office = Office::open(backend).await;
    let story = &office.story;
    let net = team(&office, "NET").await;
    let system = global_id("ManagedSystem", story.world.system("NN-OA").0);
    let serve = json!({ "contractId": office.contract, "systemId": system, "teamId": net });
    office.as_("vendor_manager").must("setContractTeam", serve, "").await;
    let engineer = json!({ "engineerId": global_id("User", story.world.user("engineer").0) });

    let disputed = story.raise(P2).await;
    let kept = story.raise(P2).await;
    let late = story.raise(P2).await;
    let cancelled = story.raise(P4).await;
    let mut request = story.request("QX-HALL", "叫号机总死机", P3);
    request["kind"] = json!("PROBLEM");
    let problem = story.raise_as("county_clerk", request).await;
    story.act("clerk", "cancelTicket", &cancelled, json!({ "reason": "误报" })).await;
    story.act("operator", "assignTicket", &disputed, json!({})).await;
    story.act("operator", "assignTicket", &kept, engineer.clone()).await;
    for ticket in [&disputed, &kept] {
        story.act("engineer", "recordArrival", ticket, json!({})).await;
    }
    story.until(2, "02:00");
    story.solve(&kept).await;
    story.act("operator", "assignTicket", &late, engineer).await;
    story.act("engineer", "recordArrival", &late, json!({})).await;
    story.until(2, "08:00");
    story.act("engineer", "resolveTicket", &late, json!({ "cause": "电源故障", "solution": "更换" })).await;
    story.until(2, "09:00");
    let overdue = story.raise(P2).await;
    story.until(2, "09:30");
    story.sweep().await;
    story.until(2, "09:45");
    story.act("engineer", "resolveTicket", &disputed, json!({ "cause": "机房停电", "solution": "送电" })).await;
    let clocks = story.look("clerk", &disputed, "clocks { id metric }").await;
    let clocks = clocks["clocks"].as_array().expect("clocks");
    let restore = clocks.iter().find(|clock| clock["metric"] == "RESTORE").expect("RESTORE");
    let appeal = json!({ "clockId": restore["id"], "reason": "机房停电", "evidence": "物业通知" });
    let dispute = office.as_("vendor_manager").must("appealBreach", appeal, "dispute { id }").await;
    let decision = json!({ "disputeId": dispute["dispute"]["id"], "outcome": "EXCLUDE", "reason": "属实" });
    office.as_("manager").must("decideDispute", decision, "").await;
    story.until(2, "09:50");
    story.raise(P2).await;
    story.until(2, "10:00");
    Day { office, late, problem, overdue }
}

/// Each row of a report by one dimension of one metric: its value, and the figures that are not 0.
async fn rows(day: &Day, by: &str, metric: &str, value: &str) -> Vec<(Value, String)> {
    let report = sla_report(&day.office.as_("region_manager"), &[by], json!({ "metric": metric })).await;
    let told = |row: &Value| {
        let counted = |(figure, _): &(&str, &str)| {
            let count = row["counts"][*figure].as_i64().expect("a figure");
            (count > 0).then(|| format!("{figure} {count}"))
        };
        let value = row.pointer(value).cloned().unwrap_or_default();
        (value, FIGURES.iter().filter_map(counted).collect::<Vec<_>>().join(", "))
    };
    report["rows"].as_array().expect("rows").iter().map(told).collect()
}

fn expected(rows: &[(Value, &str)]) -> Vec<(Value, String)> {
    rows.iter().map(|(value, figures)| (value.clone(), (*figures).to_owned())).collect()
}

async fn a_breach_has_a_cause_a_team_and_an_engineer(backend: Backend) {
    let day = a_day(backend).await;
    let causes = [
        (Value::Null, "running 3, withoutPromise 1"),
        (json!("光缆中断"), "met 1"),
        (json!("机房停电"), "excluded 1"),
        (json!("电源故障"), "met 1"),
    ];
    assert_eq!(rows(&day, "CAUSE", "RESTORE", "/cause").await, expected(&causes));
    let teams = [(Value::Null, "breached 1"), (json!("NET"), "met 2, breached 2, running 1, cancelled 1")];
    assert_eq!(rows(&day, "TEAM", "RESPONSE", "/team/code").await, expected(&teams));
    let engineers =
        [(Value::Null, "met 1, breached 2, running 1, cancelled 1"), (json!("engineer"), "met 1, breached 1")];
    assert_eq!(rows(&day, "ASSIGNEE", "RESPONSE", "/assignee/name").await, expected(&engineers));
    let kinds = [(json!("INCIDENT"), "met 2, breached 2, running 1, cancelled 1"), (json!("PROBLEM"), "breached 1")];
    assert_eq!(rows(&day, "KIND", "RESPONSE", "/kind").await, expected(&kinds));

    // The breaches themselves, the latest first: one is unswept and runs by its own state.
    let manager = day.office.as_("region_manager");
    let filter = json!({ "metric": "RESPONSE" });
    let fields = "state countedAt countedMonth vendor { name } ticketNumber ticket { id number cause }";
    let found = listed(&manager, filter.clone(), "BREACHED", fields).await;
    let told = |node: &Value| {
        let counted: DateTime<Utc> = serde_json::from_value(node["countedAt"].clone()).expect("a time");
        assert_eq!((&node["countedMonth"], &node["vendor"]["name"]), (&json!(202603), &json!("八桂运维")));
        assert_eq!(node["ticketNumber"], node["ticket"]["number"]);
        (node["ticket"]["id"].clone(), node["state"].clone(), counted)
    };
    let breached =
        [(&day.overdue, "RUNNING", "09:30"), (&day.problem, "BREACHED", "03:00"), (&day.late, "BREACHED", "01:30")];
    let breached = breached.map(|(ticket, state, time)| (json!(ticket), json!(state), at(2, time)));
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), breached);
    // What nobody has found yet was a breach before the sweep, and is one after it.
    let before = sla_report(&manager, &["METRIC"], Value::Null).await;
    assert!(day.office.story.sweep().await.breaches > 0);
    assert_eq!(sla_report(&manager, &["METRIC"], Value::Null).await, before);
    assert_eq!(listed(&manager, filter, "BREACHED", "state").await, vec![json!({ "state": "BREACHED" }); 3]);
    day.office.story.end().await;
}

async fn every_figure_leads_to_as_many_clocks_as_it_counts(backend: Backend) {
    let day = a_day(backend).await;
    let singles =
        ["CONTRACT", "VENDOR", "AGENCY", "SYSTEM", "PRIORITY", "METRIC", "MONTH", "KIND", "CAUSE", "TEAM", "ASSIGNEE"];
    let pairs = [["CAUSE", "METRIC"], ["TEAM", "KIND"], ["ASSIGNEE", "CAUSE"], ["AGENCY", "MONTH"]];
    let all: Vec<&[&str]> =
        singles.iter().map(std::slice::from_ref).chain(pairs.iter().map(<[_; 2]>::as_slice)).collect();
    for who in ["region_manager", "vendor_manager"] {
        let client = day.office.as_(who);
        let mut counted = Vec::new();
        for by in &all {
            counted.push(every_figure_leads_to_its_clocks(&client, by, Value::Null).await);
        }
        assert!(counted[0] > 30 && counted.iter().all(|count| *count == counted[0]), "{counted:?}");
        let narrowed = json!({ "priority": "P2", "countedBefore": at(2, "09:00"), "causeStated": true });
        let some = every_figure_leads_to_its_clocks(&client, &["METRIC", "TEAM"], narrowed).await;
        assert!(0 < some && some < counted[0]);
    }
    // An agency with those under it, and alone.
    let manager = day.office.as_("manager");
    let nanning = global_id("Agency", day.office.story.world.agency("NNDSJ").0);
    let total = async |filter: Value| sla_report(&manager, &[], filter).await["total"]["breached"].clone();
    let filter = json!({ "agencyId": nanning, "metric": "RESPONSE" });
    assert_eq!(total(filter.clone()).await, json!(3));
    let mut alone = filter;
    alone["agencyAlone"] = json!(true);
    assert_eq!(total(alone).await, json!(2));
}

async fn whoever_may_not_read_the_report_reads_no_clock_of_it(backend: Backend) {
    let day = a_day(backend).await;
    let document = "query($filter: SlaReportFilter) {
        slaClocks(filter: $filter, counted: BREACHED) { totalCount nodes { clockId } } }";
    let ask = async |who: &str, filter: Value| day.office.as_(who).gql(document, json!({ "filter": filter })).await;
    assert_eq!(ask("lz_manager", Value::Null).await.at("/slaClocks"), json!({ "totalCount": 0, "nodes": [] }));
    assert_eq!(ask("engineer", Value::Null).await.code(), "FORBIDDEN");
    assert_eq!(ask("manager", json!({ "fromMonth": 202613 })).await.code(), "INVALID_MONTH");
    assert_eq!(ask("manager", json!({ "cause": "停\u{0}电" })).await.code(), "INVALID");
    assert_eq!(ask("manager", json!({ "teamId": day.late })).await.code(), "NOT_FOUND", "a ticket is no team");
}

both! {
    a_breach_has_a_cause_a_team_and_an_engineer,
    every_figure_leads_to_as_many_clocks_as_it_counts,
    whoever_may_not_read_the_report_reads_no_clock_of_it,
}
